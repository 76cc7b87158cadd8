/** `npm run build`: the pages into dist/pages; the services run as they are. */
import { fileURLToPath } from 'node:url';
import { buildPages } from './pages.ts';

await buildPages(fileURLToPath(new URL('../dist/pages', import.meta.url)));
