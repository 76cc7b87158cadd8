/** simple-peer comes to the browser without Node's streams, buffers and debug output. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { simplePeerAliases } from '../../clients/call/shims/aliases.ts';

const library = new URL('../../node_modules/simple-peer/index.js', import.meta.url).pathname;

test('simple-peer weighs at most 6.5 kB of gzip on our stand-ins, and none of what they stand in for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'simple-peer-size-'));
  try {
    const entry = join(folder, 'entry.js');
    await writeFile(entry, `import Peer from ${JSON.stringify(library)}; globalThis.Peer = Peer;`);
    const outputs = (await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      resolve: { alias: simplePeerAliases },
      build: { write: false, target: 'es2022', lib: { entry, formats: ['es'] }, minify: true },
    })) as Rolldown.RolldownOutput[];
    const code = outputs
      .flatMap(({ output }) => output.map((part) => (part.type === 'chunk' ? part.code : '')))
      .join('');
    expect(code).toContain('ERR_WEBRTC_SUPPORT');
    expect(code).not.toMatch(/process\.|ReadableStream|node_modules/);
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(6_500);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
