/** A typed client of the HTTP interface: every path, body and answer is checked by the compiler against the OpenAPI document. */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './openapi.d.ts';

export interface VisavisOptions {
  /** Where the service is, `https://video.example.de`. */
  url: string;
  /** A key from `npm run key -- create <name>`; without one, what anybody may ask. */
  key?: string;
  /** Instead of the platform's own. */
  fetch?: (request: Request) => Promise<Response>;
}

/** `GET`, `POST`, `PUT`, `PATCH` and `DELETE` with a path of the interface; see `openapi-fetch`. */
export type Visavis = Client<paths>;

/**
 * Makes a client. A call resolves to `{data, response}`, or to `{error, response}` when the service refuses; it rejects only when
 * the service cannot be reached.
 * @example
 * const visavis = createVisavis({ url: 'https://video.example.de', key: process.env.VISAVIS_KEY });
 * const { data, error } = await visavis.GET('/api/v1/appointments', { params: { query: { from: '2026-12-01T00:00:00Z' } } });
 */
export function createVisavis({ url, key, fetch }: VisavisOptions): Visavis {
  return createClient<paths>({
    baseUrl: url,
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch === undefined ? {} : { fetch }),
  });
}
