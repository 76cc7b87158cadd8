/** What a page and the appointments service say to each other about who is signed in. */
import * as v from 'valibot';
import { Organisation } from './api.ts';

/** `POST /api/v1/session`: trades the one-time sign-in link's token for the session cookie. `GET` answers who is signed in. */
export const SignIn = v.strictObject({ token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)) });
export const Session = v.object({
  advisor: v.object({ id: v.string(), name: v.string() }),
  organisation: Organisation,
});
export type Session = v.InferOutput<typeof Session>;
