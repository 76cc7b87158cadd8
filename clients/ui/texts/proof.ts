/** The words of the proof: they come with its dialogue. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../language.tsx';
import { words as german } from './de/picture-words.ts';
import { proof as de } from './de/proof.ts';
import { words as english } from './en/picture-words.ts';
import { proof as en } from './en/proof.ts';

export type ProofTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const proofTexts: Record<Language, ProofTexts> = { de, en };

/** The 64 words that are read out, by language; the same place, the same picture. */
export const pictureWords: Record<Language, readonly string[]> = { de: german, en: english };

/** The words of the proof in the language of the page. */
export const useProofTexts = textsOf(proofTexts);
export const usePictureWords = textsOf(pictureWords);
