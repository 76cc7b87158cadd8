/**
 * What both have of a form: which one lies open, and for every field and signature the newest word. Merging is
 * commutative, associative and idempotent (last-writer-wins registers with Lamport stamps), so both sides agree.
 */
import { type FieldValue, type FormRegister, type Signature, type Word, weightOf } from './form-value.ts';

export type Seat = 'advisor' | 'guest';

export interface Form {
  /** Undefined until one was opened. */
  readonly register: FormRegister | undefined;
  /** Of this form alone; another form begins with none. */
  readonly words: ReadonlyMap<string, Word>;
  /** The highest stamp seen. */
  readonly clock: number;
  readonly letters: number;
}

export const noForm: Form = { register: undefined, words: new Map(), clock: 0, letters: 0 };

export interface Room {
  words: number;
  letters: number;
}

/** What is said at once: words, and the form they belong to. */
export interface Said {
  form: FormRegister;
  words: readonly Word[];
}

interface Stamp {
  n: number;
  by: string;
}

/** Negative when `a` is the older word. */
export const compare = (a: Stamp, b: Stamp): number => a.n - b.n || (a.by < b.by ? -1 : Number(a.by > b.by));

export const seatOf = ({ by }: Stamp): Seat => (by.startsWith('a') ? 'advisor' : 'guest');

/** A field has one register; a signature one for each person. */
export const keyOf = (word: Pick<Word, 'kind' | 'field' | 'by' | 'n'>): string =>
  word.kind === 'field' ? `f ${word.field}` : `s ${seatOf(word)} ${word.field}`;

export interface Merged {
  form: Form;
  /** What was new. */
  taken: Word[];
  /** How many found no room. */
  refused: number;
}

function turned(form: Form, register: FormRegister): Form {
  const order = form.register ? compare(register, form.register) : 1;
  if (order <= 0) return form;
  return { register, words: new Map(), clock: Math.max(form.clock, register.n), letters: 0 };
}

/** Takes what is newer than what is there; words on an older form, or on one that is closed, are passed over. */
export function merge(before: Form, { form: register, words }: Said, room: Room): Merged {
  const form = turned(before, register);
  const isThis = form.register && compare(register, form.register) === 0;
  if (!isThis || form.register?.file === null) return { form, taken: [], refused: 0 };
  const map = new Map(form.words);
  let { clock, letters } = form;
  const taken: Word[] = [];
  let refused = 0;
  for (const word of words) {
    const key = keyOf(word);
    const known = map.get(key);
    if (known && compare(word, known) <= 0) continue;
    const after = letters - (known ? weightOf(known) : 0) + weightOf(word);
    if ((after > room.letters && after > letters) || (!known && map.size >= room.words)) {
      refused += 1;
      continue;
    }
    map.set(key, word);
    clock = Math.max(clock, word.n);
    letters = after;
    taken.push(word);
  }
  return { form: taken.length === 0 ? form : { ...form, words: map, clock, letters }, taken, refused };
}

/** What somebody filled in; undefined where nobody did, so that the file's own value stands. */
export function filledIn(form: Form, field: string): FieldValue | undefined {
  const word = form.words.get(`f ${field}`);
  return word?.kind === 'field' ? word.value : undefined;
}

/** Sixteen digits that change with what is filled in (two rounds of FNV-1a). It notices change; it keeps nobody out. */
export function printOf(form: Form): string {
  const lines = [...form.words.values()]
    .flatMap((word) => (word.kind === 'field' ? [JSON.stringify([word.field, word.value])] : []))
    .sort();
  const round = (start: number): string => {
    let sum = start;
    for (const letter of lines.join('\n')) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return (sum >>> 0).toString(16).padStart(8, '0');
  };
  return round(0x811c9dc5) + round(0x9e3779b9);
}

/** What somebody has seen is what lies there now: the same form, filled in with the same. */
export const isAsSeen = (seen: Form, now: Form): boolean =>
  seen.register !== undefined &&
  now.register !== undefined &&
  compare(seen.register, now.register) === 0 &&
  printOf(seen) === printOf(now);

export interface Signed {
  field: string;
  seat: Seat;
  by: string;
  signature: Signature;
  /** It stands over exactly what is filled in now. */
  holds: boolean;
}

/** It stands in this person's name, but their page has not made it: it is of before a reload, and only the other side says so. */
export const isHandedBack = ({ seat, by }: Signed, self: { seat: Seat; author: string }): boolean =>
  seat === self.seat && by !== self.author;

const signings = new WeakMap<Form, readonly Signed[]>();

/** All signatures, the first one first. Forms never change, so the answer is kept. */
export function signedIn(form: Form): readonly Signed[] {
  const known = signings.get(form);
  if (known) return known;
  const words = [...form.words.values()].sort(compare);
  const print = words.some(({ kind }) => kind === 'signature') ? printOf(form) : '';
  const all = words.flatMap((word): Signed[] =>
    word.kind === 'signature' && word.value
      ? [
          {
            field: word.field,
            seat: seatOf(word),
            by: word.by,
            signature: word.value,
            holds: word.value.over === print,
          },
        ]
      : [],
  );
  signings.set(form, all);
  return all;
}

/** The signature that stands in a field: the first that holds. */
export const signatureIn = (form: Form, field: string): Signed | undefined =>
  signedIn(form).find((signed) => signed.field === field && signed.holds);

/** Somebody signed what is filled in: nobody changes it while the signature stands. */
export const isLocked = (form: Form): boolean => signedIn(form).some(({ holds }) => holds);
