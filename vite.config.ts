/** How the pages are built (`scripts/pages.ts` names them): hashed files, nothing inline, so that the strict CSP holds. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { simplePeerAliases } from './clients/call/shims/aliases.ts';
import { pdfParts } from './scripts/pdf-parts.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('clients'),
  publicDir: at('clients/ui/public'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pdfParts()],
  resolve: { alias: simplePeerAliases },
  build: {
    outDir: at('dist/pages'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // All that a page starts with in one part: it squeezes better, and its later parts have fewer to ask for.
    rollupOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
});
