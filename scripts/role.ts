/** Starts one role of the image: `node scripts/role.ts signalling|appointments|standalone`. The process stays the same one. */

const roles = ['signalling', 'appointments', 'standalone'];
const [role = ''] = process.argv.slice(2);

if (roles.includes(role)) {
  await import(`../services/${role}/server.ts`);
} else {
  console.error(`which role? one of: ${roles.join(', ')}`);
  process.exitCode = 64;
}
