/** What a reload of this tab may know: kept in the tab's own storage, gone with the tab. */
import { AppointmentId, AppointmentNumber, DialInCode, LinkSecret } from '@visavis/shared';
import * as v from 'valibot';
import type { Wish } from './journey-types.ts';
import type { Link } from './link.ts';

export interface Session {
  link?: Omit<Link, 'code'> & { code?: DialInCode | undefined };
  number?: AppointmentNumber;
  name?: string;
  /** Token of an earlier admission: this device need not show the code again. */
  device?: string;
  /** Terms this person agreed to. */
  consent?: string;
  /** What they wanted to use, and which of it was on. */
  wish?: Wish;
  on?: Wish;
  /** In the room when the page went away, and on air in it. */
  inRoom: boolean;
  onAir: boolean;
}

const Wished = v.object({ microphone: v.boolean(), camera: v.boolean() });
const Stored: v.GenericSchema<unknown, Session> = v.object({
  link: v.optional(v.object({ appointment: AppointmentId, secret: LinkSecret, code: v.optional(DialInCode) })),
  number: v.optional(AppointmentNumber),
  name: v.optional(v.string()),
  device: v.optional(v.string()),
  consent: v.optional(v.string()),
  wish: v.optional(Wished),
  on: v.optional(Wished),
  inRoom: v.boolean(),
  onAir: v.boolean(),
});

const key = 'visavis.guest';

/** The part of the Web Storage API used here. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What this tab knows; undefined when it is new or its memory is unreadable. */
export function readSession(store: Store | undefined): Session | undefined {
  try {
    const result = v.safeParse(Stored, JSON.parse(store?.getItem(key) ?? ''));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `session` for this tab; a browser that keeps nothing only loses the way back after a reload. */
export function writeSession(store: Store | undefined, session: Session | undefined): void {
  try {
    if (session) store?.setItem(key, JSON.stringify(session));
    else store?.removeItem(key);
  } catch {
    // Private windows of some browsers refuse; the conversation itself does not need it.
  }
}
