/** What a lead and the appointments service say to each other about the data of one person: what there is, giving it out, erasing it. */
import * as v from 'valibot';
import { Language } from './api-parts.ts';
import { AppointmentNumber } from './ids.ts';

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** Who is meant: everybody who wrote down this e-mail address, or whoever has this appointment and that name. */
export const PersonKey = v.union([
  v.strictObject({ email: v.pipe(v.string(), v.trim(), v.maxLength(254), v.email()) }),
  v.strictObject({ name: Name, number: AppointmentNumber }),
]);
export type PersonKey = v.InferOutput<typeof PersonKey>;

/** `POST /api/v1/people/search` and `/export`: in `language` the records are named and explained. */
export const PersonQuestion = v.strictObject({ person: PersonKey, language: Language });
export type PersonQuestion = v.InferOutput<typeof PersonQuestion>;

/**
 * What there is, in counts; nothing of it. `names`: how many different names share the address. `standing`: appointments that are
 * to come or whose room is open; they have to be cancelled, or over, before anything is erased.
 */
export const PersonFound = v.object({
  records: v.array(v.object({ table: v.string(), title: v.string(), count: v.number() })),
  names: v.number(),
  standing: v.array(v.object({ number: v.string(), startsAt: v.string() })),
});
export type PersonFound = v.InferOutput<typeof PersonFound>;

/** All that is known of the person, each field with what it means. Made to be read by the person. */
export const PersonExport = v.object({
  about: v.string(),
  organisation: v.string(),
  madeAt: v.string(),
  parts: v.array(
    v.object({
      table: v.string(),
      title: v.string(),
      fields: v.record(v.string(), v.string()),
      records: v.array(v.record(v.string(), v.unknown())),
    }),
  ),
  /** What is not in it, and why. */
  left: v.array(v.string()),
});
export type PersonExport = v.InferOutput<typeof PersonExport>;

/** `POST /api/v1/people/erase`. Refused with `conflict` while an appointment of the person stands. */
export const PersonErasure = v.strictObject({ person: PersonKey });
export type PersonErasure = v.InferOutput<typeof PersonErasure>;

/** What was deleted, by table, and a signed proof of it (a compact JWS) that names nobody. */
export const PersonErased = v.object({
  erasedAt: v.string(),
  deleted: v.record(v.string(), v.number()),
  proof: v.string(),
});
export type PersonErased = v.InferOutput<typeof PersonErased>;
