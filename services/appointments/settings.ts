/** What an operator decides about the appointment book, already checked; `config.ts` makes it from the environment. */
import type { HolidayRegion, Language, Role } from '@visavis/shared';
import type { PortalSettings } from './walk-ins/portal-config.ts';
import type { WebhookSettings } from './webhooks/webhook-config.ts';

/** How long sessions live, milliseconds: from the console's link since the last use; from a provider since the last use, and in all. */
export interface SessionLives {
  consoleMs: number;
  idleMs: number;
  longestMs: number;
}

/** The organisation's OpenID provider, and what its claims say. A claim inside another is named with dots. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  /** Null: a public client, by PKCE alone. */
  clientSecret: string | null;
  scopes: string;
  /** Tells a person from all others, for good. */
  idClaim: string;
  nameClaim: string;
  /** A list or a text of words between spaces. */
  roleClaim: string;
  /** Which word of the claim makes whom. */
  roles: Record<Role, string>;
}

export interface AppointmentsSettings {
  /** Where the pages are, without a slash at the end: `https://video.example.de`. */
  publicUrl: string;
  /** `iss` of tickets. */
  issuer: string;
  /** Where browsers reach the pods, without a path: `wss://video.example.de`. */
  signallingUrl: string;
  organisation: { name: string; phone: string; accent: string | null; languages: Language[] };
  /** Name of the advisor who signs in on the console and in whose name programs make appointments. */
  advisorName: string;
  /** IANA name of the zone in which times are told. */
  timeZone: string;
  /** Whose public holidays are kept: no slots then. */
  holidays: HolidayRegion;
  /** How long guest and advisor each have to answer a request or a proposal, milliseconds. */
  requestTermMs: number;
  /** The page on which guests ask for a slot and see where their request stands. */
  bookingUrl: string;
  /** Who may show that page inside a page of their own: `https://www.example.de`. */
  embedOrigins: readonly string[];
  /** How many zero bits a browser must find before a request, see `requests/work.ts`. */
  bookingWorkBits: number;
  /** Hours before an appointment at which the guest is reminded of it. */
  remindHoursBefore: readonly number[];
  /** Version of the terms a guest must have agreed to. */
  consentVersion: string;
  /** Days after an appointment's end at which it is deleted, 1 to 90. */
  retentionDays: number;
  /** Seconds between two changes of keys in a call, 30 to 600. */
  changeKeysEveryS: number;
  /** Whether the pods hand out a relay (TURN); the pages warn without one. */
  hasRelay: boolean;
  sessions: SessionLives;
  oidc: OidcSettings | null;
  webhooks: WebhookSettings;
  /** From where people come without an appointment; null: from nowhere. */
  portal: PortalSettings | null;
  /** Whether the console shows a link that signs in. */
  signsInByLink: boolean;
}
