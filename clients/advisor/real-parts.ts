/** The parts of a real browser. */
import { browserParts, createCall, createMedia, createReconnecting } from '@visavis/call';
import { Incarnation, toBase64url } from '@visavis/shared';
import * as v from 'valibot';
import { makeApi } from './api.ts';
import { makeBell, wakeOnFirstAction } from './bell.ts';
import { makeBookingApi } from './booking-api.ts';
import { openDeskWith } from './desk-connection.ts';
import { makeLeadApi } from './lead/lead-api.ts';
import { makeLinkStore } from './link-store.ts';
import type { Parts } from './parts.ts';
import { browserRoomReturn } from './room-return.ts';
import { safeStorage } from './safe-storage.ts';
import { makeStatisticsApi } from './statistics/statistics-api.ts';
import { makeWalkInApi } from './walk-ins/walk-in-api.ts';

/** True only where the browser says so: elsewhere a prompt might come, and nobody gets one unasked. */
async function mayUseDevices(): Promise<boolean> {
  try {
    const names = ['camera', 'microphone'] as PermissionName[];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return states.every(({ state }) => state === 'granted');
  } catch {
    return false;
  }
}

/** By hand or keyboard; a page that only moves by itself is not used. */
function onUse(used: () => void): () => void {
  const kinds = ['pointerdown', 'keydown'] as const;
  for (const kind of kinds) document.addEventListener(kind, used, { passive: true });
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, used);
  };
}

/** Made once, when the page begins. */
export function realParts(): Parts {
  const roomReturn = browserRoomReturn();
  const { clock, connect, wake, jitter, randomBytes } = browserParts(roomReturn.before ? 0 : undefined);
  const storage = safeStorage(() => localStorage);
  const links = makeLinkStore(storage);
  links.sweep(clock.now());
  const bell = makeBell(
    () => new AudioContext(),
    'Notification' in window ? Notification : undefined,
    (delayMs, task) => void clock.after(delayMs, task),
  );
  wakeOnFirstAction(document, () => void bell.wake());
  return {
    api: makeApi((path, init) => fetch(path, init)),
    booking: makeBookingApi((path, init) => fetch(path, init)),
    lead: makeLeadApi((path, init) => fetch(path, init)),
    statistics: makeStatisticsApi((path, init) => fetch(path, init)),
    walkIns: makeWalkInApi((path, init) => fetch(path, init)),
    openDesk: openDeskWith({
      clock,
      connect,
      wake,
      jitter,
      reconnecting: createReconnecting,
      newIncarnation: () => v.parse(Incarnation, toBase64url(randomBytes(16))),
    }),
    // Whoever opens a room talks soon: nothing else waits here for the line's code.
    openCall: (options) => createCall(options, browserParts(0)),
    openMedia: () => createMedia(),
    links,
    memory: storage,
    roomReturn,
    bell,
    clock,
    random: (bytes) => {
      crypto.getRandomValues(bytes);
    },
    goTo: (url) => location.assign(url),
    onUse,
    agent: navigator.userAgent,
    mayUseDevices,
  };
}
