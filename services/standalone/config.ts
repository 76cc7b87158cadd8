/** What may be set for everything in one process: the keys of both services, and where the pages lie. */
import { fileURLToPath } from 'node:url';
import { appointmentsKeys } from '@visavis/appointments';
import { commonSettings, setting } from '@visavis/runtime';
import { signallingSettings } from '@visavis/signalling';
import * as v from 'valibot';
import { isLoopbackName } from './loopback.ts';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { SIGNALLING_ORIGINS, RESUME_KEY, RESUME_KEY_PREVIOUS, STUN_URLS, TURN_URLS, TURN_SECRET } =
  signallingSettings.entries;

/** The environment of the role; every key may be given as `<KEY>_FILE` too. README.md names them all. */
export const standaloneConfig = v.object({
  ...commonSettings,
  ...appointmentsKeys,
  SIGNALLING_ORIGINS,
  RESUME_KEY,
  RESUME_KEY_PREVIOUS,
  STUN_URLS,
  TURN_URLS,
  TURN_SECRET,
  PAGES_DIR: setting.text(inRepository('dist/pages')),
  LEGAL_DIR: setting.text(inRepository('clients/legal')),
});
export type StandaloneConfig = v.InferOutput<typeof standaloneConfig>;

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
