/** A browser without a window that signs in at a test's provider: what it keeps in cookies, and where it is sent. */
import type { OidcSettings } from '../../services/appointments/settings.ts';
import type { TestApp } from './appointments-app.ts';
import type { TestProvider } from './oidc-provider.ts';

/** Where the pages of tests are. */
export const pagesUrl = 'https://video.example.de';

export interface Answer {
  status: number;
  location: string;
  /** Cookies by name; an empty value was taken away. */
  cookies: Record<string, string>;
  lines: string[];
}

function answerOf(headers: Record<string, unknown>, status: number): Answer {
  const lines = [headers['set-cookie'] ?? []].flat().map(String);
  const pairs = lines.map((line) => /^([^=]+)=([^;]*)/.exec(line)?.slice(1, 3) ?? []);
  return { status, location: String(headers.location ?? ''), cookies: Object.fromEntries(pairs), lines };
}

/** Asks for a page by GET. */
export async function get(test: TestApp, url: string, cookie = ''): Promise<Answer> {
  const path = url.replace(pagesUrl, '');
  const { headers, status } = await test.send('GET', path, undefined, { headers: { cookie } });
  return answerOf(headers, status);
}

/** The press on "Anmelden": where the provider is, and the cookie for the way back. */
export async function leave(test: TestApp): Promise<{ url: string; kept: string }> {
  const { location, cookies } = await get(test, '/api/v1/session/oidc/start');
  return { url: location, kept: `__Host-visavis_oidc=${cookies['__Host-visavis_oidc'] ?? ''}` };
}

/** The whole way there and back; the answer is the one to the way back. */
export async function signInAt(provider: TestProvider, test: TestApp): Promise<Answer & { cookie: string }> {
  const { url, kept } = await leave(test);
  const answer = await get(test, await provider.walk(url), kept);
  return { ...answer, cookie: `__Host-visavis_session=${answer.cookies['__Host-visavis_session'] ?? ''}` };
}

/** Reason in the fragment of a page that says that signing in came to nothing. */
export const failureOf = ({ location }: Answer): string =>
  /#sign-in-failed=([a-z-]+)\.[a-z0-9]{8}$/i.exec(location)?.[1] ?? `none: ${location}`;

/** As an operator sets it for this provider. */
export const oidcSettingsOf = ({ issuer, clientId, clientSecret }: TestProvider): OidcSettings => ({
  issuer,
  clientId,
  clientSecret,
  scopes: 'openid profile',
  idClaim: 'sub',
  nameClaim: 'name',
  roleClaim: 'roles',
  roles: { advisor: 'advisor', lead: 'lead', operator: 'operator' },
});
