/** Runs the synthetic caller: `node services/synthetic/server.ts --url https://host [--once | --every 60] [--paths …]`. */
import {
  ConfigError,
  createLog,
  createRegistry,
  onShutdown,
  readConfig,
  serveMetrics,
  systemClock,
} from '@visavis/runtime';
import { chromium } from 'playwright-core';
import { createCaller } from './app.ts';
import { openBook } from './appointment-book.ts';
import { readArguments, type SyntheticSettings, syntheticSettings } from './config.ts';
import { syntheticMetrics } from './metrics.ts';
import { isGood, lineOf } from './results.ts';

const bookTimeoutMs = 10_000;
const shutdownMs = 60_000;
/** Camera and microphone are made up, permission is given, and nobody but the service is asked anything. */
const browserArguments = [
  ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--disable-gpu', '--disable-quic'],
  ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

function callerOf(settings: SyntheticSettings, level: SyntheticSettings['LOG_LEVEL']) {
  const { SYNTHETIC_URL: url, SYNTHETIC_KEY: key, CHROMIUM_PATH: executablePath } = settings;
  const log = createLog({ level, role: 'synthetic' });
  const { now } = systemClock;
  const caller = createCaller({
    ...{ url, key, now, log, paths: settings.SYNTHETIC_PATHS, patienceMs: settings.SYNTHETIC_STEP_SECONDS * 1000 },
    book: openBook(url, key, bookTimeoutMs, now),
    launch: () =>
      chromium.launch({
        executablePath,
        args: [...browserArguments, ...settings.CHROMIUM_ARGUMENTS],
        handleSIGTERM: false,
      }),
  });
  return { caller, log };
}

/** For people and pipelines: a line a path, and the exit code says whether all is well. */
async function once(settings: SyntheticSettings): Promise<void> {
  const { caller } = callerOf(settings, 'silent');
  const results = await caller.run();
  await caller.close();
  for (const result of results) console.log(lineOf(result));
  process.exitCode = isGood(results) ? 0 : 1;
}

/** For Prometheus: again and again, and never two at a time. */
async function forever(settings: SyntheticSettings): Promise<void> {
  const { caller, log } = callerOf(settings, settings.LOG_LEVEL);
  const registry = createRegistry();
  const metrics = syntheticMetrics(registry);
  const page = await serveMetrics(registry, settings.METRICS_HOST, settings.METRICS_PORT);
  log.info('listening', { port: page.port });
  let stop = (): void => undefined;
  let running: Promise<void> = Promise.resolve();
  const begin = (): void => {
    const begun = systemClock.now();
    stop = systemClock.after(settings.SYNTHETIC_EVERY_SECONDS * 1000, () => void running.then(begin));
    running = caller.run().then((results) => metrics.ran(results, systemClock.now(), systemClock.now() - begun));
  };
  begin();
  const steps = [
    { name: 'calls', run: () => stop() },
    { name: 'last call', run: () => running },
    { name: 'appointment', run: () => caller.close() },
    { name: 'metrics', run: () => page.close() },
  ];
  onShutdown(steps, log, shutdownMs);
}

try {
  const { once: isOnce, env } = readArguments(process.argv.slice(2));
  const settings = readConfig(syntheticSettings, { ...process.env, ...env }, 'SYNTHETIC_');
  await (isOnce ? once(settings) : forever(settings));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
