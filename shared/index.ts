/** The public face of what both ends of a wire agree on. */
export * from './api.ts';
export * from './booking.ts';
export * from './browser-messages.ts';
export * from './close-codes.ts';
export * from './draft.ts';
export * from './eml.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './insurance-number.ts';
export * from './limits.ts';
export { Body, bodyPattern, type Parsed } from './message-parts.ts';
export * from './messages.ts';
export * from './offer.ts';
export * from './peer-messages.ts';
export * from './reports.ts';
export * from './session.ts';
export * from './ticket.ts';
