/** What every process needs, and nothing of the domain. */
export * from './address.ts';
export * from './clock.ts';
export * from './config.ts';
export * from './health.ts';
export * from './http.ts';
export * from './incident.ts';
export * from './log.ts';
export * from './loopback.ts';
export * from './metrics.ts';
export * from './security-log.ts';
export * from './shutdown.ts';
export * from './trace.ts';
export * from './trace-open.ts';
