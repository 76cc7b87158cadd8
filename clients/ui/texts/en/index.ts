/** English, all together. */
import type { UiTexts } from '../index.ts';
import { call } from './call.ts';
import { check } from './check.ts';
import { errors } from './errors.ts';
import { media } from './media.ts';
import { permission } from './permission.ts';
import { receipt } from './receipt.ts';
import { words } from './words.ts';

export const en: UiTexts = { words, errors, media, check, permission, call, receipt };
