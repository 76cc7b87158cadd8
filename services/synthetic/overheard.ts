/** What a page is told by the service while the caller looks on: incident codes, and which relays there are. */
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import type { Path } from './results.ts';

/** Of any message or answer, only what is of interest here. */
const Told = v.object({
  incident: v.optional(v.string()),
  error: v.optional(v.object({ incident: v.optional(v.string()) })),
  iceServers: v.optional(v.array(v.object({ urls: v.array(v.string()) }))),
});

export interface Overheard {
  /** The newest code that an error or a room was given. */
  readonly incident: string | undefined;
  /** Null as long as no pod has told any servers. */
  hasRelayFor(path: Path): boolean | null;
}

const pathOf = (url: string): Path => {
  if (url.startsWith('stun:')) return 'direct';
  if (url.startsWith('turns:')) return 'relay-tls';
  return /[?&]transport=tcp\b/.test(url) ? 'relay-tcp' : 'relay-udp';
};

function read(text: string): v.InferOutput<typeof Told> {
  try {
    const told = v.safeParse(Told, JSON.parse(text));
    return told.success ? told.output : {};
  } catch {
    return {};
  }
}

/** Listens from now on; nothing is kept but what {@link Overheard} names. */
export function overhear(page: Page): Overheard {
  let incident: string | undefined;
  let ways: Set<Path> | undefined;
  const hear = (text: string): void => {
    const told = read(text);
    incident = told.error?.incident ?? told.incident ?? incident;
    if (told.iceServers && (ways === undefined || told.iceServers.length > 0)) {
      ways = new Set(told.iceServers.flatMap(({ urls }) => urls.map(pathOf)));
    }
  };
  page.on('response', (answer) => {
    if (answer.status() < 400 || !new URL(answer.url()).pathname.startsWith('/api/')) return;
    answer.text().then(hear, () => undefined);
  });
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => hear(String(payload))));
  return {
    get incident() {
      return incident;
    },
    hasRelayFor: (path) => (ways === undefined ? null : path === 'direct' || ways.has(path)),
  };
}
