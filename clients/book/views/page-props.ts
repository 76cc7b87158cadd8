/** What every step gets. */
import type { Booking, BookingEvent } from '../booking-types.ts';

export interface PageProps {
  booking: Booking;
  send: (event: BookingEvent) => void;
  /** Milliseconds since 1970. */
  now: number;
}
