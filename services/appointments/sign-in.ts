/** How somebody becomes a signed-in advisor. The house's own way is a one-time link (`sign-in-console.ts`). */
import type { Advisor } from './context.ts';

/** One way to sign in; a provider of the organisation (OpenID Connect) is another behind the same door. */
export interface SignIn {
  /** Trades a one-time token for the advisor it stands for; null when it is unknown, used or expired. */
  redeem(token: string): Promise<Advisor | null>;
}
