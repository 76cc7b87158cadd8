/** The relay: coturn's configuration, a probe that shows what it refuses to reach, and a trial of what it carries. */
export * from './config.ts';
export * from './credentials.ts';
export * from './deny-list.ts';
export * from './probe.ts';
export * from './relay-trial.ts';
export * from './settings.ts';
export * from './stun.ts';
export * from './stun-address.ts';
export * from './turn-client.ts';
export * from './turn-line.ts';
