/** What messages of both directions are made of, and how text becomes one. */
import * as v from 'valibot';
import { limits } from './limits.ts';

/** Not negative. */
export const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Not negative; the unit is in the name. */
export const duration = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A compact JWT. */
export const token = v.pipe(
  v.string(),
  v.minLength(20),
  v.maxLength(16_384),
  v.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/),
);

/** An opaque body: `s.` sealed or `p.` plain, then base64url. A pod never looks inside. */
export const bodyPattern = /^[sp]\.[A-Za-z0-9_-]+$/;
export const Body = v.pipe(v.string(), v.maxLength(limits.maxBodyBytes), v.regex(bodyPattern));

export type Parsed<T> = { ok: true; message: T } | { ok: false; reason: 'json' | 'schema' };

/** Text becomes a message, or the reason why not; never throws. */
export function parse<S extends v.GenericSchema>(schema: S, text: string): Parsed<v.InferOutput<S>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'json' };
  }
  const result = v.safeParse(schema, value);
  return result.success ? { ok: true, message: result.output } : { ok: false, reason: 'schema' };
}
