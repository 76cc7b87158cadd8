/** The words of the receipt: they come with the room, not with the page. */
import type { Language } from '@visavis/shared';
import { textsOf } from '../language.tsx';
import { receipt as de } from './de/receipt.ts';
import { receipt as en } from './en/receipt.ts';

export type ReceiptTexts = typeof de;

/** All languages, for tests and for parts outside a page. */
export const receiptTexts: Record<Language, ReceiptTexts> = { de, en };

/** The words of the receipt in the language of the page. */
export const useReceiptTexts = textsOf(receiptTexts);
