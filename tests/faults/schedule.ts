/** What will go wrong, and when: drawn from a seed, before anything happens. */
import type { RoomSeat } from '@visavis/shared';
import { type Random, seeded } from './random.ts';
import type { BusWeather } from './redis-proxy.ts';

type Person = { room: number; seat: Extract<RoomSeat, 'advisor' | 'guest'> };

/** One piece of damage. Everything that lasts is undone after `forMs`, at the latest when the schedule is over. */
export type Deed =
  /** SIGKILL; another process takes its place. */
  | { do: 'kill'; pod: number; forMs: number }
  /** SIGSTOP, then SIGCONT. */
  | { do: 'pause'; pod: number; forMs: number }
  /** SIGTERM; another process takes its place. */
  | { do: 'drain'; pod: number; forMs: number }
  /** The pod's wall clock is set, and set right again. */
  | { do: 'clock'; pod: number; byMs: number; forMs: number }
  /** SIGKILL, and another server on the same port that knows nothing. */
  | { do: 'redis-restart'; forMs: number }
  /** SIGSTOP of Redis. */
  | { do: 'redis-pause'; forMs: number }
  | { do: 'redis-away'; pod: number | 'every'; how: 'cut' | 'dead'; forMs: number }
  | { do: 'bus'; weather: BusWeather; forMs: number }
  | ({ do: 'network'; how: 'cut' | 'dead'; forMs: number } & Person)
  /** The page is loaded anew; it said goodbye, or it just went away. */
  | ({ do: 'reload'; goodbye: 'bye' | 'none' } & Person)
  /** The same person opens the page a second time and leaves the first one open. */
  | ({ do: 'duplicate' } & Person)
  /** The pod of this person stands still, and they come in elsewhere while the first page goes on talking. */
  | ({ do: 'steal'; forMs: number } & Person);

export interface Schedule {
  seed: number;
  /** One entry a room: whether its bodies are sealed, and how it ends. */
  rooms: { sealed: boolean; ends: 'by-advisor' | 'goodbyes' | 'silence' }[];
  deeds: { atMs: number; deed: Deed }[];
}

export const podCount = 3;
/** Redis is away, in about one schedule of eight, for longer than any seat of a schedule lives. */
export const longMs = 10_000;
/** Deeds begin within this time. */
const spanMs = 2_000;

const kinds: Deed['do'][] = [
  ...(['kill', 'kill', 'pause', 'drain', 'clock', 'redis-restart', 'redis-pause', 'redis-away', 'bus', 'bus'] as const),
  ...(['network', 'network', 'reload', 'reload', 'duplicate', 'steal'] as const),
];

function drawDeed(random: Random, rooms: number): Deed {
  const kind = random.pick(kinds);
  const pod = random.between(0, podCount - 1);
  const forMs = random.between(50, 1_600);
  const person: Person = { room: random.between(0, rooms - 1), seat: random.pick(['advisor', 'guest']) };
  const how = random.pick(['cut', 'dead'] as const);
  switch (kind) {
    case 'kill':
    case 'drain':
      return { do: kind, pod, forMs };
    case 'pause':
      return { do: kind, pod, forMs: random.between(1_000, 4_000) };
    case 'clock':
      return { do: kind, pod, byMs: random.between(-8_000, 8_000), forMs };
    case 'redis-restart':
    case 'redis-pause':
      return { do: kind, forMs };
    case 'redis-away':
      return { do: kind, pod: random.chance(0.5) ? 'every' : pod, how, forMs: random.chance(0.35) ? longMs : forMs };
    case 'bus': {
      const weather = { drop: random.next() * 0.5, repeat: random.next() * 0.5, reorder: random.next(), lateMs: 250 };
      return { do: kind, weather, forMs };
    }
    case 'network':
      return { do: kind, how, forMs, ...person };
    case 'reload':
      return { do: kind, goodbye: random.pick(['bye', 'none']), ...person };
    case 'duplicate':
      return { do: kind, ...person };
    case 'steal':
      return { do: kind, forMs: random.between(2_050, 2_400), ...person };
    default:
      return kind satisfies never;
  }
}

/** Pure: the same seed gives the same schedule. What the network and the kernel do with it is theirs. */
export function drawSchedule(seed: number): Schedule {
  const random = seeded(seed);
  const rooms = Array.from({ length: random.between(3, 5) }, () => ({
    sealed: random.chance(0.7),
    ends: random.pick(['by-advisor', 'goodbyes', 'silence'] as const),
  }));
  const deeds = Array.from({ length: random.between(3, 9) }, () => ({
    atMs: random.between(100, spanMs),
    deed: drawDeed(random, rooms.length),
  }));
  return { seed, rooms, deeds: deeds.toSorted((a, b) => a.atMs - b.atMs) };
}

/** One line for people. */
export function told(deed: Deed): string {
  const { do: kind, ...facts } = deed;
  return [kind, ...Object.entries(facts).map(([key, value]) => `${key} ${JSON.stringify(value)}`)].join(', ');
}
