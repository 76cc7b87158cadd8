/** The public face of the typed client: one function that makes it, one error, and the types of the interface. */
export { createVisavis, type Visavis, type VisavisOptions } from './client.ts';
export type { components, paths } from './openapi.d.ts';
