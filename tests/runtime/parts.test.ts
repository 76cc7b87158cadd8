/** The small parts: clock, health, metrics page, addresses, incident codes. */
import {
  addressGroup,
  createHttp,
  createLog,
  createRegistry,
  incidentCode,
  manualClock,
  registerHealth,
  serveMetrics,
} from '@visavis/runtime';
import { describe, expect, it } from 'vitest';

describe('the manual clock', () => {
  it('runs what falls due in the order of time, each at its moment', () => {
    const clock = manualClock(1_000);
    const seen: [string, number][] = [];
    clock.after(30, () => seen.push(['late', clock.now()]));
    clock.after(20, () => seen.push(['middle', clock.now()]));
    clock.after(10, () => {
      seen.push(['early', clock.now()]);
      clock.after(5, () => seen.push(['follows', clock.now()]));
    });
    clock.advance(29);
    expect(seen).toEqual([
      ['early', 1010],
      ['follows', 1015],
      ['middle', 1020],
    ]);
    clock.advance(1);
    expect(seen.at(-1)).toEqual(['late', 1030]);
  });

  it('repeats until told to stop, even from inside the task', () => {
    const clock = manualClock();
    let runs = 0;
    const stop = clock.every(10, () => {
      runs++;
      if (runs === 3) stop();
    });
    clock.advance(1_000);
    expect(runs).toBe(3);
  });

  it('forgets what was called off', () => {
    const clock = manualClock();
    let ran = false;
    clock.after(10, () => {
      ran = true;
    })();
    clock.advance(100);
    expect(ran).toBe(false);
  });
});

describe('health', () => {
  const app = () => {
    const http = createHttp({ log: createLog({ level: 'silent', role: 'test' }) });
    return { http, health: registerHealth(http) };
  };

  it('is live and ready when every part works', async () => {
    const { http, health } = app();
    health.add({ name: 'database', check: () => true });
    expect((await http.inject('/health/live')).json()).toEqual({ live: true });
    const ready = await http.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { ready: true, draining: false, parts: { database: true } },
    ]);
  });

  it('names the part that fails and nothing of what it said', async () => {
    const { http, health } = app();
    health.add({ name: 'bus', check: async () => Promise.reject(new Error('redis://secret@host')) });
    const ready = await http.inject('/health/ready');
    expect([ready.statusCode, ready.json().parts]).toEqual([503, { bus: false }]);
    expect(ready.body).not.toContain('secret');
  });

  it('is live and not ready while draining, and says so without waiting for a part', async () => {
    const { http, health } = app();
    health.add({ name: 'silent', check: () => new Promise(() => {}) });
    health.drain();
    expect((await http.inject('/health/ready')).statusCode).toBe(503);
    expect((await http.inject('/health/live')).statusCode).toBe(200);
  });
});

it('serves the metrics of its own registry on a port of its own, and nothing else', async () => {
  const metrics = await serveMetrics(createRegistry(), '127.0.0.1', 0);
  const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${metrics.port}${path}`, init);
  const page = await at('/metrics');
  expect(page.headers.get('content-type')).toContain('text/plain');
  expect(await page.text()).toContain('visavis_process_cpu_seconds_total');
  expect((await at('/')).status).toBe(404);
  expect((await at('/metrics', { method: 'POST' })).status).toBe(404);
  await metrics.close();
  await expect(at('/metrics')).rejects.toThrow();
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1::', '1:0:0:0::/64'],
])('counts %s as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

it('makes incident codes that can be read aloud', () => {
  const codes = new Set(Array.from({ length: 200 }, incidentCode));
  expect(codes.size).toBe(200);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
});
