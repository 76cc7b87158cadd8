/** Pages and their parts: the exact policy, the caching, the compressed forms, and a clear word when they were never built. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { originOf, PagesMissing, registerPages } from '@visavis/pages';
import { createHttp, createLog } from '@visavis/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtPages } from '../support/built-pages.ts';

const log = createLog({ level: 'silent', role: 'test' });
let folder: string;

beforeEach(() => {
  folder = builtPages();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function pages(publicUrl = 'https://video.example.de', embedOrigins: string[] = []) {
  const app = createHttp({ log });
  await registerPages(app, { folder, origin: originOf(publicUrl), embedOrigins: async () => embedOrigins });
  return app;
}

const exact = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'none'; font-src 'self'; " +
    "connect-src 'self' wss://video.example.de; worker-src 'self'; manifest-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker-url pdf-worker-url",
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'camera=(self), microphone=(self), display-capture=(self), autoplay=(self), geolocation=(), payment=(), usb=(), ' +
    'serial=(), hid=(), bluetooth=(), midi=(), browsing-topics=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

describe('pages', () => {
  it.each(['/', '/j', '/book', '/book?embed', '/assets/guest-abc.js'])(
    'carry exactly the policy of the house at %s',
    async (url) => {
      const { headers, statusCode } = await (await pages()).inject({ url });
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject(exact);
    },
  );

  it('let the sites that may frame the booking page do so, without any device, and nobody else', async () => {
    const app = await pages(undefined, ['https://www.example.de', 'https://kasse.example']);
    const { headers } = await app.inject({ url: '/book?embed' });
    expect(headers['content-security-policy']).toBe(
      exact['content-security-policy'].replace(
        "ancestors 'none'",
        'ancestors https://www.example.de https://kasse.example',
      ),
    );
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['permissions-policy']).not.toContain('self');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    for (const url of ['/book', '/', '/j']) expect((await app.inject({ url })).headers).toMatchObject(exact);
  });

  it('hand the script that embeds to any site', async () => {
    const { headers, body } = await (await pages()).inject({ url: '/embed.js' });
    expect(body).toBe('embed');
    expect(headers).toMatchObject({
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
    });
  });

  it('connect to a plain WebSocket of the same host where they are served without TLS', async () => {
    const { headers } = await (await pages('http://localhost:3000')).inject({ url: '/j' });
    expect(headers['content-security-policy']).toContain("connect-src 'self' ws://localhost:3000;");
  });

  it('serve the advisor at / and the guest at /j, and never let them be kept', async () => {
    const app = await pages();
    const [advisor, guest] = await Promise.all([app.inject({ url: '/' }), app.inject({ url: '/j' })]);
    expect(advisor.body).toContain('advisor');
    expect(guest.body).toContain('guest');
    expect([advisor, guest].map(({ headers }) => headers['cache-control'])).toEqual(['no-store', 'no-store']);
    expect(guest.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('let hashed parts be kept for ever, and others for an hour', async () => {
    const app = await pages();
    const hashed = await app.inject({ url: '/assets/guest-abc.js' });
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const release = await app.inject({ url: '/release.json' });
    expect(release.headers['cache-control']).toBe('public, max-age=3600');
  });

  it('show the release and the digest of each file at /version, fresh every time', async () => {
    const answer = await (await pages()).inject({ url: '/version' });
    expect(answer.json()).toEqual({ version: '0.1.0' });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers).toMatchObject(exact);
  });

  it.each([
    ['br, gzip', 'brotli', 'br'],
    ['gzip', 'gzip', 'gzip'],
    ['', 'plain', undefined],
  ])('send the form that was compressed at the build (accepted: "%s")', async (accepted, body, encoding) => {
    const answer = await (await pages()).inject({
      url: '/assets/guest-abc.js',
      headers: { 'accept-encoding': accepted },
    });
    expect(answer.body).toBe(body);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  });

  it.each(['/guest/index.html', '/.vite/manifest.json', '/assets/', '/assets/guest-abc.js.br', '/../package.json'])(
    'answer 404 in the shape of every error at %s',
    async (url) => {
      const answer = await (await pages()).inject({ url });
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ error: { code: 'not-found' } });
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    },
  );

  it('say how to build them when they are missing', async () => {
    rmSync(join(folder, 'guest'), { recursive: true });
    await expect(pages()).rejects.toThrow(PagesMissing);
    await expect(pages()).rejects.toThrow('npm run build');
  });
});
