/** The ground that browser tests stand on: made-up devices, the product's headers, and nothing else reachable. */
import { expect, test } from './support/test.ts';

test("gives a page made-up devices and the product's own policy", { tag: ['@firefox', '@phone'] }, async ({
  page,
  harness,
}) => {
  const answer = await page.goto(`${harness}/blank.html`);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  const tracks = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    return stream.getTracks().map((track) => track.kind);
  });
  expect(tracks.toSorted()).toEqual(['audio', 'video']);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
