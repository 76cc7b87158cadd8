/** Link secrets that only this browser knows, kept until their appointment is over. */
import { type ChangedAppointment, DialInCode, LinkSecret } from '@visavis/shared';
import * as v from 'valibot';
import { closesAt } from './day.ts';

const prefix = 'visavis.link.';
const Stored = v.object({ k: LinkSecret, code: v.optional(DialInCode), until: v.number() });
/** `until`: milliseconds since 1970. `code` is kept where the link carries it. */
export interface StoredLink {
  k: LinkSecret;
  code?: DialInCode | undefined;
  until: number;
}

/** What is used of `localStorage`. */
export type KeyValue = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface LinkStore {
  /** Keeps it; false when the browser refuses to (private window, full), so that the page can say so. */
  keep(appointment: string, link: StoredLink): boolean;
  find(appointment: string): StoredLink | undefined;
  forget(appointment: string): void;
  /** Removes everything whose `until` (milliseconds since 1970) has passed, and what cannot be read. */
  sweep(now: number): void;
}

function read(storage: KeyValue, key: string): StoredLink | undefined {
  try {
    const result = v.safeParse(Stored, JSON.parse(storage.getItem(key) ?? 'null'));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** Over any storage; a refusing one is bridged by memory for as long as the page lives. */
export function makeLinkStore(storage: KeyValue): LinkStore {
  const memory = new Map<string, StoredLink>();
  const keys = () =>
    Array.from({ length: storage.length }, (_, at) => storage.key(at)).filter((key) => key?.startsWith(prefix));
  return {
    keep(appointment, link) {
      memory.set(appointment, link);
      try {
        storage.setItem(prefix + appointment, JSON.stringify(link));
        return true;
      } catch {
        return false;
      }
    },
    find: (appointment) => memory.get(appointment) ?? read(storage, prefix + appointment),
    forget(appointment) {
      memory.delete(appointment);
      storage.removeItem(prefix + appointment);
    },
    sweep(now) {
      for (const key of keys()) {
        if (key !== null && (read(storage, key)?.until ?? 0) <= now) storage.removeItem(key);
      }
      for (const [appointment, link] of memory) if (link.until <= now) memory.delete(appointment);
    },
  };
}

/** After a change: a new code goes into the link that is kept here, where the link carries one. */
export function keepCode(links: Pick<LinkStore, 'find' | 'keep'>, changed: ChangedAppointment): void {
  const link = links.find(changed.id);
  const { id, code, dialInCode, startsAt, durationMinutes } = changed;
  if (link === undefined || code !== 'with-link' || dialInCode === undefined) return;
  links.keep(id, { ...link, code: dialInCode, until: closesAt(Date.parse(startsAt), durationMinutes) });
}
