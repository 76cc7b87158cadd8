/** Signing in and out at the organisation's provider: what happens between the redirects, and when the provider ends sessions. */
import { incidentCode } from '@visavis/runtime';
import { VisavisError } from '@visavis/shared';
import * as v from 'valibot';
import { noteSignIn } from '../advisors.ts';
import type { Context } from '../context.ts';
import type { Asker } from '../roles.ts';
import type { Sessions } from '../sessions.ts';
import type { OidcSettings } from '../settings.ts';
import { isFirstUse } from '../used-once.ts';
import { type ProviderPerson, personOf, sessionDigest, subjectDigest } from './claims.ts';
import { failureOf, SignInFailed } from './failure.ts';
import { readLogoutToken } from './logout-token.ts';
import { type Begun, createProvider, type Provider } from './provider.ts';

/** How long somebody may take at the provider. */
export const beginLifeMs = 10 * 60_000;

const Remembered = v.strictObject({ state: v.string(), nonce: v.string(), verifier: v.string(), untilMs: v.number() });
const place = { table: 'cookies', column: 'oidc', id: 'begun' };

export interface OidcSignIn {
  /** Where to send the browser, and what its cookie keeps meanwhile. @throws {SignInFailed} */
  begin(): Promise<{ url: string; kept: string }>;
  /** The value of the session's cookie. `kept` and the answer's code are good once. @throws {SignInFailed} */
  finish(kept: string | undefined, answerUrl: URL): Promise<string>;
  /** Where to sign out at the provider as well; null when there is no such place, or it is away. */
  endUrl(idToken: string): Promise<string | null>;
  /** Ends the sessions that a logout token names. @throws {VisavisError} `bad-request` for a token that is not good, or not new */
  endSessions(logoutToken: string): Promise<void>;
}

interface OidcParts {
  context: Context;
  sessions: Sessions;
  provider: Provider;
  settings: OidcSettings;
}

/** An incident code for the page; the log has it too, with a kind and nothing of the provider's words. */
export function reportFailure(context: Context, error: unknown): { reason: string; incident: string } {
  const { reason, cause } = failureOf(error);
  const incident = incidentCode();
  const kind = cause instanceof Error ? cause.name : undefined;
  context.metrics.signIn('refused');
  context.log.warn('sign-in at the provider failed', { reason, incident, kind });
  return { reason, incident };
}

function remembered(context: Context, kept: string | undefined): Begun {
  if (kept === undefined) throw new SignInFailed('expired');
  try {
    const parsed: unknown = JSON.parse(context.vault.open(kept, place));
    const { untilMs, ...begun } = v.parse(Remembered, parsed);
    if (untilMs > context.clock.now()) return begun;
  } catch (error) {
    throw new SignInFailed('expired', error);
  }
  throw new SignInFailed('expired');
}

/** In the book only with the role `advisor`; whoever was taken out of it stays out, with whatever role. */
async function admitted({ context }: OidcParts, person: ProviderPerson): Promise<Asker> {
  const { id, roles } = person;
  if (roles.length === 0) throw new SignInFailed('no-role');
  const known = await noteSignIn(context, person);
  if (known === null) return { id, name: person.name ?? context.settings.advisorName, roles };
  if (!known.isActive) throw new SignInFailed('inactive');
  return { id, name: known.name, roles };
}

async function finish(parts: OidcParts, kept: string | undefined, answerUrl: URL): Promise<string> {
  const { context, provider, settings, sessions } = parts;
  const begun = remembered(context, kept);
  // Before the code is traded: whoever replays this answer, even at once, is too late.
  const untilMs = context.clock.now() + beginLifeMs;
  if (!(await isFirstUse(context.db, 'oidc-state', begun.state, untilMs))) throw new SignInFailed('expired');
  const { claims, sub, idToken } = await provider.finish(answerUrl, begun);
  const person = personOf(claims, settings);
  if (person === null) throw new SignInFailed('invalid');
  const asker = await admitted(parts, person);
  const sid = typeof claims.sid === 'string' ? sessionDigest(settings.issuer, claims.sid) : null;
  const subject = subjectDigest(settings.issuer, sub);
  const cookie = await sessions.start(asker, { subject, session: sid, idToken });
  context.metrics.signIn('accepted');
  context.log.info('signed in at the provider', { count: asker.roles.length });
  return cookie;
}

async function endSessions({ context, provider, settings, sessions }: OidcParts, token: string): Promise<void> {
  const { issuer, keys } = await provider.identity().catch(() => {
    throw new VisavisError('unavailable', 'the provider does not answer');
  });
  const nowMs = context.clock.now();
  const logout = await readLogoutToken(token, { issuer, keys, clientId: settings.clientId, nowMs }).catch(() => {
    throw new VisavisError('bad-request', 'not a good logout token');
  });
  const ended = await context.db.transaction(async (tx) => {
    if (!(await isFirstUse(tx, 'oidc-jti', logout.jti, logout.untilMs))) return null;
    return sessions.endOfProvider(
      {
        subject: logout.sub === undefined ? undefined : subjectDigest(settings.issuer, logout.sub),
        session: logout.sid === undefined ? undefined : sessionDigest(settings.issuer, logout.sid),
      },
      tx,
    );
  });
  if (ended === null) throw new VisavisError('bad-request', 'a logout token is good once');
  context.log.info('signed out by the provider', { count: ended });
}

/** Signing in by the provider of the settings; null without one. The provider is not asked yet. */
export function openOidcSignIn(context: Context, sessions: Sessions): OidcSignIn | null {
  const { oidc: settings, publicUrl } = context.settings;
  if (settings === null) return null;
  const provider = createProvider(settings, publicUrl, context.clock);
  const parts: OidcParts = { context, sessions, provider, settings };
  return {
    async begin() {
      const { url, begun } = await provider.begin();
      const kept = JSON.stringify({ ...begun, untilMs: context.clock.now() + beginLifeMs });
      return { url, kept: context.vault.seal(kept, place) };
    },
    finish: (kept, answerUrl) => finish(parts, kept, answerUrl),
    endUrl: (idToken) => provider.endUrl(idToken).catch(() => null),
    endSessions: (token) => endSessions(parts, token),
  };
}
