/** Deutsch, alles zusammen. Diese Datei ist das Muster, dem jede andere Sprache genügen muss. */
import { check } from './check.ts';
import { errors } from './errors.ts';
import { permission } from './permission.ts';
import { words } from './words.ts';

export const de = { words, errors, check, permission };
