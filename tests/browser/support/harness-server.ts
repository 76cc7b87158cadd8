/** Serves the built harness pages under the very headers of the product, so that a test meets the same CSP. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Duplex } from 'node:stream';
import { pageHeaders } from '@visavis/pages';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface HarnessServer {
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/** Serves `folder` on a free port of the loopback address; `upgrade` takes the sockets, where a test has some. */
export async function serveHarness(
  folder: string,
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
): Promise<HarnessServer> {
  let host = '';
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'no-store',
        ...pageHeaders({ host, secure: false }),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  if (upgrade !== undefined) server.on('upgrade', upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  host = `localhost:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
