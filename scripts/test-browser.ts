/** `npm run test:browser -- [files]`: the browser tests alone. */
import { fileURLToPath } from 'node:url';
import { runBrowserTests } from './browser-run.ts';
import { canIsolate } from './own-network.ts';

if (!canIsolate) console.log('not root on Linux: the browsers share the network of this machine');
process.exitCode = await runBrowserTests(fileURLToPath(new URL('..', import.meta.url)), process.argv.slice(2));
