/** What the page is built from, named in one place, so that a test can hand it doubles and `main.tsx` the real ones. */
import type { Call, CallOptions, Media } from '@visavis/call';
import type { DeskTicket, Incarnation } from '@visavis/shared';
import type { Api } from './api.ts';
import type { Bell } from './bell.ts';
import type { BookingApi } from './booking-api.ts';
import type { DeskEvent } from './desk.ts';
import type { LeadApi } from './lead/lead-api.ts';
import type { KeyValue, LinkStore } from './link-store.ts';
import type { RoomReturn } from './room-return.ts';
import type { StatisticsApi } from './statistics/statistics-api.ts';
import type { WalkInApi } from './walk-ins/walk-in-api.ts';

/** Time by this device, and ticks. */
export interface PageClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `task` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** Calls `task` every `periodMs` until the answer is called. */
  every(periodMs: number, task: () => void): () => void;
}

export interface DeskOptions {
  /** Asked for at every connection that cannot be resumed. */
  ticket(incarnation: Incarnation): Promise<DeskTicket>;
  on(event: DeskEvent): void;
  /** The pod's clock, in milliseconds since 1970, whenever it says. */
  onTime(now: number): void;
}

/** Hears who is in the advisor's rooms until `close`; reconnects by itself. */
export type OpenDesk = (options: DeskOptions) => { close(): void };

export interface Parts {
  api: Api;
  booking: BookingApi;
  lead: LeadApi;
  statistics: StatisticsApi;
  walkIns: WalkInApi;
  openDesk: OpenDesk;
  openCall: (options: CallOptions) => Call;
  openMedia: () => Media;
  links: LinkStore;
  /** Survives a reload: the device token, the language, small wishes. */
  memory: KeyValue;
  /** The way back into a room after a reload. */
  roomReturn: RoomReturn;
  bell: Bell;
  clock: PageClock;
  /** Fills `bytes` from the browser's secure source. */
  random: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Leaves the page for another address: the provider's, where one signs out too. */
  goTo: (url: string) => void;
  /** Calls `used` whenever a person touches or types something, until the answer is called. */
  onUse: (used: () => void) => () => void;
  /** The browser's user-agent string, for help in its own words. */
  agent: string;
  /** Whether camera and microphone may be used without a question. */
  mayUseDevices: () => Promise<boolean>;
}
