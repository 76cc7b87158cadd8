/** What pages beside the interface show of the organisation: name, number, languages, terms, and who may frame the booking page. */
import type { LiveFacts } from '@visavis/pages';
import type { Context } from '../context.ts';
import { publishedTexts } from './terms.ts';

/** Asked for with every page, so that a change holds at once. */
export type PublicFront = LiveFacts;

export const publicFront = (context: Context): PublicFront => ({
  async facts() {
    await context.rules.fresh();
    const { organisation, consentVersion, retentionDays, embedOrigins } = context.settings;
    const { name, phone, languages } = organisation;
    return { organisation: name, phone, languages, version: consentVersion, retentionDays, embedOrigins };
  },
  terms: (version) => publishedTexts(context.db, version),
});
