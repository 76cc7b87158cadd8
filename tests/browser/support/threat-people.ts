/** Two people around a hostile room, each at a page that is used again for every attack: what they join, show and must not show. */
import { expect, type Page } from '@playwright/test';
import type { CallView } from '../../../clients/call/call-view.ts';
import type { Shown, ThreatJoining } from '../harness/threats.ts';
import { type HostileRoom, random, type Seat } from './hostile-pod.ts';

declare global {
  interface Window {
    threats: {
      join(joining: ThreatJoining): void;
      openDevices(): Promise<void>;
      view(as: string): CallView;
      shown(as: string): Shown;
      received(): Promise<{ frames: number; energy: number }>;
      choose(as: string, index: number | undefined): void;
      confirm(as: string, matches: boolean): void;
      close(as: string): void;
    };
  }
}

/** A call in a page; `as` is a seat, or what the attacker calls his own. */
export interface Place {
  page: Page;
  as: string;
}

export async function openPages(harness: string, pages: readonly Page[]): Promise<void> {
  await Promise.all(
    pages.map(async (page) => {
      await page.goto(`${harness}/threats.html`);
      await page.evaluate(() => window.threats.openDevices());
    }),
  );
}

export const viewOf = ({ page, as }: Place): Promise<CallView> => page.evaluate((one) => window.threats.view(one), as);
/** `checked words`, `broken binding`, `unchecked` …; a function for `expect.poll`. */
export const proofOf = (place: Place) => async () => {
  const { state, by, broken } = (await viewOf(place)).privacy;
  return [state, by ?? broken].filter(Boolean).join(' ');
};

/** Takes a seat, or takes it anew as after a reload. */
export async function join(place: Place, seat: Seat, { url, room }: HostileRoom, linkSecret?: string): Promise<void> {
  const joining = { as: place.as, seat, url, room, linkSecret };
  await place.page.evaluate((how) => window.threats.join(how), joining);
}

/** Not for a moment since they joined. */
export async function expectNothingCame(...places: Place[]): Promise<void> {
  for (const { page, as } of places) {
    const { proofs, phases, stream } = await page.evaluate((one) => window.threats.shown(one), as);
    expect(proofs.filter((proof) => proof.startsWith('checked'))).toEqual([]);
    expect(phases).not.toContain('talking');
    expect(stream).toBe(false);
    expect(await page.evaluate(() => window.threats.received())).toEqual({ frames: 0, energy: 0 });
  }
}

/** The guest reads the words out, the advisor finds the first one or says that it is not there, the guest hears the others. */
export async function compare(advisor: Place, guest: Place): Promise<void> {
  const theirs = (await viewOf(guest)).privacy;
  for (const _try of [1, 2, 3]) {
    const { choices, digits, state } = (await viewOf(advisor)).privacy;
    if (state !== 'unchecked' || choices === undefined) break;
    const first = theirs.digits === digits ? theirs.words?.[0] : undefined;
    await advisor.page.evaluate(([as, word]) => window.threats.choose(as, word), [advisor.as, first] as const);
  }
  const same = theirs.digits === (await viewOf(advisor)).privacy.digits;
  await guest.page.evaluate(([as, matches]) => window.threats.confirm(as, matches), [guest.as, same] as const);
}

/** Nobody in between any more: checked, seen and heard on both sides. */
export async function expectHonestLine(advisor: Place, guest: Place, sealed: boolean): Promise<void> {
  const places = [advisor, guest];
  const first = sealed ? 'checked link' : 'unchecked';
  for (const place of places) await expect.poll(proofOf(place)).toBe(first);
  if (!sealed) {
    await expectNothingCame(guest);
    await compare(advisor, guest);
  }
  for (const place of places) {
    await expect.poll(proofOf(place)).toBe(sealed ? 'checked link' : 'checked words');
    await expect.poll(async () => (await viewOf(place)).phase).toBe('talking');
  }
}

export const linkSecretFor = (sealed: boolean): string | undefined => (sealed ? random() : undefined);
