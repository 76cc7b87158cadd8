/** The security log: what it holds, for how long, and that nothing else holds an address. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttp, manualClock, networkOf, openSecurityLog, type SecurityLog } from '@visavis/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, memoryLog } from './memory-log.ts';

const day = 86_400_000;

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:12:34:56:78:9a:bc', '2001:db8:12::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the security log', () => {
  let folder: string;
  let clock: ReturnType<typeof manualClock>;
  let kept: ReturnType<typeof memoryLog>;
  let security: SecurityLog;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'visavis-security-')), 'log');
    clock = manualClock();
    kept = memoryLog('debug');
    security = openSecurityLog({ folder, days: 7, clock, log: kept.log });
  });
  afterEach(async () => {
    await security.close();
    rmSync(join(folder, '..'), { recursive: true });
  });

  const visit = (page: string) => ({ address: '203.0.113.77', method: 'GET', page, status: 200, browser: 'Firefox' });
  const files = () => readdirSync(folder).sort();

  it('holds network, time, browser, page pattern and status, and no address is anywhere else', async () => {
    const app = createHttp({ log: kept.log, visited: security.visited });
    app.get('/api/v1/letters/:id', async () => 'yes');
    const headers = { 'user-agent': `Mozilla/5.0 ${'x'.repeat(500)}` };
    const from = { remoteAddress: '203.0.113.77', headers };
    await app.inject({ url: '/api/v1/letters/geheim?code=12345678', ...from });
    await app.inject({ url: '/../%00geheim', ...from });
    await app.close();
    await security.close();
    const [name = ''] = files();
    const text = readFileSync(join(folder, name), 'utf8');
    expect(linesOf(text)).toEqual([
      {
        at: new Date(clock.now()).toISOString(),
        network: '203.0.113.0/24',
        method: 'GET',
        page: '/api/v1/letters/:id',
        status: 200,
        browser: headers['user-agent'].slice(0, 200),
      },
      expect.objectContaining({ page: 'none', status: expect.any(Number) }),
    ]);
    expect(text).not.toMatch(/geheim|12345678|113\.77/);
    expect(kept.text()).toContain('/api/v1/letters/:id');
    expect(kept.text()).not.toMatch(/203\.0|Mozilla|geheim/);
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('begins a file each day, and deletes each before a line in it is seven days old', async () => {
    for (let at = 0; at < 9; at++) {
      security.visited(visit(`/day-${at}`));
      clock.advance(day);
    }
    await security.close();
    security = openSecurityLog({ folder, days: 7, clock, log: kept.log });
    await security.close();
    const left = files().map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(left.map((text) => /day-\d/.exec(text)?.[0])).toEqual([
      'day-3',
      'day-4',
      'day-5',
      'day-6',
      'day-7',
      'day-8',
    ]);
  });

  it('loses no request when the disk refuses, and says so without an address', async () => {
    await security.close();
    const inTheWay = join(folder, '..', 'file');
    const broken = openSecurityLog({ folder: join(inTheWay, '\0'), days: 7, clock, log: kept.log });
    broken.visited(visit('/'));
    await broken.close();
    expect(kept.text()).toContain('security log failed');
    expect(kept.text()).not.toContain('203.0');
  });
});
