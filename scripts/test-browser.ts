/** `npm run test:browser -- [files]`: the browser tests alone. */
import { fileURLToPath } from 'node:url';
import { runBrowserTests, withBuiltPages } from './browser-run.ts';
import { canIsolate } from './own-network.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!canIsolate) console.log('not root on Linux: the browsers share the network of this machine');
process.exitCode = await withBuiltPages(root, (built) =>
  runBrowserTests(root, built, 'browser', process.argv.slice(2)),
);
