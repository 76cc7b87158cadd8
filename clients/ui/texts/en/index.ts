/** English, all together. */
import type { UiTexts } from '../index.ts';
import { errors } from './errors.ts';
import { words } from './words.ts';

export const en: UiTexts = { words, errors };
