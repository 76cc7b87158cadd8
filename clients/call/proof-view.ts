/** What a page sees of the proof that nobody sits between the two people, and what it may ask of it. */

/** A snapshot, part of the call's view. Broken goes before everything: whoever sees it must not talk on this line. */
export interface ProofView {
  /**
   * `pending` no peer, or its handshake is under way · `checked` · `unchecked` encrypted, the words not compared yet (by
   * both: see `compared`, `peerCompared`) · `broken` do not talk, sound and picture are off: see `broken`.
   */
  state: 'pending' | 'checked' | 'unchecked' | 'broken';
  /** How it was checked: by the secret of the link, or by the four words. */
  by: 'link' | 'words' | undefined;
  /** Indices 0 to 63, the same for both people when nobody sits between. Also there, for whoever wants, on a checked line. */
  words: readonly [number, number, number, number] | undefined;
  /** `4829 1370`: the same 24 bits. */
  digits: string | undefined;
  /** Advisor: six candidates for the guest's first word, in random order; new ones after a wrong choice. */
  choices: readonly number[] | undefined;
  /** Wrong choices that are left to the advisor, of three. */
  triesLeft: number;
  /**
   * `words` they differ: final for this page · `certificate` the other side shows another certificate than the one that
   * was checked (`otherDevice`: `acceptOtherDevice` is a way out) · `binding` several lines in a row were not what the
   * handshake proved, and heals when one is; or an open line was built more than 32 times without a comparison, and only
   * loading the page anew helps.
   */
  broken: 'words' | 'certificate' | 'binding' | undefined;
  /** The person at this page has compared the words, now or before a reload, and they were the same. */
  compared: boolean;
  /** The other person says the same of theirs. */
  peerCompared: boolean;
  /** The other person came back with another device than the one that was checked: has to be said even when it is checked. */
  otherDevice: boolean;
  /** How often the keys of sound and picture were renewed in this call. */
  keyChanges: number;
  /** Encryption of every single sound and picture on top of the line's: running, not yet, or not in these browsers. */
  frames: 'on' | 'pending' | 'unsupported';
  /** Sound alone, only to compare the words: `wanted` we allow it, `offered` the other side does, `on` both do. */
  soundForComparing: 'off' | 'wanted' | 'offered' | 'on';
}

/** Deeds of the comparison; each of them does nothing where it has no place. */
export interface ProofDeeds {
  /** Advisor: the word of `choices` that the guest read out; `undefined` for none of them, which is a wrong choice too. */
  chooseFirstWord(index: number | undefined): void;
  /** Guest: the advisor reads out the same words, or different ones (final: sound and picture stop on both sides). */
  confirmWords(matches: boolean): void;
  /** Be heard, without picture, to compare the words; nothing flows before both allow it. */
  allowSoundForComparing(on: boolean): void;
  /** In `broken: 'certificate'` with `otherDevice`: this person knows why the device is another; then link or words again. */
  acceptOtherDevice(): void;
}

/** Of the encryption of frames: it runs, its keys are new ones, or this browser has none. */
export type FramesNews = 'on' | 'changed' | 'unsupported';

/** The same deeds as data, on their way to the proof. */
export type ProofWish =
  | { type: 'choose'; index: number | undefined }
  | { type: 'confirm'; matches: boolean }
  | { type: 'sound'; on: boolean }
  | { type: 'accept' };

/** Nobody there yet. */
export const noProof: ProofView = {
  state: 'pending',
  by: undefined,
  words: undefined,
  digits: undefined,
  choices: undefined,
  triesLeft: 3,
  broken: undefined,
  compared: false,
  peerCompared: false,
  otherDevice: false,
  keyChanges: 0,
  frames: 'pending',
  soundForComparing: 'off',
};
