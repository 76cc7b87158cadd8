/** What a program's key is good for: the scopes of keys, and which of them each route asks for. */

/**
 * `appointments:read` the book, its letters and calendar, `appointments:write` whatever changes it, `rooms` entering rooms as the advisor, `offer` services and
 * hours, `requests` wishes of guests and their answers, `walk-ins` the queue, `webhooks` who is told of changes, `statistics` daily counts, `people` giving out
 * and erasing what is known of one person, `organisation` settings, terms, texts and advisors.
 */
export const scopes = [
  'appointments:read',
  'appointments:write',
  'rooms',
  'offer',
  'requests',
  'walk-ins',
  'webhooks',
  'statistics',
  'people',
  'organisation',
] as const;
export type Scope = (typeof scopes)[number];

/** What a route asks of a key: one scope; `every` for a key without limits alone; `none` when any key will do. */
export type Needed = Scope | 'every' | 'none';

/** The first that fits counts. What no line names is for keys without limits: a new route is closed until somebody opens it. */
const families: readonly [RegExp, (isRead: boolean) => Needed][] = [
  [/^\/session(\/|$)/, () => 'none'],
  [/^\/check\/ticket$/, () => 'none'],
  [/^\/(desk|appointments\/:id)\/ticket$/, () => 'rooms'],
  [/^\/(appointments|calendar)(\/|$)/, (isRead) => (isRead ? 'appointments:read' : 'appointments:write')],
  [/^\/offer(\/|$)/, () => 'offer'],
  [/^\/requests(\/|$)/, () => 'requests'],
  [/^\/walk-ins(\/|$)/, () => 'walk-ins'],
  [/^\/webhooks(\/|$)/, () => 'webhooks'],
  [/^\/statistics(\/|$)/, () => 'statistics'],
  [/^\/people(\/|$)/, () => 'people'],
  [/^\/(settings|terms|texts|advisors)(\/|$)/, () => 'organisation'],
];

/** `path` as in Fastify, `:id` for a parameter. */
export function neededScope(method: string, path: string): Needed {
  const route = path.replace(/^\/api\/v1(?=\/)/, '');
  const [, needed] = families.find(([pattern]) => pattern.test(route)) ?? [];
  return needed === undefined ? 'every' : needed(method === 'GET');
}

/** Whether whoever has `granted` may ask; undefined: a person, or a key without limits. */
export const isGranted = (needed: Needed, granted: readonly Scope[] | undefined): boolean =>
  granted === undefined || needed === 'none' || (needed !== 'every' && granted.includes(needed));
