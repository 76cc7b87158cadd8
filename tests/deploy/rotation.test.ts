/** Secrets that are exchanged while people talk, as deploy/README.md says: both deployments take the second one, and no step refuses anybody. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, systemClock } from '@visavis/runtime';
import { type Incarnation, limits } from '@visavis/shared';
import { signallingSettings } from '@visavis/signalling/config.ts';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SealBroken } from '../../services/appointments/encryption.ts';
import { createSecrets } from '../../services/appointments/secrets.ts';
import { type ResumeSeat, type ResumeTokens, resumeTokens } from '../../services/signalling/resume.ts';
import { randomText } from '../support/ticket-issuer.ts';
import { environmentWith, readCompose, roleFaultsIn, servicesOf } from './compose-file.ts';
import { containerFaults } from './manifests.ts';
import { at, deployFolder, type Mapping, parseYaml, readDeployed } from './read-yaml.ts';
import { makeSecrets } from './roles.ts';

/** Whatever a role takes a second one of. */
const exchanged = ['resume-key', 'turn-secret', 'data-key', 'code-pepper'] as const;
const keyOf = (secret: string): string => `${secret.toUpperCase().replaceAll('-', '_')}_PREVIOUS_FILE`;

let secrets: string;
beforeAll(() => {
  secrets = makeSecrets();
});
afterAll(() => rmSync(secrets, { recursive: true }));
const put = (name: string, text: string): void => {
  rmSync(join(secrets, name), { force: true });
  writeFileSync(join(secrets, name), text);
};
const [oldKey, newKey] = ['A', 'B'].map((letter) => letter.repeat(43)) as [string, string];

const kustomization = readFileSync(`${deployFolder}kubernetes/kustomization.yaml`, 'utf8');
const Maps = v.array(v.strictObject({ name: v.string(), namespace: v.string(), literals: v.array(v.string()) }));
const manifests: Mapping[] = ['signalling', 'appointments', 'coturn'].flatMap((name) =>
  readDeployed(`kubernetes/${name}.yaml`),
);
const inKubernetes = (text: string): string[] =>
  containerFaults(manifests, v.parse(Maps, at(parseYaml(text)[0], 'configMapGenerator')), secrets);

describe.each(exchanged)('a second %s', (secret) => {
  it('is taken by Compose when .env names it, and is not missed otherwise', () => {
    const set = { [keyOf(secret)]: `/run/secrets/${secret}-previous` };
    expect(roleFaultsIn(readCompose(), secrets)).toEqual([]);
    put(`${secret}-previous`, oldKey);
    expect(roleFaultsIn(readCompose(undefined, set), secrets)).toEqual([]);
    put(`${secret}-previous`, 'short');
    expect(roleFaultsIn(readCompose(undefined, set), secrets)).not.toEqual([]);
    put(`${secret}-previous`, '');
    expect(() => roleFaultsIn(readCompose(undefined, set), secrets)).toThrow(/is empty/);
  });

  it('is taken by Kubernetes when its line in the kustomization is no comment any more', () => {
    const line = `- ${keyOf(secret)}=/run/secrets/visavis/${secret}-previous`;
    expect(kustomization).toContain(`\n      # ${line}\n`);
    const taken = kustomization.replace(`# ${line}`, line);
    put(`${secret}-previous`, oldKey);
    expect(inKubernetes(taken)).toEqual([]);
    put(`${secret}-previous`, 'short');
    expect(inKubernetes(taken)).not.toEqual([]);
    put(`${secret}-previous`, '');
    expect(inKubernetes(taken)).not.toEqual([]);
  });
});

/** A pod's tokens with the files that an operator has laid out at one step. */
function podWith(current: string, previous = ''): ResumeTokens {
  put('resume-key', current);
  put('resume-key-previous', previous);
  const variables: Record<string, string> =
    previous === '' ? {} : { RESUME_KEY_PREVIOUS_FILE: '/run/secrets/resume-key-previous' };
  const service = Object.fromEntries(servicesOf(readCompose(undefined, variables)))['signalling-1'] ?? {};
  const { RESUME_KEY, RESUME_KEY_PREVIOUS } = readConfig(signallingSettings, environmentWith(service, secrets));
  const keys = [RESUME_KEY, RESUME_KEY_PREVIOUS].filter((key) => key !== undefined);
  return resumeTokens({ keys, ttlMs: limits.resumeTtlMs, clockToleranceMs: limits.clockToleranceMs }, systemClock);
}

const [incarnation, device, connection] = [16, 32, 16].map((length) => randomText(length)) as [
  Incarnation,
  string,
  string,
];
const seat = {
  ...{ room: randomText(16), seat: 'guest', incarnation, device, connection, epoch: 1, sealed: true, relayOnly: false },
  until: Math.floor(systemClock.now() / 1000) + 3_600,
} as ResumeSeat;
/** Answers what a pod says to another one's token: nothing where it believes it. */
const refusal = async (from: ResumeTokens, by: ResumeTokens): Promise<string> =>
  by.check(await from.issue(seat), incarnation).then(
    () => '',
    (error: { code: string }) => error.code,
  );

describe('the exchange of DATA_KEY', () => {
  const vaultOf = (dataKey: string, previousDataKey?: string) =>
    createSecrets({ dataKey, previousDataKey, codePepper: oldKey }).vault;

  const place = { table: 'appointments', column: 'guest', id: 'a' };

  it('lets every instance open what another one sealed, of the same step or the next: accepted first, then sealed with', () => {
    const steps = [vaultOf(oldKey), vaultOf(oldKey, newKey), vaultOf(newKey, oldKey)];
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1] ?? step;
      expect(step.open(next.seal('a name', place), place)).toBe('a name');
      expect(next.open(step.seal('a name', place), place)).toBe('a name');
    }
    expect(() => vaultOf(oldKey).open(vaultOf(newKey, oldKey).seal('a name', place), place)).toThrow(SealBroken);
  });
});

describe('the exchange of RESUME_KEY', () => {
  it('lets every pod believe every other one, of the same step or the next: accepted first, then signed with', async () => {
    const steps = [podWith(oldKey), podWith(oldKey, newKey), podWith(newKey, oldKey), podWith(newKey)];
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1] ?? step;
      expect(await refusal(step, step)).toBe('');
      expect(await refusal(step, next)).toBe('');
      expect(await refusal(next, step)).toBe('');
    }
  });

  it('would refuse those of a pod that signs with a key before all others accept it', async () => {
    expect(await refusal(podWith(newKey, oldKey), podWith(oldKey))).toBe('ticket-invalid');
  });
});
