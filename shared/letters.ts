/** Letters: short written words outside the call, about an appointment or a request, read on the page and never in a mail. */
import * as v from 'valibot';
import { AppointmentId, DialInCode, RequestId } from './ids.ts';

/** Characters of one letter. */
export const longestLetter = 2_000;

/** Line breaks and tabs are part of a letter; other control characters and marks that turn the direction are not. */
const unprintable = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/u;
export const LetterText = v.pipe(
  v.string(),
  v.transform((value) => value.replaceAll('\r\n', '\n').trim()),
  v.minLength(1),
  v.maxLength(longestLetter),
  v.check((value) => !unprintable.test(value), 'expected printable characters'),
);

/** One letter. `from` is a side, never an address. */
export const Letter = v.object({
  id: v.string(),
  from: v.picklist(['advisor', 'guest']),
  text: v.string(),
  at: v.string(),
  /** When the other side opened it; null before. */
  readAt: v.nullable(v.string()),
});
export type Letter = v.InferOutput<typeof Letter>;

/** All letters of one appointment or request, oldest first. */
export const LetterList = v.object({
  letters: v.array(Letter),
  /** How many of the other side nobody has opened. */
  unread: v.number(),
  /** How many more this side may write today; 0 as well when nothing may be written any more. */
  left: v.number(),
  /** The other side's name. */
  with: v.string(),
});
export type LetterList = v.InferOutput<typeof LetterList>;

/** `POST /api/v1/appointments/:id/letters` and `POST /api/v1/requests/:id/letters`, for the advisor. */
export const NewLetter = v.strictObject({ text: LetterText });

const letterBox = {
  /** With the code of the request's link. */
  request: v.optional(RequestId),
  /** With the code of the join link, or a device that was let in. */
  appointment: v.optional(AppointmentId),
  code: v.optional(DialInCode),
  device: v.optional(v.pipe(v.string(), v.maxLength(400))),
};
const isOne = (value: { request?: unknown; appointment?: unknown }) =>
  (value.request === undefined) !== (value.appointment === undefined);

/** `POST /api/v1/letters/list` and `…/read`, for the guest with link and code. Listing marks nothing as read. */
export const LetterQuestion = v.pipe(
  v.strictObject(letterBox),
  v.check((value) => isOne(value), 'either request or appointment'),
);
export type LetterQuestion = v.InferOutput<typeof LetterQuestion>;

/** `POST /api/v1/letters`: the guest writes. */
export const GuestLetter = v.pipe(
  v.strictObject({ ...letterBox, text: LetterText }),
  v.check((value) => isOne(value), 'either request or appointment'),
);
export type GuestLetter = v.InferOutput<typeof GuestLetter>;
