/** What an operator may set for the appointments service, and the settings it makes of it. README.md explains each key. */
import { houseFolders } from '@visavis/pages';
import { ConfigError, commonSettings, isLoopbackName, setting } from '@visavis/runtime';
import { HolidayRegion, Language } from '@visavis/shared';
import * as v from 'valibot';
import type { InvitationSettings } from './invitations/facts.ts';
import { readSmtpUrl } from './invitations/smtp-url.ts';
import { type SecretMaterial, SecretText } from './secrets.ts';
import type { AppointmentsSettings } from './settings.ts';
import { signInFrom, signInKeys } from './sign-in-config.ts';
import { portalFrom, portalKeys } from './walk-ins/portal-config.ts';
import { webhookKeys, webhooksFrom } from './webhooks/webhook-config.ts';

const baseUrl = (schemes: RegExp, expected: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.url(),
      v.regex(schemes, expected),
      v.transform((value) => value.replace(/\/+$/, '')),
    ),
  );

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isSmtpUrl(value: string): boolean {
  try {
    readSmtpUrl(value);
    return true;
  } catch {
    return false;
  }
}

/** An origin and nothing more: it goes into a policy as it is. Plain HTTP only on this machine. */
function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && url.origin === value && (url.protocol === 'https:' || isLoopbackName(url.hostname));
}

/** Keys of the appointments service, without those that every role has. */
export const appointmentsKeys = {
  DATA_DIR: setting.text('./data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'expected postgres://…'))),
  DATA_KEY: v.optional(SecretText),
  DATA_KEY_PREVIOUS: v.optional(SecretText),
  CODE_PEPPER: v.optional(SecretText),
  CODE_PEPPER_VERSION: setting.integer(1, 1, 1_000_000),
  CODE_PEPPER_PREVIOUS: v.optional(SecretText),
  ISSUER: baseUrl(/^https?:/, 'expected http(s)://…'),
  SIGNALLING_URL: baseUrl(/^wss?:/, 'expected ws(s)://…'),
  ORGANISATION_NAME: setting.text('Musterkasse'),
  ORGANISATION_PHONE: setting.text('0800 123 45 67'),
  ORGANISATION_ACCENT: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/, 'expected a colour like #0a5c8a'))),
  ORGANISATION_LANGUAGES: v.pipe(setting.list('de,en'), v.array(Language), v.minLength(1)),
  ADVISOR_NAME: setting.text('Kundenberatung'),
  TIME_ZONE: v.pipe(setting.text('Europe/Berlin'), v.check(isTimeZone, 'expected a zone like Europe/Berlin')),
  HOLIDAYS: v.optional(HolidayRegion, 'DE'),
  REQUEST_HOURS: setting.integer(48, 1, 336),
  BOOKING_URL: baseUrl(/^https?:/, 'expected http(s)://…'),
  EMBED_ORIGINS: v.pipe(
    setting.list(''),
    v.array(v.pipe(v.string(), v.check(isOrigin, 'expected https://www.example.de'))),
  ),
  BOOKING_WORK_BITS: setting.integer(16, 0, 24),
  REMIND_HOURS: v.pipe(
    setting.list('24,1'),
    v.maxLength(5),
    v.array(
      v.pipe(
        v.string(),
        v.regex(/^([1-9]|[1-9]\d|1[0-5]\d|16[0-8])$/, 'expected hours, 168 at most'),
        v.transform(Number),
      ),
    ),
  ),
  CONSENT_VERSION: v.pipe(setting.text('2026-11'), v.maxLength(40)),
  RETENTION_DAYS: setting.integer(30, 1, 90),
  SECURITY_LOG_DIR: setting.optionalText(),
  SECURITY_LOG_DAYS: setting.integer(7, 1, 7),
  KEY_CHANGE_SECONDS: setting.integer(120, 30, 600),
  ...signInKeys,
  ...webhookKeys,
  ...portalKeys,
  TURN_URLS: setting.list(''),
  TURN_REGIONS: v.optional(v.unknown()),
  SMTP_URL: v.optional(v.pipe(v.string(), v.check(isSmtpUrl, 'expected smtp(s)://…'))),
  SMTP_CA: setting.optionalText(),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.email())),
  MAIL_REPLY_TO: v.optional(v.pipe(v.string(), v.email())),
};

/** The environment of the role alone; every key may be given as `<KEY>_FILE` too. */
export const appointmentsConfig = v.object({
  ...commonSettings,
  ...appointmentsKeys,
  PAGES_DIR: setting.optionalText(),
  LEGAL_DIR: setting.text(houseFolders.legal),
  ORGANISATIONS: setting.optionalText(),
});
export type AppointmentsConfig = v.InferOutput<typeof appointmentsConfig>;
type OwnConfig = Pick<AppointmentsConfig, keyof typeof appointmentsKeys>;

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

/** `publicUrl` is where the pages are; the signalling is expected there too unless SIGNALLING_URL says otherwise. */
export function settingsFrom(config: OwnConfig, publicUrl: string): AppointmentsSettings {
  const url = withoutSlash(publicUrl);
  return {
    publicUrl: url,
    issuer: config.ISSUER ?? url,
    signallingUrl: config.SIGNALLING_URL ?? url.replace(/^http/, 'ws'),
    organisation: {
      name: config.ORGANISATION_NAME,
      phone: config.ORGANISATION_PHONE,
      accent: config.ORGANISATION_ACCENT ?? null,
      languages: config.ORGANISATION_LANGUAGES,
    },
    advisorName: config.ADVISOR_NAME,
    timeZone: config.TIME_ZONE,
    holidays: config.HOLIDAYS,
    requestTermMs: config.REQUEST_HOURS * 3_600_000,
    bookingUrl: config.BOOKING_URL ?? `${url}/book`,
    embedOrigins: config.EMBED_ORIGINS,
    bookingWorkBits: config.BOOKING_WORK_BITS,
    remindHoursBefore: config.REMIND_HOURS,
    consentVersion: config.CONSENT_VERSION,
    retentionDays: config.RETENTION_DAYS,
    changeKeysEveryS: config.KEY_CHANGE_SECONDS,
    hasRelay: config.TURN_URLS.length > 0 || config.TURN_REGIONS !== undefined,
    ...signInFrom(config),
    ...webhooksFrom(config),
    portal: portalFrom(config, url),
  };
}

/** Mails come from the organisation: MAIL_FROM, or `noreply@` the pages' host. */
export function invitationsFrom(config: OwnConfig, publicUrl: string): InvitationSettings {
  const url = withoutSlash(publicUrl);
  const address = config.MAIL_FROM ?? `noreply@${new URL(url).hostname}`;
  return {
    organisation: { name: config.ORGANISATION_NAME, phone: config.ORGANISATION_PHONE },
    publicUrl: url,
    timeZone: config.TIME_ZONE,
    from: { name: config.ORGANISATION_NAME, address },
    replyTo: config.MAIL_REPLY_TO ?? null,
  };
}

/**
 * The secrets that are set, or null when the embedded database may keep its own.
 * @throws {ConfigError} when only one of the two is set, or PostgreSQL is used without them
 */
export function secretMaterialFrom(config: OwnConfig): SecretMaterial | null {
  const { DATA_KEY: dataKey, CODE_PEPPER: codePepper } = config;
  if (dataKey !== undefined && codePepper !== undefined) {
    return {
      dataKey,
      previousDataKey: config.DATA_KEY_PREVIOUS,
      codePepper,
      codePepperVersion: config.CODE_PEPPER_VERSION,
      previousCodePepper: config.CODE_PEPPER_PREVIOUS,
    };
  }
  if (config.DATABASE_URL === undefined && dataKey === undefined && codePepper === undefined) return null;
  const missing = [
    ...(dataKey === undefined ? ['DATA_KEY'] : []),
    ...(codePepper === undefined ? ['CODE_PEPPER'] : []),
  ];
  throw new ConfigError(missing.map((key) => `${key}: missing`));
}
