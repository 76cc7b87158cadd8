/** What a reload of this tab may know: the draft until it is sent, then the request. Kept in the tab's own storage, gone with the tab. */
import { BookingPerson, DialInCode, RequestId } from '@visavis/shared';
import * as v from 'valibot';
import type { Draft } from './draft.ts';
import type { Mine } from './link.ts';

export interface Session {
  draft?: Draft | undefined;
  mine?: Mine | undefined;
  /** Asked for in this tab, so that the page may say so. */
  isFresh?: boolean | undefined;
}

const line = v.pipe(v.string(), v.maxLength(400));
const Stored: v.GenericSchema<unknown, Session> = v.object({
  draft: v.optional(
    v.object({
      service: v.optional(line) as v.GenericSchema<unknown, string | undefined>,
      startsAt: v.optional(line) as v.GenericSchema<unknown, string | undefined>,
      typed: v.object({
        salutation: BookingPerson.entries.salutation,
        firstName: line,
        lastName: line,
        phone: line,
        email: line,
        by: v.picklist(['number', 'birth']),
        insuranceNumber: line,
        birthDate: line,
        subject: line,
      }),
      key: v.optional(line),
    }),
  ),
  mine: v.optional(v.object({ request: RequestId, code: DialInCode })),
  isFresh: v.optional(v.boolean()),
});

const key = 'visavis.book';

/** The part of the Web Storage API used here. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What this tab knows; nothing when it is new or its memory is unreadable. */
export function readSession(store: Store | undefined): Session {
  try {
    const result = v.safeParse(Stored, JSON.parse(store?.getItem(key) ?? ''));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}

/** Keeps `session` for this tab; a browser that keeps nothing only loses the way back after a reload. */
export function writeSession(store: Store | undefined, session: Session): void {
  try {
    if (session.draft || session.mine) store?.setItem(key, JSON.stringify(session));
    else store?.removeItem(key);
  } catch {
    // Private windows of some browsers refuse.
  }
}
