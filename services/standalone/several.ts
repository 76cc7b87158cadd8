/** Several organisations in one process: a whole house for each, one pod for all of them, and a door that tells them apart by the host. */
import { join } from 'node:path';
import { createFront, createHouseRegistry, type OpenHouse, openHouse, readOrganisations } from '@visavis/appointments';
import { originOf } from '@visavis/pages';
import { buildSignalling, iceOptionsFrom } from '@visavis/signalling';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { StandaloneOptions } from './app.ts';
import { showsOutbox } from './config.ts';
import { registerOutbox } from './outbox.ts';
import { openSignallingParts } from './wiring.ts';

/** One organisation of the running process. */
export interface OwnHouse {
  id: string;
  /** Where its browsers reach it, without a slash at the end. */
  url: string;
  house: OpenHouse;
  issuer: string;
}

/** The running process. */
export interface SeveralHouses {
  houses: readonly Pick<OwnHouse, 'id' | 'url' | 'house'>[];
  port: number;
  /** Takes nobody in and sends everybody away; resolves when they are gone, within 25 seconds. */
  drain(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** Closes in the opposite order, the next one also when one fails. @throws what the first of them threw */
function createClosers() {
  const opened: (() => Promise<unknown>)[] = [];
  return {
    add: (close: () => Promise<unknown>) => void opened.push(close),
    async run(): Promise<void> {
      const failures: unknown[] = [];
      for (const close of opened.splice(0).toReversed()) await close().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}
type Closers = ReturnType<typeof createClosers>;

/** Each by its own settings, where the process says nothing else; its pages are those of the process. */
async function openHouses(options: StandaloneOptions, text: string, env: NodeJS.ProcessEnv, closers: Closers) {
  const { config, clock, log, registry, trace, announce } = options;
  const houses: OwnHouse[] = [];
  for (const { id, config: own, publicUrl: url } of readOrganisations(text, env)) {
    const parts = { clock, log, trace, announce, registry: createHouseRegistry(registry) };
    const folders = { PAGES_DIR: config.PAGES_DIR, LEGAL_DIR: config.LEGAL_DIR };
    const house = await openHouse({ ...own, ...folders }, url, parts);
    closers.add(() => house.close());
    closers.add(() => house.app.close());
    if (showsOutbox({ ...config, SMTP_URL: own.SMTP_URL })) {
      registerOutbox(house.app, { folder: join(own.DATA_DIR, 'outbox'), origin: originOf(url) });
    }
    houses.push({ id, url, house, issuer: own.ISSUER ?? url });
  }
  return houses;
}

/** One pod: it believes the tickets of every house, and lets in the pages of each. */
async function openPod(options: StandaloneOptions, houses: readonly OwnHouse[], closers: Closers) {
  const { config, clock, log, registry, trace } = options;
  const parts = await openSignallingParts(config, clock, log);
  closers.add(() => parts.close());
  const all = () => ({ keys: houses.flatMap(({ house }) => house.appointments.jwks().keys) });
  const keys: JWTVerifyGetKey = (header, token) => createLocalJWKSet(all())(header, token);
  const origins = new Set([...houses.map(({ url }) => new URL(url).origin), ...config.SIGNALLING_ORIGINS]);
  const pod = await buildSignalling({
    ...parts,
    keys,
    issuers: houses.map(({ issuer }) => issuer),
    allowsOrigin: (origin) => origins.has(origin),
    ice: iceOptionsFrom(config),
    limits: { turnTtlMs: config.TURN_CREDENTIAL_SECONDS * 1000 },
    trustedProxies: config.TRUSTED_PROXIES,
    clock,
    log,
    registry,
    trace,
  });
  closers.add(() => pod.app.close());
  return pod;
}

/**
 * Starts to listen. `text` is what `ORGANISATIONS` says, `env` what the process is set to. The caller serves the metrics of all
 * registries and decides when to drain and close.
 * @throws {PagesMissing} {@link DirectoryInUse} {ConfigError} and whatever listening throws; then nothing stays open
 */
export async function startSeveral(
  options: StandaloneOptions,
  text: string,
  env: NodeJS.ProcessEnv,
): Promise<SeveralHouses> {
  const { config, log } = options;
  const closers = createClosers();
  try {
    const houses = await openHouses(options, text, env, closers);
    const { app: pod, signalling } = await openPod(options, houses, closers);
    const doors = houses.map(({ url, house: { app, appointments } }) => ({
      ...{ host: new URL(url).host, app },
      ...{ jwks: appointments.jwks, isReady: appointments.isReady },
    }));
    const front = await createFront(doors, log, pod);
    // An open line would keep the door from closing: the pod says goodbye first.
    closers.add(() => pod.close().then(front.close));
    front.health.add({ name: 'signalling', check: () => signalling.check() });
    const port = await front.listen(config.HOST, config.PORT);
    let closing: Promise<void> | undefined;
    return {
      houses,
      port,
      drain() {
        front.health.drain();
        return signalling.drain();
      },
      close() {
        closing ??= closers.run();
        return closing;
      },
    };
  } catch (error) {
    await closers.run().catch(() => {});
    throw error;
  }
}
