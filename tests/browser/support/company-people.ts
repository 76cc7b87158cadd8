/** Three people at three pages of a real browser, with a pod in memory at a fourth. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { CallView } from '../../../clients/call/call-view.ts';
import type { CompanionKind } from '../../../clients/call/company-view.ts';
import type { Incoming } from '../harness/company.ts';

declare global {
  interface Window {
    company: {
      openDevices(): Promise<void>;
      expect(kind: CompanionKind): void;
      start(): void;
      answer(agreed: boolean): void;
      remove(): void;
      view(): CallView;
      sees(): Promise<void>;
      incoming(): Promise<Incoming[]>;
    };
  }
}

export interface ThreePages {
  advisor: Page;
  guest: Page;
  companion: Page;
}

/** On a loaded machine three encoders and six decoders take their time. */
const patience = { timeout: 60_000 };

export const viewOf = (page: Page): Promise<CallView> => page.evaluate(() => window.company.view());
export const expectPhase = (page: Page, phase: CallView['phase']): Promise<void> =>
  expect.poll(async () => (await viewOf(page)).phase, patience).toBe(phase);
export const expectStanding = (page: Page, standing: string | undefined): Promise<void> =>
  expect.poll(async () => (await viewOf(page)).second?.standing, patience).toBe(standing);
export const incoming = (page: Page): Promise<Incoming[]> => page.evaluate(() => window.company.incoming());

/** With made-up devices, and start pressed. */
export async function sitDown(page: Page): Promise<void> {
  await page.evaluate(() => window.company.openDevices());
  await expectPhase(page, 'together');
  await page.evaluate(() => window.company.start());
}

/** Two who talk, and a companion of this kind who waits for the advisor's answer. */
export async function threeAsking(context: BrowserContext, harness: string, kind: CompanionKind): Promise<ThreePages> {
  const open = async (seat: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${harness}/company.html?seat=${seat}`);
    return page;
  };
  await open('pod');
  const [advisor, guest] = [await open('advisor'), await open('guest')];
  await advisor.evaluate((one) => window.company.expect(one), kind);
  await sitDown(advisor);
  await sitDown(guest);
  for (const page of [advisor, guest]) await expectPhase(page, 'talking');
  const companion = await open('companion');
  await sitDown(companion);
  await expectStanding(advisor, 'asking');
  return { advisor, guest, companion };
}

/** The advisor has said yes, now the guest does; all three talk. */
export async function letIn({ advisor, guest, companion }: ThreePages): Promise<void> {
  await advisor.evaluate(() => window.company.answer(true));
  await expectStanding(guest, 'asking');
  await guest.evaluate(() => window.company.answer(true));
  for (const page of [advisor, guest, companion]) await expectStanding(page, 'talking');
}
