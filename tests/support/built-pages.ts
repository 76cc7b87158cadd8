/** Stand-ins for the built pages, for tests of what serves them. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder as the build leaves one, with nearly empty pages; the caller deletes it. */
export function builtPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-pages-'));
  for (const page of ['advisor', 'guest', 'guest/wait', 'book']) {
    mkdirSync(join(folder, page));
    writeFileSync(join(folder, page, 'index.html'), `<!doctype html><title>${page}</title>`);
  }
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, '.vite/manifest.json'), '{}');
  writeFileSync(join(folder, 'embed.js'), 'embed');
  writeFileSync(join(folder, 'release.json'), '{"version":"0.1.0"}');
  for (const [end, text] of [
    ['', 'plain'],
    ['.br', 'brotli'],
    ['.gz', 'gzip'],
  ]) {
    writeFileSync(join(folder, `assets/guest-abc.js${end}`), text ?? '');
  }
  return folder;
}
