/** How guest and advisor meet: by video, or in person at a place. */
import * as v from 'valibot';
import { text } from './api-parts.ts';

export const MeetingMode = v.picklist(['video', 'in-person']);
export type MeetingMode = v.InferOutput<typeof MeetingMode>;

/** An address as it stands in mails and calendars: street, number, town, and how to find the room. */
export const Place = text(200);

/** A meeting in person has a place, and one by video has none. */
export const placeFits = ({ mode, place }: { mode?: MeetingMode | undefined; place?: string | undefined }): boolean =>
  (mode === 'in-person') === (place !== undefined);
