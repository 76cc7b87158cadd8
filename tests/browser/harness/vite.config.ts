/** How pages of module-level browser tests are built: like the product's own, one entry for each HTML file in this folder. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type UserConfig } from 'vite';
import pages from '../../../vite.config.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const {
  root: _root,
  publicDir: _publicDir,
  build: { rollupOptions: _pages, ...build } = {},
  ...shared
}: UserConfig = pages;

export default mergeConfig(
  defineConfig({ ...shared, build }),
  defineConfig({
    root: at('.'),
    publicDir: false,
    build: {
      outDir: at('../../../dist/harness'),
      manifest: false,
      rollupOptions: { input: globSync('**/*.html', { cwd: at('.') }).map((file) => at(file)) },
    },
  }),
);
