/** What a guest's line has to carry until the waiting room stands, measured on what the browser really asked for. */
import { enter, guestOn } from './support/guest.ts';
import { expect, test } from './support/test.ts';

const kilobyte = 1_000;
const scriptBudget = 60 * kilobyte;
const wholeBudget = 100 * kilobyte;

/** Bytes on the wire of `url` for a browser that takes gzip. */
async function gzipped(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  await answer.arrayBuffer();
  return Number(answer.headers.get('content-length'));
}

test('brings the guest to the waiting room within its budget', async ({ person, system }, info) => {
  const { joinLink } = await system.create();
  const context = await person();
  const asked = new Set<string>();
  // Three seconds after the engine is there it fetches what a line will need. A slow machine is not in the waiting room by then.
  let isWarming = false;
  context.on('request', (request) => {
    isWarming ||= /\/assets\/(pair-browser|telephone-hint|worker-start)-/.test(request.url());
    if (isWarming) return;
    if (request.method() === 'GET' && /\.(js|css|svg|woff2)$|\/j$/.test(request.url())) asked.add(request.url());
  });
  const guest = guestOn(await context.newPage());
  await guest.page.goto(joinLink);
  await enter(guest);
  const parts = await Promise.all([...asked].map(async (url) => ({ url, bytes: await gzipped(url) })));
  const sum = (pattern: RegExp) =>
    parts.filter(({ url }) => pattern.test(url)).reduce((all, { bytes }) => all + bytes, 0);
  const table = parts.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`).join('\n');
  await info.attach('parts', { body: table, contentType: 'text/plain' });
  expect(parts.every(({ bytes }) => bytes > 0)).toBe(true);
  expect(sum(/\.js$/), table).toBeLessThanOrEqual(scriptBudget);
  expect(sum(/\.(js|css|svg)$|\/j$/), table).toBeLessThanOrEqual(wholeBudget);
});
