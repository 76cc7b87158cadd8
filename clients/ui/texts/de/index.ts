/** Deutsch, alles zusammen. Diese Datei ist das Muster, dem jede andere Sprache genügen muss. */
import { call } from './call.ts';
import { check } from './check.ts';
import { errors } from './errors.ts';
import { media } from './media.ts';
import { permission } from './permission.ts';
import { receipt } from './receipt.ts';
import { words } from './words.ts';

export const de = { words, errors, media, check, permission, call, receipt };
