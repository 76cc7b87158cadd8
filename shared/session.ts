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
});
export type Session = v.InferOutput<typeof Session>;
