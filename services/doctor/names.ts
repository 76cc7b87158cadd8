/** What a name leads to: what DNS tells browsers everywhere, and what this machine believes, whose hosts file may say otherwise. */
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopbackName } from '@visavis/runtime';
import { codeOf } from './certificate.ts';
import type { Context } from './check.ts';
import { settleWithin } from './patience.ts';

/** Short: whoever asks has something to do with the answer, within the five seconds of a check. */
const patienceMs = 1_500;

/** What was found for one name. */
export interface Resolved {
  name: string;
  /** By DNS; undefined when no server answers, or none is to be asked. */
  told: readonly string[] | undefined;
  /** Where this machine goes; empty when it knows no address. */
  here: readonly string[];
}

const isUnknown = (error: unknown): boolean => ['ENOTFOUND', 'ENODATA'].includes(codeOf(error) ?? '');

async function believed(name: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch (error) {
    if (isUnknown(error)) return [];
    throw error;
  }
}

/** No address is an answer as well; no answer is none. */
async function told(name: string, resolver: Resolver): Promise<string[] | undefined> {
  const found = await Promise.all(
    [resolver.resolve4(name), resolver.resolve6(name)].map((asked) =>
      asked.catch((error: unknown) => (isUnknown(error) ? [] : undefined)),
    ),
  );
  const known = found.filter((addresses) => addresses !== undefined);
  return known.length === 0 ? undefined : known.flat();
}

/** Asks both. @throws {Error} of the machine's own look-up where DNS says nothing either, except that the name is unknown */
export async function resolveName(
  name: string,
  { clock, signal }: Pick<Context, 'clock' | 'signal'>,
  resolver = new Resolver({ timeout: 700, tries: 2 }),
): Promise<Resolved> {
  if (isLoopbackName(name) || isIP(name) !== 0) return { name, told: undefined, here: await believed(name) };
  signal.addEventListener('abort', () => resolver.cancel());
  const here = believed(name);
  // Both are asked at once; what fails here does not matter where DNS has an answer.
  here.catch(() => undefined);
  const world = await settleWithin(clock, patienceMs, told(name, resolver), undefined);
  return { name, told: world, here: await (world === undefined ? here : here.catch(() => [])) };
}
