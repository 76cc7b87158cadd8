/** The metrics page of the role that is both services: the sum of their tables and the process's own, and nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, createRegistry, readConfig, systemClock } from '@visavis/runtime';
import { expect, it } from 'vitest';
import { startStandalone } from '../../services/standalone/app.ts';
import { standaloneConfig } from '../../services/standalone/config.ts';
import { builtPages } from '../support/built-pages.ts';
import { documentedMetrics, registeredMetrics } from '../support/metrics-table.ts';

/** Tickets are checked with the issuer's own keys in the same process: nothing is read from afar. */
const isFromAfar = (name: string): boolean => name.startsWith('visavis_signalling_jwks_');

it('counts what the tables of its parts say', { timeout: 120_000 }, async () => {
  const [dataDir, pages] = [mkdtempSync(join(tmpdir(), 'visavis-metrics-')), builtPages()];
  const config = readConfig(standaloneConfig, { PORT: '0', DATA_DIR: dataDir, PAGES_DIR: pages });
  const registry = createRegistry();
  const log = createLog({ level: 'silent', role: 'standalone' });
  const standalone = await startStandalone({ config, clock: systemClock, log, registry, announce: () => {} });
  try {
    const expected = ['runtime', 'appointments', 'signalling'].flatMap(documentedMetrics);
    const names = expected.map(([name]) => name).filter((name) => !isFromAfar(name));
    expect((await registeredMetrics(registry)).map(([name]) => name)).toEqual(names.toSorted());
  } finally {
    await standalone.close();
    for (const folder of [dataDir, pages]) rmSync(folder, { recursive: true, force: true });
  }
});
