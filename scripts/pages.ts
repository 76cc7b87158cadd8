/** Builds the pages as they are delivered: compressed beforehand, every entry pinned by its digest. */
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { pinningLoader, pinParts, withItself } from './pinned-parts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const squeeze = { br: promisify(brotliCompress), gz: promisify(gzip) };
const pages = ['guest', 'advisor', 'book', 'guest/wait'];
const worthIt = 500;

const digestOf = (content: Buffer): string => `sha384-${createHash('sha384').update(content).digest('base64')}`;

/** Writes `<file>.br` and `<file>.gz` beside every text file that a browser loads. */
async function compress(folder: string): Promise<void> {
  for (const file of globSync('**/*.{js,css,svg,json}', { cwd: folder })) {
    const content = await readFile(join(folder, file));
    if (content.length < worthIt) continue;
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    await writeFile(join(folder, `${file}.br`), await squeeze.br(content, brotli));
    await writeFile(join(folder, `${file}.gz`), await squeeze.gz(content, { level: 9 }));
  }
}

/** Subresource integrity (W3C SRI) for each script, preload and style sheet of a document. */
async function pin(folder: string, document: string): Promise<void> {
  const path = join(folder, document);
  let html = await readFile(path, 'utf8');
  for (const [tag, address] of html.matchAll(
    /<(?:script|link)\b[^>]*?\b(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"[^>]*>/g,
  )) {
    if (address === undefined || tag.includes(' integrity=')) continue;
    const digest = digestOf(await readFile(join(folder, address)));
    html = html.replace(tag, tag.replace(/>$/, ` integrity="${digest}">`));
  }
  await writeFile(path, html);
}

/** `release.json`: version and digest of every file, so that anybody can compare what a server delivers. */
async function writeRelease(folder: string): Promise<void> {
  const manifest: { version?: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const files: Record<string, string> = {};
  for (const file of globSync('**/*.{js,css,html,svg,woff2}', { cwd: folder }).toSorted()) {
    files[file] = digestOf(await readFile(join(folder, file)));
  }
  await writeFile(join(folder, 'release.json'), `${JSON.stringify({ version: manifest.version, files }, null, 2)}\n`);
}

/** `embed.js`: one plain script of a lasting name, for the pages of others. */
async function buildEmbed(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: join(root, 'clients/book/embed.ts'),
        formats: ['iife'],
        name: 'visavisBooking',
        fileName: () => 'embed.js',
      },
    },
  });
}

/** Builds into `folder`, emptying it first. */
export async function buildPages(folder: string): Promise<void> {
  // Whatever the shell says: a development build carries the paths of its machine.
  process.env.NODE_ENV = 'production';
  // One after the other: built together, each page would carry what only the other needs of a shared part.
  for (const [index, page] of pages.entries()) {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      plugins: [pinningLoader(page)],
      build: {
        modulePreload: { polyfill: false, resolveDependencies: withItself },
        outDir: folder,
        emptyOutDir: index === 0,
        rollupOptions: { input: join(root, 'clients', page, 'index.html') },
      },
    });
    await pinParts(folder, page);
  }
  await buildEmbed(folder);
  for (const document of globSync('**/*.html', { cwd: folder })) await pin(folder, document);
  await writeRelease(folder);
  await compress(folder);
}
