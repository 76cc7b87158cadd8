/** A room between two browsers for the proof: the pod runs in the test, each page holds one call. */
import type { Page } from '@playwright/test';
import { type Incarnation, toBase64url } from '@visavis/shared';
import type { CallView } from '../../../clients/call/call-view.ts';
import { browserClock } from '../../../clients/call/clock.ts';
import type { Entry, RoomRequest, Signalling } from '../../../clients/call/signalling.ts';
import { memoryPod } from '../../../clients/call/signalling-memory.ts';

declare global {
  interface Window {
    proof: {
      join(joining: { seat: 'advisor' | 'guest'; room: string; linkSecret: string | undefined }): void;
      openDevices(): Promise<void>;
      fromPod(line: number, what: string, value: unknown): void;
      view(): CallView;
      streamKinds(): string[];
      sees(): Promise<void>;
      do(deed: 'start' | 'acceptOtherDevice'): void;
      choose(index: number): void;
      confirm(matches: boolean): void;
      allowSound(on: boolean): void;
      losePeer(): void;
    };
  }
}

const random = () => toBase64url(crypto.getRandomValues(new Uint8Array(16)));

/** One room and its pod. */
export class ProofRoom {
  readonly #pod = memoryPod(browserClock, Math.random);
  readonly #room = random();
  readonly #linkSecret: string | undefined;
  readonly #harness: string;
  readonly #ready = new WeakSet<Page>();

  constructor(harness: string, sealed: boolean) {
    this.#harness = harness;
    this.#linkSecret = sealed ? random() : undefined;
  }

  /** Opens the page, or loads it again, and takes the seat. */
  async join(page: Page, seat: 'advisor' | 'guest'): Promise<void> {
    if (!this.#ready.has(page)) await this.#bridge(page);
    await page.goto(`${this.#harness}/proof.html`);
    await page.evaluate(() => window.proof.openDevices());
    const joining = { seat, room: this.#room, linkSecret: this.#linkSecret };
    await page.evaluate((how) => window.proof.join(how), joining);
  }

  async #bridge(page: Page): Promise<void> {
    this.#ready.add(page);
    const lines = new Map<number, Signalling>();
    // A page that is being loaded anew hears nothing.
    const tell = (line: number, what: string, value: unknown) =>
      void page.evaluate((told) => window.proof.fromPod(...told), [line, what, value] as const).catch(() => undefined);
    await page.exposeFunction('podTicket', (seat: 'advisor' | 'guest', incarnation: Incarnation) =>
      this.#pod.ticket(seat, incarnation),
    );
    await page.exposeFunction('podOpen', (line: number, entry: Entry) => {
      const events = {
        welcome: (welcome: unknown) => tell(line, 'welcome', welcome),
        message: (message: unknown) => tell(line, 'message', message),
        closed: (close: unknown) => tell(line, 'closed', close),
      };
      lines.set(
        line,
        this.#pod.connect(entry, events, () => false),
      );
    });
    await page.exposeFunction('podSend', (line: number, request: RoomRequest) => void lines.get(line)?.send(request));
    await page.exposeFunction('podClose', (line: number) => lines.get(line)?.close());
  }
}

/** What the page shows of its call. */
export const viewOf = (page: Page): Promise<CallView> => page.evaluate(() => window.proof.view());
/** As a function for `expect.poll`. */
export const proofOf = (page: Page) => async () => {
  const { state, by, broken } = (await viewOf(page)).privacy;
  return [state, by ?? broken].filter(Boolean).join(' ');
};
