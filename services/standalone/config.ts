/** What may be set for everything in one process: the keys of both services, and where the pages lie. */
import { appointmentsConfig, appointmentsKeys } from '@visavis/appointments';
import { houseFolders } from '@visavis/pages';
import { commonSettings, isLoopbackAddress, isLoopbackName, setting } from '@visavis/runtime';
import { redisSettings, signallingSettings } from '@visavis/signalling';
import * as v from 'valibot';

const { SIGNALLING_ORIGINS, RESUME_KEY, RESUME_KEY_PREVIOUS, STUN_URLS } = signallingSettings.entries;
const { TURN_URLS, TURN_SECRET, TURN_REGIONS, TURN_NEAREST, TURN_CREDENTIAL_SECONDS } = signallingSettings.entries;

/** The environment of the role; every key may be given as `<KEY>_FILE` too. README.md names them all. */
export const standaloneConfig = v.object({
  ...commonSettings,
  ...appointmentsKeys,
  SIGNALLING_ORIGINS,
  RESUME_KEY,
  RESUME_KEY_PREVIOUS,
  ...redisSettings,
  STUN_URLS,
  TURN_URLS,
  TURN_SECRET,
  TURN_REGIONS,
  TURN_NEAREST,
  TURN_CREDENTIAL_SECONDS,
  PAGES_DIR: setting.text(houseFolders.pages),
  LEGAL_DIR: setting.text(houseFolders.legal),
  ORGANISATIONS: appointmentsConfig.entries.ORGANISATIONS,
});
export type StandaloneConfig = v.InferOutput<typeof standaloneConfig>;

/** Mails in files are shown to whoever sits at the machine, and only where nobody else can ask. */
export function showsOutbox(config: Pick<StandaloneConfig, 'HOST' | 'SMTP_URL' | 'TRUSTED_PROXIES'>): boolean {
  const { HOST, SMTP_URL, TRUSTED_PROXIES } = config;
  return SMTP_URL === undefined && TRUSTED_PROXIES.length === 0 && (isLoopbackAddress(HOST) || isLoopbackName(HOST));
}

const everywhere = new Set(['0.0.0.0', '::', '[::]']);

/**
 * Where browsers reach this process: PUBLIC_URL, or plain HTTP on its own port. `localhost` for loopback and for "all
 * addresses": browsers give camera and microphone to plain HTTP on this name only (W3C Secure Contexts §3.1).
 */
export function publicUrlOf(config: Pick<StandaloneConfig, 'PUBLIC_URL' | 'HOST'>, port: number): string {
  if (config.PUBLIC_URL !== undefined) return config.PUBLIC_URL.replace(/\/+$/, '');
  const isHere = everywhere.has(config.HOST) || isLoopbackName(config.HOST);
  return `http://${isHere ? 'localhost' : config.HOST}:${port}`;
}
