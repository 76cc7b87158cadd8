/** Why a sign-in at the provider came to nothing, in words that a page has a sentence for. */
import type { SignInFailure } from '@visavis/shared';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/** Carries the reason to the page; what the provider wrote stays in `cause` and goes nowhere. */
export class SignInFailed extends Error {
  readonly reason: SignInFailure;
  constructor(reason: SignInFailure, cause?: unknown) {
    super(`sign-in failed: ${reason}`, { cause });
    this.name = 'SignInFailed';
    this.reason = reason;
  }
}

/** The provider did not answer, or answered that it cannot. */
function isAway(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (error instanceof TypeError) return true;
  if (!(error instanceof ClientError)) return false;
  const status = error.cause instanceof Response ? error.cause.status : undefined;
  return error.code === 'OAUTH_TIMEOUT' || (status !== undefined && status >= 500);
}

/** What the person refused at the provider, or the provider refused them (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
const refusals = new Set(['access_denied', 'interaction_required', 'login_required', 'consent_required']);

/** The failure behind whatever openid-client throws. */
export function failureOf(error: unknown): SignInFailed {
  if (error instanceof SignInFailed) return error;
  if (error instanceof AuthorizationResponseError) {
    if (refusals.has(error.error)) return new SignInFailed('refused', error);
    const isBusy = error.error === 'temporarily_unavailable' || error.error === 'server_error';
    return new SignInFailed(isBusy ? 'unavailable' : 'invalid', error);
  }
  return new SignInFailed(isAway(error) ? 'unavailable' : 'invalid', error);
}
