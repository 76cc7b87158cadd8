/** One HTTP request of a check: with authorities of one's own, and without following anybody anywhere. */
import { type IncomingHttpHeaders, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { authorities } from './certificate.ts';
import type { Context } from './check.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The local time in the middle between question and answer, milliseconds since 1970. */
  atMs: number;
}

const maxBodyBytes = 1_000_000;

/** @throws {Error} of the socket or of TLS, and when the deadline comes first */
export function ask(url: URL, { ca, clock, signal }: Pick<Context, 'ca' | 'clock' | 'signal'>): Promise<Answer> {
  const startedMs = clock.now();
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestTls : requestPlain;
    const options = { signal, agent: false, headers: { accept: '*/*' }, ...authorities(ca) };
    const asked = request(url, options, (response) => {
      const atMs = (startedMs + clock.now()) / 2;
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > maxBodyBytes) asked.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString(), atMs });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The body as JSON; undefined for anything else. */
export function jsonOf({ body }: Answer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
