/** What is said of one file, from where it stands. Pure. */
import type { FileView, Refusal } from '@visavis/call/files/index.ts';
import type { FilesTexts } from './texts.ts';

/** More sentences than these nobody listens to. */
const mostRefusals = 5;

/** Why files cannot be offered: the first ones each by itself, of the others how many. */
export function refusalWords(refusals: readonly Refusal[], texts: FilesTexts): string[] {
  const words = refusals.slice(0, mostRefusals).map(({ name, why }) => texts.refusals[why](name));
  const left = refusals.length - words.length;
  return left > 0 ? [...words, texts.refusedToo(left)] : words;
}

/** Whole per cent, and 100 only when all of it is there. */
export const percentOf = ({ moved, size }: FileView): number => (size === 0 ? 0 : Math.floor((100 * moved) / size));

/** Where it stands, in a sentence. `name`: the other person. */
export function stateWords(file: FileView, name: string, texts: FilesTexts): string {
  const { state } = texts;
  const isIn = file.way === 'in';
  switch (file.phase) {
    case 'offered':
      return isIn ? state.offeredIn(name) : state.offeredOut(name);
    case 'opening':
      return state.opening;
    case 'moving': {
      const moved = (isIn ? state.movingIn : state.movingOut)(percentOf(file));
      const held = [file.heldHere && state.heldHere, file.heldThere && state.heldThere(name)];
      return [moved, ...held].filter(Boolean).join(' ');
    }
    case 'checking':
      return state.checking;
    case 'done':
      return isIn ? (file.saved ? state.doneSaved : state.doneIn) : state.doneOut(name);
    case 'ended':
      return state[file.end?.side ?? 'here'][file.end?.reason ?? 'cancelled'](name);
    default:
      return file.phase satisfies never;
  }
}

/** Told to a screen reader when it comes about; nothing while bytes move. */
export function newsOf(file: FileView, name: string, texts: FilesTexts): string | undefined {
  const isQuiet = file.phase === 'opening' || file.phase === 'checking';
  if (isQuiet || (file.phase === 'moving' && !file.heldHere && !file.heldThere)) return undefined;
  return texts.about(file.name, stateWords(file, name, texts));
}

/** What stands on the tool's key: what waits for this person, else what arrived since they looked. */
export function signWords(
  files: readonly FileView[],
  seen: ReadonlySet<string>,
  texts: FilesTexts,
): string | undefined {
  const coming = files.filter(({ way }) => way === 'in');
  const offered = coming.filter(({ phase }) => phase === 'offered').length;
  if (offered > 0) return texts.signOffered(offered);
  return coming.some(({ phase, key }) => phase === 'done' && !seen.has(key)) ? texts.signDone : undefined;
}
