/** Several messages for one pod as one message of the bus: what a round has to say to it costs both ends one command. */
import { randomBytes } from 'node:crypto';
import type { PodId } from './seat-store.ts';

/** No message that pods write begins so; one that does travels as a bundle of one. */
const mark = '*';
const head = /^\*(\d{1,6}(?: \d{1,6})*)\n/;
const version = '2';

/** A name for a pod that starts: a pod that starts again is another pod. Its last character says what its inbox can read. */
export const newPodId = (): PodId => `${randomBytes(16).toString('base64url').slice(0, -1)}${version}` as PodId;

/** False of pods before there were bundles: sixteen bytes in base64url end in `A`, `Q`, `g` or `w`. */
export const readsBundles = (pod: PodId): boolean => pod.endsWith(version);

/** `*<length> <length> …`, a line break and the messages; a single one as it is. */
export function bundled(messages: readonly string[]): string {
  const [first = ''] = messages;
  if (messages.length === 1 && !first.startsWith(mark)) return first;
  return `${mark}${messages.map(({ length }) => length).join(' ')}\n${messages.join('')}`;
}

/** The messages in their order; none of a bundle that is not whole. */
export function unbundled(message: string): readonly string[] {
  if (!message.startsWith(mark)) return [message];
  const [line = '', lengths = ''] = head.exec(message) ?? [];
  const messages: string[] = [];
  let at = line.length;
  for (const length of lengths.split(' ')) {
    const end = at + Number(length);
    messages.push(message.slice(at, end));
    at = end;
  }
  return line !== '' && at === message.length ? messages : [];
}
