/** `deploy/monitoring/prometheus.yml`: Prometheus takes it, it asks every process of the Compose installation, under jobs that alerts know. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { at, deployFolder, isMapping, list, type Mapping, readDeployed } from './read-yaml.ts';

const file = 'monitoring/prometheus.yml';
const [scrape = {}] = readDeployed(file);
const jobs = list(scrape.scrape_configs).filter(isMapping);

/** What Prometheus' own tool says of a configuration that lies beside the alerts as ours does; empty when it takes it. */
function configurationFaults(configuration: Mapping): string {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-scrape-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(deployFolder, 'alerts'), join(folder, 'alerts'));
  mkdirSync(join(folder, 'monitoring'));
  const copy = join(folder, file);
  writeFileSync(copy, JSON.stringify(configuration));
  try {
    execFileSync('promtool', ['check', 'config', copy], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String(Reflect.get(Object(error), 'stderr'));
  }
}

/** `name:port` of every target, those that DNS names too. */
const targets = jobs.flatMap((job) => [
  ...list(job.static_configs).flatMap((group) => list(at(group, 'targets')).map(String)),
  ...list(job.dns_sd_configs).flatMap((group) =>
    list(at(group, 'names')).map((name) => `${name}:${at(group, 'port')}`),
  ),
]);

/** Services that stay and tell figures: whoever is given an address to tell them at, without those that run once. */
const telling = Object.entries(at(readDeployed('compose.yaml')[0], 'services') ?? {}).filter(
  ([, service]) => at(service, 'environment', 'METRICS_HOST') !== undefined && at(service, 'restart') !== 'no',
);

it('is a configuration that Prometheus takes, and a slip of the pen would be found', () => {
  expect(configurationFaults(scrape)).toBe('');
  expect(configurationFaults({ ...scrape, scrape_config: [] })).toContain('scrape_config');
  expect(configurationFaults({ ...scrape, rule_files: ['../alerts/other.yml'] })).toContain('other.yml');
});

it('asks every process of the Compose installation that tells figures, and no other', () => {
  expect(targets.toSorted()).toEqual(telling.map(([name]) => `${name}:9464`).toSorted());
});

it('is told to join a network in which all of them are', () => {
  const [, network = ''] = /--network visavis_(\w+) /.exec(readFileSync(`${deployFolder}${file}`, 'utf8')) ?? [];
  const inIt = telling.filter(([, service]) => {
    const networks = at(service, 'networks');
    return (isMapping(networks) ? Object.keys(networks) : list(networks)).includes(network);
  });
  expect(inIt.map(([name]) => name)).toEqual(telling.map(([name]) => name));
});

it('names the jobs so that VisavisDown knows them, and leaves the caller to VisavisSyntheticSilent', () => {
  const alerts = JSON.stringify(readDeployed('alerts/visavis.yml')).replaceAll('\\"', '"');
  const [, ours = 'none', caller = 'none'] = /up\{job=~"([^"]+)",job!~"([^"]+)"\} == 0/.exec(alerts) ?? [];
  const isOf = (pattern: string, name: string) => new RegExp(`^(?:${pattern})$`).test(name);
  const known = jobs.map(({ job_name: name }) => String(name)).filter((name) => isOf(ours, name));
  expect(known).toEqual(jobs.map(({ job_name: name }) => name));
  expect(known.filter((name) => isOf(caller, name))).toEqual(['visavis-synthetic']);
});
