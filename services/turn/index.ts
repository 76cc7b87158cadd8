/** The relay: coturn's configuration, and a probe that shows what it refuses to reach. */
export * from './config.ts';
export * from './credentials.ts';
export * from './deny-list.ts';
export * from './probe.ts';
export * from './settings.ts';
export * from './stun.ts';
export * from './turn-client.ts';
export * from './turn-line.ts';
