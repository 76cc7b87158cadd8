/** Networks that many share, as an operator names them: in both deployments every pod hears of them, and wrong ones are found. */
import { readFileSync, rmSync } from 'node:fs';
import { readConfig } from '@visavis/runtime';
import { signallingSettings } from '@visavis/signalling/config.ts';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentWith, readCompose, roleFaultsIn, servicesOf } from './compose-file.ts';
import { containerFaults } from './manifests.ts';
import { at, deployFolder, parseYaml, readDeployed } from './read-yaml.ts';
import { makeSecrets } from './roles.ts';

const Maps = v.array(v.strictObject({ name: v.string(), namespace: v.string(), literals: v.array(v.string()) }));
const read = (file: string): string => readFileSync(`${deployFolder}${file}`, 'utf8');

let secrets: string;
beforeAll(() => {
  secrets = makeSecrets();
});
afterAll(() => rmSync(secrets, { recursive: true }));

describe('in Compose', () => {
  /** What each pod makes of `.env`. */
  const limitsWith = (env: Record<string, string>) =>
    servicesOf(readCompose(undefined, env))
      .filter(([name]) => name.startsWith('signalling-'))
      .map(([, service]) => readConfig(signallingSettings, environmentWith(service, secrets)))
      .map((settings) => [settings.SIGNALLING_WIDE_NETWORKS, settings.SIGNALLING_WIDE_TIMES]);

  it('every pod has those of .env, and how many times the limits they have', () => {
    const env = { SIGNALLING_WIDE_NETWORKS: '203.0.113.7 198.51.100.0/24', SIGNALLING_WIDE_TIMES: '40' };
    const named = [['203.0.113.7', '198.51.100.0/24'], 40];
    expect(limitsWith(env)).toEqual([named, named]);
  });

  it('there are none without a line in .env, which shows one', () => {
    expect(limitsWith({})).toEqual([
      [[], 20],
      [[], 20],
    ]);
    expect(read('.env.example')).toMatch(/^# SIGNALLING_WIDE_NETWORKS='[^']+'$/m);
  });

  it.each([
    ['a network that is none', { SIGNALLING_WIDE_NETWORKS: 'office' }],
    ['all of IPv4', { SIGNALLING_WIDE_NETWORKS: '::ffff:0:0/64' }],
    ['a multiple that is none', { SIGNALLING_WIDE_TIMES: '1' }],
  ])('%s is found', (_title, env) => {
    expect(roleFaultsIn(readCompose(undefined, env), secrets).join()).toContain(Object.keys(env)[0]);
  });
});

describe('in Kubernetes', () => {
  const kustomization = read('kubernetes/kustomization.yaml');
  const line = '- SIGNALLING_WIDE_NETWORKS=203.0.113.7 198.51.100.0/24';
  const faults = (text: string): string[] =>
    containerFaults(
      readDeployed('kubernetes/signalling.yaml'),
      v.parse(Maps, at(parseYaml(text)[0], 'configMapGenerator')),
      secrets,
    );

  it('the pods take them when their line is no comment any more, and a wrong one is found', () => {
    expect(kustomization).toContain(`\n      # ${line}\n`);
    const taken = kustomization.replace(`# ${line}`, line);
    expect(faults(taken)).toEqual([]);
    expect(faults(taken.replace(line, `${line}0`)).join()).toContain('SIGNALLING_WIDE_NETWORKS');
  });
});
