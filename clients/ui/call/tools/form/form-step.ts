/** One person's side of a form as a pure machine: what they open, fill in and sign, and what the other side says. */
import {
  compare,
  type Form,
  filledIn,
  isAsSeen,
  isLocked,
  keyOf,
  merge,
  noForm,
  printOf,
  type Said,
  seatOf,
} from './form.ts';
import { type FieldValue, type FormFile, type FormRegister, limits, type Signature, type Word } from './form-value.ts';

export interface FormState {
  /** This page's name in stamps. */
  readonly author: string;
  readonly form: Form;
}

export type FormEvent =
  /** The advisor lays down a form, or takes it away. */
  | { type: 'lay'; file: FormFile | null }
  | { type: 'fill'; field: string; value: FieldValue }
  /** `seen`: the form as it was when the signer began; nobody signs what came after. */
  | { type: 'sign'; field: string; signature: Omit<Signature, 'over'>; seen?: Form }
  /** Takes back one's own signature. */
  | { type: 'unsign'; field: string }
  | { type: 'received'; said: Said };

export type FormEffect =
  | { type: 'send'; said: Said }
  /** The other side said what finds no room, or spoke in our name. */
  | { type: 'refused'; count: number }
  /** Nothing was changed: somebody signed. */
  | { type: 'locked' }
  /** Nothing was signed: the form is not what the signer has seen. */
  | { type: 'changed' }
  /** Nothing was changed: there is no room. */
  | { type: 'full' };

export interface Stepped {
  state: FormState;
  effects: FormEffect[];
}

export const newFormState = (author: string): FormState => ({ author, form: noForm });

const same = (a: FieldValue | undefined, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Writes an own word; `word` gets its stamp here. */
function write(state: FormState, make: (stamp: { n: number; by: string }) => Word): Stepped {
  const { author, form } = state;
  if (!form.register?.file) return { state, effects: [] };
  const said = { form: form.register, words: [make({ n: form.clock + 1, by: author })] };
  const merged = merge(form, said, limits.own);
  if (merged.refused > 0) return { state, effects: [{ type: 'full' }] };
  return { state: { ...state, form: merged.form }, effects: [{ type: 'send', said }] };
}

function lay(state: FormState, file: FormFile | null): Stepped {
  const { author, form } = state;
  if (!author.startsWith('a') || (file === null && !form.register?.file)) return { state, effects: [] };
  const register: FormRegister = { n: form.clock + 1, by: author, file };
  const said = { form: register, words: [] };
  return { state: { ...state, form: merge(form, said, limits.own).form }, effects: [{ type: 'send', said }] };
}

function fill(state: FormState, field: string, value: FieldValue): Stepped {
  if (isLocked(state.form)) return { state, effects: [{ type: 'locked' }] };
  if (same(filledIn(state.form, field), value)) return { state, effects: [] };
  return write(state, (stamp) => ({ kind: 'field', field, ...stamp, value }));
}

/** Nobody but this page itself writes in its name: what claims to and is newer was made up. */
function isForged({ author, form }: FormState, word: Word): boolean {
  return word.by === author && word.n > (form.words.get(keyOf(word))?.n ?? 0);
}

function received(state: FormState, said: Said): Stepped {
  const isForgedForm = said.form.by === state.author && said.form.n > (state.form.register?.n ?? 0);
  if (isForgedForm) return { state, effects: [{ type: 'refused', count: 1 }] };
  const { register } = state.form;
  const isPast = register !== undefined && compare(said.form, register) < 0;
  const words = isPast ? [] : said.words.filter((word) => !isForged(state, word));
  const { form, refused } = merge(state.form, { form: said.form, words }, limits.accepted);
  const count = refused + (isPast ? 0 : said.words.length - words.length);
  return { state: { ...state, form }, effects: count > 0 ? [{ type: 'refused', count }] : [] };
}

/** The next state and what is to be done about it. */
export function step(state: FormState, event: FormEvent): Stepped {
  switch (event.type) {
    case 'lay':
      return lay(state, event.file);
    case 'fill':
      return fill(state, event.field, event.value);
    case 'sign': {
      if (event.seen && !isAsSeen(event.seen, state.form)) return { state, effects: [{ type: 'changed' }] };
      const value = { ...event.signature, over: printOf(state.form) };
      return write(state, (stamp) => ({ kind: 'signature', field: event.field, ...stamp, value }));
    }
    case 'unsign': {
      const own = state.form.words.get(`s ${seatOf({ n: 0, by: state.author })} ${event.field}`);
      if (!own) return { state, effects: [] };
      return write(state, (stamp) => ({ kind: 'signature', field: event.field, ...stamp, value: null }));
    }
    case 'received':
      return received(state, event.said);
    default:
      return event satisfies never;
  }
}
