/** How pages of module-level browser tests are built: like the product's own, one entry for each HTML file of the harness. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import pages from './vite.config.ts';

const harness = fileURLToPath(new URL('tests/browser/harness/', import.meta.url));

export default defineConfig({
  ...pages,
  root: harness,
  publicDir: false,
  build: {
    ...pages.build,
    outDir: fileURLToPath(new URL('dist/harness', import.meta.url)),
    manifest: false,
    // Each page starts with parts of its own: one for all would run every page's script in each.
    rollupOptions: {
      input: globSync('**/*.html', { cwd: harness }).map((file) => `${harness}${file}`),
    },
  },
});
