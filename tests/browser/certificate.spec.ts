/** The own certificate outlives a reload, and nothing outlives the appointment. */
import { expect, test } from './support/test.ts';

interface Question {
  room: string;
  laterMs?: number;
  without?: 'storage';
  keep?: { fingerprint: string; by: 'link' | 'words' | 'code' };
  wipe?: boolean;
}
interface Answer {
  fingerprint: string;
  offered: string;
  proof: Question['keep'];
}
declare global {
  interface Window {
    certificates: { ask(question: Question): Promise<Answer> };
  }
}

const [room, otherRoom] = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBB'];
const dayMs = 24 * 3_600_000;
const keep = { fingerprint: 'ab:cd', by: 'link' } as const;

test.describe('the own certificate', { tag: '@firefox' }, () => {
  test.beforeEach(async ({ page, harness }) => {
    await page.goto(`${harness}/certificate.html`);
  });

  test('is the same after a reload, with the proof that hangs on it', async ({ page }) => {
    const first = await page.evaluate((question) => window.certificates.ask(question), { room });
    await page.reload();
    const before = await page.evaluate((question) => window.certificates.ask(question), { room, keep });
    expect(before.fingerprint).toBe(first.fingerprint);
    expect(before.fingerprint).toMatch(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/);
    expect(before.offered).toBe(before.fingerprint);
    await page.reload();
    const after = await page.evaluate((question) => window.certificates.ask(question), { room });
    expect(after).toEqual({ ...before, proof: keep });
  });

  test('is another one in another room', async ({ page }) => {
    const one = await page.evaluate((question) => window.certificates.ask(question), { room });
    const other = await page.evaluate((question) => window.certificates.ask(question), { room: otherRoom });
    expect(other.fingerprint).not.toBe(one.fingerprint);
  });

  test('is gone once wiped, and so is the proof', async ({ page }) => {
    const before = await page.evaluate((question) => window.certificates.ask(question), { room, keep, wipe: true });
    const after = await page.evaluate((question) => window.certificates.ask(question), { room });
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.proof).toBeUndefined();
  });

  test('is gone after a day, in every room', async ({ page }) => {
    const before = await page.evaluate((question) => window.certificates.ask(question), { room, keep });
    await page.evaluate((question) => window.certificates.ask(question), { room: otherRoom, laterMs: dayMs + 1 });
    const after = await page.evaluate((question) => window.certificates.ask(question), { room });
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.proof).toBeUndefined();
  });

  test('works in the page alone where nothing can be stored', async ({ page }) => {
    const question = { room, keep, without: 'storage' } as const;
    const one = await page.evaluate((asked) => window.certificates.ask(asked), question);
    expect(one).toMatchObject({ offered: one.fingerprint, proof: keep });
    const other = await page.evaluate((asked) => window.certificates.ask(asked), { ...question });
    expect(other.fingerprint).not.toBe(one.fingerprint);
  });
});
