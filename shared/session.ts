/** What a page and the appointments service say to each other about who is signed in. */
import * as v from 'valibot';
import { Organisation } from './api.ts';

/** `POST /api/v1/session`: trades the one-time sign-in link's token for the session cookie. `GET` answers who is signed in. */
export const SignIn = v.strictObject({ token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });
/** What somebody may do: `advisor` own appointments and hours, `lead` the offer and all advisors, `operator` the installation and nothing of any person. */
export const Role = v.picklist(['advisor', 'lead', 'operator']);
export type Role = v.InferOutput<typeof Role>;
export const Session = v.object({
  /** Who is signed in; in the book only with the role `advisor`. */
  advisor: v.object({ id: v.string(), name: v.string() }),
  roles: v.array(Role),
  organisation: Organisation,
  /** People may come from the organisation's portal without an appointment. */
  walkIn: v.optional(v.boolean()),
});
export type Session = v.InferOutput<typeof Session>;

/** `GET /api/v1/session/ways`, for anybody: by the organisation's provider, by a link of the console, or by either. */
export const SignInWays = v.object({ provider: v.boolean(), link: v.boolean() });
export type SignInWays = v.InferOutput<typeof SignInWays>;

/** `POST /api/v1/session/end`: signs out here; `next` is where to sign out at the provider too, null when that is nowhere. */
export const SignedOut = v.object({ next: v.nullable(v.string()) });
export type SignedOut = v.InferOutput<typeof SignedOut>;

/**
 * Why the provider's way in came to nothing, as `#sign-in-failed=<reason>.<incident>` says it: `expired` too late, begun elsewhere or
 * used already · `refused` by the provider or the person · `invalid` the answer did not fit · `unavailable` the provider is away ·
 * `no-role` known there and nobody here · `inactive` taken out of the book.
 */
export const SignInFailure = v.picklist(['expired', 'refused', 'invalid', 'unavailable', 'no-role', 'inactive']);
export type SignInFailure = v.InferOutput<typeof SignInFailure>;
