/** The typed client over injected requests: what integrators use, against the service under test. */
import { createVisavis, type Visavis } from '@visavis/api';
import type { InjectOptions } from 'fastify';
import type { TestApp } from './appointments-app.ts';

/** Asks as the program of `test`. */
export function typedClient(test: TestApp): Visavis {
  return createVisavis({
    url: 'https://video.example.de',
    key: test.bearer.replace('Bearer ', ''),
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const text = await request.text();
      const method = request.method as Exclude<InjectOptions['method'], undefined>;
      const headers = Object.fromEntries(request.headers);
      const answer = await test.send(method, pathname + search, text === '' ? undefined : text, { headers });
      const type = String(answer.headers['content-type'] ?? '');
      const body = answer.status === 204 || answer.status === 304 ? null : answer.text;
      return new Response(body, { status: answer.status, headers: { 'content-type': type } });
    },
  });
}
