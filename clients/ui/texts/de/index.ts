/** Deutsch, alles zusammen. Diese Datei ist das Muster, dem jede andere Sprache genügen muss. */
import { errors } from './errors.ts';
import { words } from './words.ts';

export const de = { words, errors };
