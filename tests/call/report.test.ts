/** What a browser reports of a call: when, what, and what it keeps to itself. */
import { CallReport, type Report, reportSteps, SetupReport } from '@visavis/shared';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { reporterFor } from '../../clients/call/report.ts';
import { browserFacts } from '../../clients/call/report-browser.ts';
import { reportLater } from '../../clients/call/report-later.ts';
import { makeWorld, talking, together } from './world.ts';

const firefox = { browser: 'firefox', major: 153, device: 'computer' } as const;
const report = reportLater(async () => reporterFor(firefox));
const guest = { parts: { report } };
const setup = (change: Partial<SetupReport> = {}) => ({
  ...{ type: 'setup-report', result: 'talking', path: 'direct', ...firefox },
  ...change,
});
const isValid = (told: Report) => v.is(told.type === 'setup-report' ? SetupReport : CallReport, told);

test('reports a set-up once, soon after the conversation began, with what was measured', async () => {
  const { pod, pass } = await talking(makeWorld(), { guest });
  await pass(7_000);
  expect(pod.reports).toEqual([
    setup({ soundMs: expect.any(Number) as never, pictureMs: expect.any(Number) as never }),
  ]);
  await pass(60_000);
  expect(pod.reports).toHaveLength(1);
  expect(pod.reports.every(isValid)).toBe(true);
});

test('reports a conversation when it is over, before the goodbye', async () => {
  const world = await talking(makeWorld(), { guest });
  await world.pass(3 * 60_000);
  world.guest.call.hangUp();
  await world.pass(10_000);
  expect(world.guest.call.view.phase).toBe('ended');
  expect(world.pod.reports.at(-1)).toMatchObject({ type: 'call-report', talkedMinutes: 5, restarts: 0, rebuilds: 0 });
  expect(world.pod.reports).toHaveLength(2);
  expect(world.pod.reports.every(isValid)).toBe(true);
});

test('reports both at once when the page goes away', async () => {
  const world = await talking(makeWorld(), { guest });
  world.guest.leavePage();
  await world.pass(500);
  expect(world.pod.reports.map(({ type }) => type)).toEqual(['setup-report', 'call-report']);
});

test('keeps a report while there is no line, and tells it when there is one again', async () => {
  const world = await together(makeWorld(), { guest });
  world.pod.isUp = false;
  world.pod.cut('guest');
  world.advisor.call.start();
  world.guest.call.start();
  await world.pass(8_000);
  expect(world.guest.call.view.phase).toBe('talking');
  expect(world.pod.reports).toEqual([]);
  world.pod.isUp = true;
  await world.pass(30_000);
  expect(world.pod.reports).toMatchObject([{ type: 'setup-report', result: 'talking' }]);
});

test('drops what it has to tell when the call ends without a line', async () => {
  const world = await talking(makeWorld(), { guest });
  await world.pass(7_000);
  world.pod.isUp = false;
  world.pod.cut('guest');
  await world.pass(100);
  world.guest.call.hangUp();
  await world.pass(10_000);
  world.pod.isUp = true;
  await world.pass(60_000);
  expect(world.pod.reports.map(({ type }) => type)).toEqual(['setup-report']);
});

test('counts what mended the conversation', async () => {
  const world = await talking(makeWorld(), { guest });
  world.pod.cut('guest');
  await world.pass(30_000);
  world.guest.call.hangUp();
  await world.pass(10_000);
  expect(world.pod.reports.at(-1)).toMatchObject({ type: 'call-report', reconnects: 1 });
});

test('reports nothing of people who met and left without having pressed start', async () => {
  const world = await together(makeWorld(), { guest });
  world.guest.call.hangUp();
  await world.pass(5_000);
  expect(world.pod.reports).toEqual([]);
});

test('loads nothing before the other person is there, and a failed download costs the reports only', async () => {
  let asked = 0;
  const failing = reportLater(() => {
    asked++;
    return Promise.reject(new Error('offline'));
  });
  const world = makeWorld();
  const alone = world.join('guest', { parts: { report: failing } });
  await world.pass(5_000);
  expect([alone.call.view.phase, asked]).toEqual(['waiting', 0]);
  const advisor = world.join('advisor');
  await world.pass(500);
  advisor.call.start();
  alone.call.start();
  await world.pass(10_000);
  expect([alone.call.view.phase, asked]).toEqual(['talking', 1]);
  expect(world.pod.reports).toEqual([]);
});

const agents: [string, number, ReturnType<typeof browserFacts>][] = [
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    0,
    { browser: 'chromium', major: 156, device: 'computer' },
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1.2',
    0,
    { browser: 'edge', major: 156, device: 'computer' },
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    0,
    { browser: 'firefox', major: 153, device: 'computer' },
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
    5,
    { browser: 'safari', major: 26, device: 'phone' },
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
    5,
    { browser: 'safari', major: 26, device: 'phone' },
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    5,
    { browser: 'samsung', major: 29, device: 'phone' },
  ],
  ['Chrome/99999999', 0, { browser: 'other', major: 0, device: 'computer' }],
  ['', 0, { browser: 'other', major: 0, device: 'computer' }],
];

test.each(agents)('reads %s', (agent, touchPoints, expected) => {
  expect(browserFacts(agent, touchPoints)).toEqual(expected);
});

test('the steps of a report rise, so that the first one that fits is the nearest', () => {
  for (const steps of Object.values(reportSteps)) expect([...steps].sort((a, b) => a - b)).toEqual(steps);
});
