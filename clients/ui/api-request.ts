/** One request to the appointments service: typed answer in, typed failure out, nothing unparsed past this file. */
import { ErrorAnswer, type ErrorCode, VisavisError } from '@visavis/shared';
import * as v from 'valibot';

/** What is needed of `fetch`, so that tests and harnesses can stand in. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** How long somebody waits for an answer: on a dead connection a browser waits for minutes, and asking again finds a new one. */
export const answerWithinMs = 10_000;

/** The same `fetch`, which gives up after {@link answerWithinMs}: for what somebody waits for and may ask again. */
export const inTime =
  (fetch: Fetch): Fetch =>
  (path, init) =>
    fetch(path, { signal: AbortSignal.timeout(answerWithinMs), ...init });

/**
 * A request that came back with an error, or did not come back. `code` picks the words a person reads; `incident` is what
 * they read out on the telephone, absent when nobody at our end ever saw the request.
 */
export class ApiError extends VisavisError {
  constructor(code: ErrorCode, more: { incident?: string; retryAfterMs?: number | undefined; cause?: unknown } = {}) {
    const { retryAfterMs, ...rest } = more;
    super(code, code, { ...rest, ...(retryAfterMs !== undefined && { retryAfterMs }) });
    this.name = 'ApiError';
  }
}

export interface ApiRequest<S extends v.GenericSchema> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Same origin, from `/api/v1/…` on. */
  path: string;
  body?: unknown;
  /** What the answer must be; absent where an answer has no body. */
  answer: S;
  signal?: AbortSignal;
}

/** Asks and parses. Throws an {@link ApiError}: `unavailable` when the network failed, `internal` for an answer nobody understands. */
export async function apiRequest<S extends v.GenericSchema>(
  fetch: Fetch,
  request: ApiRequest<S>,
): Promise<v.InferOutput<S>> {
  const response = await send(fetch, request);
  const value = await bodyOf(response);
  if (!response.ok) throw failureOf(response, value);
  const answer = v.safeParse(request.answer, value);
  if (!answer.success) throw new ApiError('internal');
  return answer.output;
}

async function send(fetch: Fetch, { method, path, body, signal }: ApiRequest<v.GenericSchema>): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(signal !== undefined && { signal }),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new ApiError('unavailable', { cause });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    const value: unknown = text === '' ? undefined : JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** A proxy in between answers without our body: its status says as much as it can. */
function failureOf(response: Response, value: unknown): ApiError {
  const parsed = v.safeParse(ErrorAnswer, value);
  if (!parsed.success)
    return new ApiError(response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal');
  const { code, incident, retryAfterMs } = parsed.output.error;
  return new ApiError(code, { incident, retryAfterMs });
}
