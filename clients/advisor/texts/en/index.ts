/** English, all together. */
import type { AdvisorTexts } from '../index.ts';
import { companion } from './companion.ts';
import { day } from './day.ts';
import { errors } from './errors.ts';
import { form } from './form.ts';
import { handOut } from './hand-out.ts';
import { room } from './room.ts';
import { signIn } from './sign-in.ts';

export const en: AdvisorTexts = { signIn, day, form, handOut, room, companion, errors };
