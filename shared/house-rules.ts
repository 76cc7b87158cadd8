/** What the lead of an organisation decides on its own pages: settings, sentences for guests, versions of the terms. */
import * as v from 'valibot';
import { Language, Moment, phone, text } from './api-parts.ts';
import { HolidayRegion } from './holiday-regions.ts';

/** At most one of each. */
const eachOnce = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

/** What the organisation has set itself; what is missing is as the installation has it. */
export const OwnSettings = v.strictObject({
  name: v.optional(text(80)),
  /** Told wherever something can go wrong. */
  phone: v.optional(phone),
  /** Told in mails instead of it. */
  mailPhone: v.optional(phone),
  /** The first is for whoever speaks none of them. */
  languages: v.optional(v.pipe(v.array(Language), v.minLength(1), v.check(eachOnce, 'each once'))),
  retentionDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90))),
  /** Hours before an appointment; none: no reminders. */
  remindHours: v.optional(
    v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168))),
      v.maxLength(5),
      v.check(eachOnce, 'each once'),
    ),
  ),
  /** Which of the installation's sites may show the booking page inside theirs. */
  embedOrigins: v.optional(v.pipe(v.array(v.string()), v.check(eachOnce, 'each once'))),
  /** Whose public holidays have no slots: `DE-BE` for Berlin, `DE` the days of all states, `none`. Appointments that stand stay. */
  holidays: v.optional(HolidayRegion),
});
export type OwnSettings = v.InferOutput<typeof OwnSettings>;

const linked = /https?:|www\.|@|[a-z0-9]\.(de|com|net|org|eu|info|io|at|ch)\b/i;
/** Whether a text holds, or looks as if it held, an address: guests are to trust the links of the software and no others. */
export const holdsLink = (value: string): boolean => linked.test(value);
/** The longest welcome, in characters. */
export const welcomeLength = 200;
const Welcome = v.pipe(
  text(welcomeLength),
  v.check((value) => !holdsLink(value), 'no links'),
);

/** Sentences of the organisation: what is missing is not said. */
export const HouseTexts = v.strictObject({
  /** At the door, in the waiting room and at the head of the invitation. */
  welcome: v.strictObject({ de: v.optional(Welcome), en: v.optional(Welcome) }),
});
export type HouseTexts = v.InferOutput<typeof HouseTexts>;

/** Counts the changes; who writes names the one that was read. */
const revision = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `PUT /api/v1/organisation/settings`: refused with `conflict` when somebody was faster. */
export const SettingsChange = v.strictObject({ revision, own: OwnSettings });
export type SettingsChange = v.InferOutput<typeof SettingsChange>;
/** `GET|PUT /api/v1/organisation/settings`: `installation` holds where nothing is set, and bounds what may be. */
export const SettingsView = v.object({
  revision: v.number(),
  own: OwnSettings,
  installation: v.object({
    name: v.string(),
    phone: v.string(),
    languages: v.array(Language),
    retentionDays: v.number(),
    remindHours: v.array(v.number()),
    embedOrigins: v.array(v.string()),
    holidays: HolidayRegion,
  }),
});
export type SettingsView = v.InferOutput<typeof SettingsView>;

/** `GET|PUT /api/v1/organisation/texts`. */
export const TextsChange = v.strictObject({ revision, texts: HouseTexts });
export type TextsChange = v.InferOutput<typeof TextsChange>;
export const TextsView = v.object({ revision: v.number(), texts: HouseTexts });
export type TextsView = v.InferOutput<typeof TextsView>;

/** What was changed, by whom and when; kept for 90 days. Nothing of any guest is in it. */
export const HouseChange = v.object({
  at: v.string(),
  by: v.string(),
  what: v.picklist(['settings', 'texts', 'terms', 'advisors']),
  /** Settings by name with their value before and after; a version of the terms and what was done with it. */
  changes: v.array(v.object({ name: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) })),
});
export type HouseChange = v.InferOutput<typeof HouseChange>;
/** `GET /api/v1/organisation/changes`: the latest first, 100 at most. */
export const HouseChanges = v.object({ changes: v.array(HouseChange) });
export type HouseChanges = v.InferOutput<typeof HouseChanges>;

/** How a version of the terms is called, in addresses and beside every consent. */
export const TermsVersion = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'expected a name like 2027-01'),
);

/** What takes the place of `{{name}}` in terms. */
export const termsFacts = ['organisation', 'phone', 'version', 'retentionDays'] as const;
/** The longest terms in one language, in characters. */
export const termsLength = 20_000;
const placeholders = (value: string) => [...value.matchAll(/\{\{\s*(\w*)\s*\}\}/g)].map(([, name = '']) => name);
/** Placeholders that stand for nothing. */
export const unknownFacts = (value: string): string[] =>
  placeholders(value).filter((name) => !termsFacts.some((known) => known === name));
const TermsText = v.pipe(
  v.string(),
  v.maxLength(termsLength),
  v.check((value) => !/[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u.test(value), 'expected printable characters'),
  v.check((value) => unknownFacts(value).length === 0, 'unknown placeholder'),
);
/** Both languages; one that is empty is not there. */
export const TermsTexts = v.strictObject({ de: TermsText, en: TermsText });
export type TermsTexts = v.InferOutput<typeof TermsTexts>;

/** `PUT /api/v1/terms/:version`: writes a draft, as long as it is one. */
export const TermsDraft = v.strictObject({ texts: TermsTexts });
/** `POST /api/v1/terms/:version/publish`: from when it holds; a moment that has passed means at once. */
export const TermsPublication = v.strictObject({ validFrom: Moment });

/** `draft` nobody sees it · `planned` it holds later · `current` · `former` it held before. */
export const TermsState = v.picklist(['draft', 'planned', 'current', 'former']);
export type TermsState = v.InferOutput<typeof TermsState>;
export const TermsEntry = v.object({
  version: v.string(),
  state: TermsState,
  /** Null for drafts, and for the terms that came with the installation. */
  validFrom: v.nullable(v.string()),
  /** Whether it came with the installation: its text lies in a file, and is not changed here. */
  isFile: v.boolean(),
  /** How many appointments and requests refer to it. */
  consents: v.number(),
});
export type TermsEntry = v.InferOutput<typeof TermsEntry>;
/** `GET /api/v1/terms`: drafts first, then from the latest to the earliest. */
export const TermsList = v.object({ versions: v.array(TermsEntry) });
export type TermsList = v.InferOutput<typeof TermsList>;
/** `GET /api/v1/terms/:version`: one that was written here, with its texts. */
export const WrittenTerms = v.object({ ...TermsEntry.entries, texts: TermsTexts });
export type WrittenTerms = v.InferOutput<typeof WrittenTerms>;
