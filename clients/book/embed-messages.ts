/** What a framed booking page and the script around it say to each other. Both ends parse; nothing of a person is in it. */

/** From the page around the frame, once its script is ready. */
export const hello = 'visavis-booking-hello';

/** `height` in CSS pixels, 0 of a frame that is not shown yet; or `top`: another step has begun. */
export type FrameMessage = { height: number } | { top: true };

export const fromFrame = (message: FrameMessage) => ({ visavisBooking: message });

/** Above this nobody believes a height. */
const mostHeight = 20_000;

/** Undefined for anything else. */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'object' || data === null || !('visavisBooking' in data)) return undefined;
  const message = data.visavisBooking;
  if (typeof message !== 'object' || message === null) return undefined;
  if ('top' in message && message.top === true) return { top: true };
  const height = 'height' in message ? message.height : undefined;
  return typeof height === 'number' && height >= 0 && height <= mostHeight ? { height } : undefined;
}
