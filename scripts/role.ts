/** Starts one role of the image: `node scripts/role.ts signalling`, and whatever that role's `server.ts` is told after it. */
import { existsSync, readdirSync } from 'node:fs';

const services = new URL('../services/', import.meta.url);
const roles = readdirSync(services).filter((name) => existsSync(new URL(`${name}/server.ts`, services)));
const [role = ''] = process.argv.slice(2);

if (roles.includes(role)) {
  // The role reads its own arguments, and its name is none of them. The process stays the same one.
  process.argv.splice(2, 1);
  await import(new URL(`${role}/server.ts`, services).href);
} else {
  console.error(`which role? one of: ${roles.join(', ')}`);
  process.exitCode = 64;
}
