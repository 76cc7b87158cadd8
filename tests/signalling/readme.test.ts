/** The README's tables are a contract: the metrics page and the settings have to be what they say. */
import { readFileSync } from 'node:fs';
import { createLog } from '@visavis/runtime';
import { signallingSettings } from '@visavis/signalling';
import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { remoteTicketKeys } from '../../services/signalling/ticket-keys.ts';
import { documentedMetrics, registeredMetrics } from '../support/metrics-table.ts';
import { World } from '../support/signalling-world.ts';

const readme = readFileSync(new URL('../../services/signalling/README.md', import.meta.url), 'utf8');
const rows = (heading: string): string[][] => {
  const section = readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
};

let world: World | undefined;
afterEach(() => world?.close());

test('the table of metrics says of every metric of a pod its type, labels and meaning', async () => {
  world = await World.create();
  const registry = world.registries[0] ?? new Registry();
  const log = createLog({ level: 'silent', role: 'signalling' });
  remoteTicketKeys(new URL('http://keys.test'), { registry, log, timeoutMs: 1 });
  expect(documentedMetrics('signalling')).toEqual(await registeredMetrics(registry));
});

test('the table of settings names every key', () => {
  expect(
    rows('Settings')
      .map(([key]) => key)
      .sort(),
  ).toEqual(Object.keys(signallingSettings.entries).sort());
});

test('the metrics page counts what happened', async () => {
  world = await World.create();
  const advisor = world.person('advisor');
  const a = await world.enter(advisor);
  await world.enter(world.person('guest', advisor.room));
  await a.client.take('peer');
  a.client.send({ type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' });
  a.client.send({ type: 'relay', to: 'companion', n: 1, a: 0, body: 's.AAAA' });
  await a.client.take('error');
  const page = (await world.registries[0]?.metrics()) ?? '';
  for (const line of [
    'visavis_signalling_connections{phase="seated"} 2',
    'visavis_signalling_seats{seat="guest"} 1',
    'visavis_signalling_hellos_total{result="seated"} 2',
    'visavis_signalling_relayed_total{path="local"} 1',
    'visavis_signalling_relayed_total{path="absent"} 1',
    'visavis_signalling_draining 0',
  ]) {
    expect(page).toContain(line);
  }
});
