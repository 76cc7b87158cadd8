/** What people see before anything is asked for: the built pages, terms and privacy notice, under the strict policy. */
export * from './documents.ts';
export * from './legal.ts';
export * from './security-headers.ts';
export * from './site.ts';
