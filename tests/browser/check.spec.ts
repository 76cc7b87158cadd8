/** The network check against a real relay, in a real browser: each way open, closed, and silent. */
import { chromium, type Page } from '@playwright/test';
import type { IceServer } from '@visavis/shared';
import { type Coturn, startCoturn } from '../support/coturn.ts';
import { chromiumArguments, chromiumPath } from './support/browsers.ts';
import { expect, test } from './support/test.ts';

type Marks = Record<'direct' | 'udp' | 'tcp' | 'tls', string>;
interface Measured {
  mark: string;
  tookMs: number;
  sentBytes: number;
  open: number;
}
declare global {
  interface Window {
    networkCheck: {
      run(iceServers: IceServer[]): Promise<{ result: Marks; tookMs: number }>;
      measure(iceServers: IceServer[], stopAfterMs?: number): Promise<Measured>;
    };
  }
}

// The relay's certificate is its own.
test.use({
  launchOptions: { executablePath: chromiumPath, args: [...chromiumArguments, '--ignore-certificate-errors'] },
});

let coturn: Coturn;

test.beforeAll(async () => {
  coturn = await startCoturn({ address: '10.99.0.1' });
});

test.afterAll(() => coturn.close());

function servers(urls: Partial<Coturn['urls']> = {}, credentials = coturn.credentials()): IceServer[] {
  const { stun, ...turn } = { ...coturn.urls, ...urls };
  const { username, password } = credentials;
  return [{ urls: [stun] }, { urls: Object.values(turn), username, credential: password }];
}

async function run(page: Page, harness: string, iceServers: IceServer[]): Promise<Marks> {
  await page.goto(`${harness}/check.html`);
  const { result, tookMs } = await page.evaluate((given) => window.networkCheck.run(given), iceServers);
  // Its own deadlines end it after six seconds; a busy machine may take as long again to say so.
  expect(tookMs).toBeLessThan(30_000);
  return result;
}

test('finds every way to the relay good', async ({ page, harness }) => {
  expect(await run(page, harness, servers())).toEqual({ direct: 'good', udp: 'good', tcp: 'good', tls: 'good' });
});

test('fails the ways on which nobody listens, and only those', async ({ page, harness }) => {
  const closed = { udp: 'turn:10.99.0.1:9?transport=udp', tls: 'turns:10.99.0.1:9?transport=tcp' };
  expect(await run(page, harness, servers(closed))).toEqual({
    direct: 'good',
    udp: 'failed',
    tcp: 'good',
    tls: 'failed',
  });
});

test('ends in time where packets vanish', async ({ page, harness }) => {
  const silent = {
    stun: 'stun:10.99.0.77:3478',
    udp: 'turn:10.99.0.77:3478?transport=udp',
    tcp: 'turn:10.99.0.77:3478?transport=tcp',
    tls: 'turns:10.99.0.77:443?transport=tcp',
  };
  const failed = { direct: 'failed', udp: 'failed', tcp: 'failed', tls: 'failed' };
  expect(await run(page, harness, servers(silent))).toEqual(failed);
});

test('fails every relay way with wrong or expired credentials', async ({ page, harness }) => {
  const refused = { direct: 'good', udp: 'failed', tcp: 'failed', tls: 'failed' };
  const wrong = { ...coturn.credentials(), password: 'wrong' };
  expect(await run(page, harness, servers({}, wrong))).toEqual(refused);
  expect(await run(page, harness, servers({}, coturn.credentials(-60)))).toEqual(refused);
});

test('is content with the allocation where the relay refuses to talk to itself', async ({ page, harness }) => {
  // Another house's: ours names its own addresses and lets both people meet on it.
  const settings = { listeningIps: [], relayIps: [] };
  const strict = await startCoturn({ address: '10.99.0.1', allowLoopbackPeers: false, settings });
  try {
    const { username, password } = strict.credentials();
    const relay = [{ urls: [strict.urls.udp, strict.urls.tcp], username, credential: password }];
    expect(await run(page, harness, relay)).toEqual({ direct: 'skipped', udp: 'good', tcp: 'good', tls: 'skipped' });
  } finally {
    await strict.close();
  }
});

test('fails TLS where the certificate is nobody the browser knows', async ({ harness }) => {
  const strict = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  try {
    const result = await run(await strict.newPage(), harness, servers());
    expect(result).toMatchObject({ udp: 'good', tls: 'failed' });
  } finally {
    await strict.close();
  }
});

test('measures what the relay carries, in seconds, for little, and lets go of everything', async ({
  page,
  harness,
}) => {
  await page.goto(`${harness}/check.html`);
  const measured = await page.evaluate((given) => window.networkCheck.measure(given), servers());
  expect(['good', 'weak']).toContain(measured.mark);
  expect(measured.sentBytes).toBeGreaterThan(200_000);
  expect(measured.sentBytes).toBeLessThan(1_000_000);
  expect(measured.open).toBe(0);
});

test('finds a relay that passes on too little too slow', async ({ page, harness }) => {
  const quotas = { perUser: 24, total: 100, maxBytesPerSecond: 30_000, capacityBytesPerSecond: 0 };
  const narrow = await startCoturn({ address: '10.99.0.1', settings: { quotas } });
  try {
    const { username, password } = narrow.credentials();
    const relay = [{ urls: [narrow.urls.udp], username, credential: password }];
    await page.goto(`${harness}/check.html`);
    const { mark } = await page.evaluate((given) => window.networkCheck.measure(given), relay);
    expect(mark).toBe('failed');
  } finally {
    await narrow.close();
  }
});

test('measures nothing without a relay, nor once it was stopped', async ({ page, harness }) => {
  await page.goto(`${harness}/check.html`);
  const without = await page.evaluate((given) => window.networkCheck.measure(given), [{ urls: [coturn.urls.stun] }]);
  expect(without).toMatchObject({ mark: 'skipped', sentBytes: 0, open: 0 });
  const stopped = await page.evaluate((given) => window.networkCheck.measure(given, 300), servers());
  expect(stopped).toMatchObject({ mark: 'skipped', open: 0 });
});
