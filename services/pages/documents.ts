/** Serves the built pages: `/` for advisors, `/j` for guests, `/wait` for those from a portal, `/book` for everybody, and their hashed parts, each under the strict policy. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { isLoopbackName } from '@visavis/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { embedHeaders, embedScriptHeaders, type PageOrigin, pageHeaders } from './security-headers.ts';

export interface PageOptions {
  /** What `npm run build` made. */
  folder: string;
  origin: PageOrigin;
  /** Who may show the booking page inside a page of their own at this moment, `https://www.example.de`; nobody by default. */
  embedOrigins?: () => Promise<readonly string[]>;
}

/** The pages were never built, or the folder is wrong. The message names the remedy. */
export class PagesMissing extends Error {
  constructor(folder: string) {
    super(`no pages in ${folder}: build them with "npm run build"`);
    this.name = 'PagesMissing';
  }
}

const entries = { '/': 'advisor/index.html', '/j': 'guest/index.html', '/wait': 'guest/wait/index.html' } as const;

/** `/book`, and `/book?embed` for those who may frame it, with the script that does. */
async function registerBooking(app: FastifyInstance, { folder, origin, embedOrigins }: PageOptions) {
  const html = await readPart(folder, 'book/index.html');
  const script = await readPart(folder, 'embed.js');
  const alone = pageHeaders(origin);
  const framed = async () => embedHeaders(origin, (await embedOrigins?.()) ?? []);
  app.get<{ Querystring: { embed?: unknown } }>('/book', async (request, reply) => {
    const headers = request.query.embed === undefined ? alone : await framed();
    // Every answer refuses frames beforehand; where somebody may frame, the policy alone says who.
    if (headers['x-frame-options'] === undefined) reply.removeHeader('x-frame-options');
    return sendPage(reply, headers, html);
  });
  app.get('/embed.js', async (_request, reply) =>
    reply.headers(embedScriptHeaders).type('text/javascript; charset=utf-8').send(script),
  );
}

/** @throws {PagesMissing} */
async function readPart(folder: string, file: string): Promise<string> {
  const path = join(folder, file);
  if (!existsSync(path)) throw new PagesMissing(folder);
  return readFile(path, 'utf8');
}

/** Hashed names never change their content; others may, within the hour. */
const cacheOf = (path: string): string =>
  path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';

/** An HTML document: never kept by anybody on the way. */
export function sendPage(reply: FastifyReply, headers: Record<string, string>, html: string): FastifyReply {
  return reply.headers(headers).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}

/**
 * A page that is asked for under another name of this machine (`127.0.0.1` for `localhost`) is asked for again under
 * the public one: links, cookies and the policy know that name only. The fragment stays with the browser.
 */
export function sendToPublicName(app: FastifyInstance, publicUrl: string): void {
  const { host, hostname } = new URL(publicUrl);
  if (!isLoopbackName(hostname)) return;
  app.addHook('onRequest', async (request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (!wantsPage || request.host === host || !isLoopbackName(request.hostname)) return;
    return reply.redirect(`${publicUrl}${request.url}`, 307);
  });
}

/**
 * Adds the pages, everything they load, and `/version`: the release with the digest of each of its files; with the brotli and gzip forms that the build left beside each file.
 * @throws {PagesMissing}
 */
export async function registerPages(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { folder, origin } = options;
  const headers = pageHeaders(origin);
  for (const [url, file] of Object.entries(entries)) {
    const html = await readPart(folder, file);
    app.get(url, async (_request, reply) => sendPage(reply, headers, html));
  }
  await registerBooking(app, options);
  const manifest = await readPart(folder, 'release.json');
  app.get('/version', async (_request, reply) =>
    reply.headers(headers).header('cache-control', 'no-store').type('application/json').send(manifest),
  );
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/*.html', 'embed.js', '**/*.br', '**/*.gz', '.vite/**', '**/manifest.json'],
    setHeaders: (reply, path) => void reply.headers({ ...headers, 'cache-control': cacheOf(path) }),
  });
}
