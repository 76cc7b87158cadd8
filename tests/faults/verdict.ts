/** Judges a history: every promise that the signalling makes, as a rule over what was seen from outside. */
import { type History, type PageFacts, sentence } from './history.ts';
import { explainedCloses } from './verdict-closes.ts';
import { empties } from './verdict-empty.ts';
import { fencingRules } from './verdict-fencing.ts';
import { only, pagesOf, type Rule, type Violation } from './verdict-rule.ts';

/** Delivered is a prefix of said, for every two page loads: in order, once, nothing made up. */
const deliversPrefixes: Rule = (history) => {
  const said = new Map<string, number>();
  const delivered = new Map<string, number>();
  const violations: Violation[] = [];
  for (const entry of history) {
    if (entry.what === 'said') said.set(`${entry.page}>${entry.to}`, entry.count);
    if (entry.what !== 'delivered') continue;
    const pair = `${entry.from}>${entry.page}`;
    const next = (delivered.get(pair) ?? 0) + 1;
    delivered.set(pair, next);
    const expected = sentence(entry.from, entry.page, next);
    if (entry.text !== expected || next > (said.get(pair) ?? 0)) {
      violations.push({ rule: 'prefix', at: entry.at, detail: `expected “${expected}”, delivered “${entry.text}”` });
    }
  }
  return violations;
};

/** Whatever comes out of a socket went into one of the same room, of the seat that the pod names. */
const staysInTheRoom: Rule = (history) => {
  const pages = pagesOf(history);
  const authors = new Map<string, PageFacts>();
  const violations: Violation[] = [];
  for (const entry of history) {
    const self = 'page' in entry ? pages.get(entry.page) : undefined;
    if (entry.what === 'transmitted' && self) authors.set(entry.body, self);
    if (entry.what !== 'heard') continue;
    const author = authors.get(entry.body);
    if (author && author.room === self?.room && author.seat === entry.from && author.seat !== self.seat) continue;
    const whose = author ? `${author.page}'s words` : 'words that nobody said';
    violations.push({ rule: 'room', at: entry.at, detail: `${entry.page} heard ${whose} as from ${entry.from}` });
  }
  return violations;
};

/** At most one connection for a seat and an epoch, as long as the store remembers. */
const oneOwner: Rule = (history) => {
  const pages = pagesOf(history);
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  for (const entry of history) {
    // What nobody remembers cannot be counted on; the numbers may begin again.
    if (entry.what === 'forgotten') owners.clear();
    if (entry.what !== 'seated') continue;
    const { room, seat } = pages.get(entry.page) ?? { room: '?', seat: '?' };
    const place = `${room}/${seat}/${entry.epoch}`;
    const owner = owners.get(place) ?? entry.connection;
    owners.set(place, owner);
    if (owner === entry.connection) continue;
    violations.push({ rule: 'owner', at: entry.at, detail: `${place} is ${owner}'s and ${entry.connection}'s` });
  }
  return violations;
};

/** Once the faults are over, everybody who wants to is together again and hears new words. */
const mends: Rule = (history) =>
  only(history, 'apart').map(({ at, room, why }) => ({ rule: 'reunion', at, detail: `${room}: ${why}` }));

/** No pod ends by itself, and no log says what it must not. */
const podsAreSound: Rule = (history) => [
  ...only(history, 'died').map(({ at, pod, how }) => ({ rule: 'process', at, detail: `${pod} ended: ${how}` })),
  ...only(history, 'log').map(({ at, pod, why, text }) => ({ rule: 'log', at, detail: `${pod}: ${why}: ${text}` })),
];

export const rules: Record<string, Rule> = {
  prefix: deliversPrefixes,
  room: staysInTheRoom,
  owner: oneOwner,
  ...fencingRules,
  closes: explainedCloses,
  reunion: mends,
  empty: empties,
  process: podsAreSound,
};

/** Everything that is wrong with a history, in the order it happened. */
export const violationsOf = (history: History): Violation[] =>
  Object.values(rules)
    .flatMap((rule) => rule(history))
    .toSorted((a, b) => a.at - b.at);
