/** Lays what pdf.js loads by itself beside the pages, as it is: its worker, and the decoders that the worker asks for. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const { version }: { version: string } = JSON.parse(readFileSync(require.resolve('pdfjs-dist/package.json'), 'utf8'));

/** The name that the worker's own code or the page asks for, and where it comes from. */
const parts = {
  'worker.js': 'legacy/build/pdf.worker.min.mjs',
  // JBIG2 and CCITT fax, and JPEG 2000, as plain scripts: the policy of the pages knows no WebAssembly.
  'jbig2_nowasm_fallback.js': 'wasm/jbig2_nowasm_fallback.js',
  'openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
} as const;

/** At `/assets/pdf-<version>/`, as the whiteboard's `pdf-worker.ts` names it. */
export function pdfParts(): Plugin {
  return {
    name: 'visavis:pdf-parts',
    apply: 'build',
    async generateBundle() {
      for (const [name, from] of Object.entries(parts)) {
        const source = await readFile(require.resolve(`pdfjs-dist/${from}`));
        this.emitFile({ type: 'asset', fileName: `assets/pdf-${version}/${name}`, source });
      }
    },
  };
}
