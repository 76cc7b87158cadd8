/** English, all together. */
import type { UiTexts } from '../index.ts';
import { check } from './check.ts';
import { errors } from './errors.ts';
import { permission } from './permission.ts';
import { words } from './words.ts';

export const en: UiTexts = { words, errors, check, permission };
