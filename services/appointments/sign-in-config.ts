/** What an operator may set about signing in: the organisation's OpenID provider, and how long sessions live. */
import { ConfigError, isLoopbackName, setting } from '@visavis/runtime';
import * as v from 'valibot';
import type { AppointmentsSettings } from './settings.ts';

/** Plain HTTP only to this machine: tokens and the client's secret travel there. */
function isIssuer(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname));
}

/** Keys of signing in; README.md explains each. */
export const signInKeys = {
  OIDC_ISSUER: v.optional(v.pipe(v.string(), v.check(isIssuer, 'expected https://…'))),
  OIDC_CLIENT_ID: setting.optionalText(),
  OIDC_CLIENT_SECRET: setting.optionalText(),
  OIDC_SCOPES: v.pipe(setting.text('openid profile'), v.regex(/(^| )openid( |$)/, 'expected openid among them')),
  OIDC_ID_CLAIM: setting.text('sub'),
  OIDC_NAME_CLAIM: setting.text('name'),
  OIDC_ROLE_CLAIM: setting.text('roles'),
  OIDC_ADVISOR_ROLE: setting.text('advisor'),
  OIDC_LEAD_ROLE: setting.text('lead'),
  OIDC_OPERATOR_ROLE: setting.text('operator'),
  SIGN_IN_LINK: v.optional(v.picklist(['auto', 'always']), 'auto'),
  SESSION_IDLE_MINUTES: setting.integer(30, 5, 720),
  SESSION_HOURS: setting.integer(12, 1, 72),
};

type SignInConfig = v.InferOutput<v.ObjectSchema<typeof signInKeys, undefined>>;

const minute = 60_000;

/**
 * The settings of signing in. Without a provider, the console shows a link; with one, only if `SIGN_IN_LINK` says so.
 * @throws {ConfigError} when only one of issuer and client is named
 */
export function signInFrom(config: SignInConfig): Pick<AppointmentsSettings, 'sessions' | 'oidc' | 'signsInByLink'> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  if ((issuer === undefined) !== (clientId === undefined)) {
    throw new ConfigError([issuer === undefined ? 'OIDC_ISSUER: missing' : 'OIDC_CLIENT_ID: missing']);
  }
  const hours = config.SESSION_HOURS * 60 * minute;
  const oidc =
    issuer === undefined || clientId === undefined
      ? null
      : {
          issuer,
          clientId,
          clientSecret: config.OIDC_CLIENT_SECRET ?? null,
          scopes: config.OIDC_SCOPES,
          idClaim: config.OIDC_ID_CLAIM,
          nameClaim: config.OIDC_NAME_CLAIM,
          roleClaim: config.OIDC_ROLE_CLAIM,
          roles: {
            advisor: config.OIDC_ADVISOR_ROLE,
            lead: config.OIDC_LEAD_ROLE,
            operator: config.OIDC_OPERATOR_ROLE,
          },
        };
  return {
    sessions: { consoleMs: hours, idleMs: config.SESSION_IDLE_MINUTES * minute, longestMs: hours },
    oidc,
    signsInByLink: config.SIGN_IN_LINK === 'always' || (config.SIGN_IN_LINK === 'auto' && oidc === null),
  };
}
