/** What people see before anything is asked for: the built pages, terms and privacy notice, under the strict policy. */
export * from './documents.ts';
export * from './escape-html.ts';
export * from './legal.ts';
export * from './live-facts.ts';
export * from './security-headers.ts';
export * from './site.ts';
