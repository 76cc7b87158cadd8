/** `deploy/kubernetes/`, offline: the API's own schemas, what each role would say to its environment, and names that meet. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createHttp, createLog, registerHealth } from '@visavis/runtime';
import { limits } from '@visavis/shared';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaFaults } from './kubernetes-schema.ts';
import { containerFaults, containersOf, podsOf, referenceFaults } from './manifests.ts';
import { at, deployFolder, type Mapping, parseYaml, readDeployed } from './read-yaml.ts';
import { makeSecrets } from './roles.ts';

const Kustomization = v.strictObject({
  apiVersion: v.literal('kustomize.config.k8s.io/v1beta1'),
  kind: v.literal('Kustomization'),
  resources: v.array(v.string()),
  images: v.array(v.strictObject({ name: v.string(), newName: v.string(), newTag: v.string() })),
  configMapGenerator: v.array(
    v.strictObject({
      name: v.string(),
      namespace: v.string(),
      literals: v.array(v.pipe(v.string(), v.regex(/^[A-Z_]+=./))),
    }),
  ),
});

const kustomization = v.parse(Kustomization, readDeployed('kubernetes/kustomization.yaml')[0]);
const textOf = (file: string): string => readFileSync(`${deployFolder}kubernetes/${file}`, 'utf8');
const read = (change: (text: string, file: string) => string = (text) => text): Mapping[] =>
  kustomization.resources.flatMap((file) => parseYaml(change(textOf(file), file)));
const replaced = (right: string, wrong: string) => read((text) => text.replaceAll(right, wrong));
const everySchemaFault = async (manifests: Mapping[]) => (await Promise.all(manifests.map(schemaFaults))).flat();

let secrets: string;
beforeAll(() => {
  secrets = makeSecrets();
});
afterAll(() => rmSync(secrets, { recursive: true }));

describe('deploy/kubernetes', () => {
  it('names every manifest of the folder', () => {
    const others = ['kustomization.yaml', 'optional', 'prometheus-adapter.yaml'];
    const files = readdirSync(`${deployFolder}kubernetes`).filter((file) => !others.includes(file));
    expect(files.toSorted()).toEqual(kustomization.resources.toSorted());
  });

  it.each([
    ['an unknown field', 'readOnlyRootFilesystem: true', 'readOnlyFilesystem: true'],
    ['a field in the wrong place', 'minReadySeconds: 10\n', 'minReadySeconds: 10\n  hostNetwork: true\n'],
    ['a wrong type', 'maxReplicas: 80', "maxReplicas: '80'"],
    ['a missing field', 'scaleTargetRef:', 'scaleTarget:'],
    ['an unknown kind', 'kind: NetworkPolicy', 'kind: NetworkRule'],
  ])('keeps to the schemas of the API, and %s would not', async (_title, right, wrong) => {
    expect(await everySchemaFault(read())).toEqual([]);
    expect(await everySchemaFault(replaced(right, wrong))).not.toEqual([]);
  });

  it.each([
    ['a key twice', 'revisionHistoryLimit: 3', 'replicas: 1\n  replicas: 2'],
    ['a leading zero', 'defaultMode: 288', 'defaultMode: 0440'],
    ['an empty value', 'minReadySeconds: 10', 'minReadySeconds:'],
  ])('is read in one way only: %s would not be', (_title, right, wrong) => {
    expect(() => replaced(right, wrong)).toThrow();
  });

  it.each([
    ['a slip of the pen', 'RESUME_KEY_FILE', 'RESUMEKEY_FILE'],
    ['a secret that nobody makes', '/run/secrets/visavis/data-key', '/run/secrets/visavis/data'],
    ['a file that is not mounted', 'mountPath: /run/secrets/visavis', 'mountPath: /secrets'],
    ['a probe that leads nowhere', 'path: /health/live', 'path: /healthz'],
    ['a port of nobody', 'containerPort: 3000', 'containerPort: 8080'],
    ['a short end', 'terminationGracePeriodSeconds: 45', 'terminationGracePeriodSeconds: 30'],
    ['root', 'runAsNonRoot: true', 'runAsNonRoot: false'],
    ['more rights', 'capabilities: { drop: [ALL] }', 'capabilities: { add: [NET_ADMIN] }'],
    ['a coturn that no kernel starts', 'drop: [ALL], add: [NET_BIND_SERVICE]', 'drop: [ALL]'],
    ['a coturn with more rights', 'add: [NET_BIND_SERVICE]', 'add: [NET_BIND_SERVICE, NET_ADMIN]'],
    ['a tag that moves', 'coturn:4.17.2-r0', 'coturn:latest'],
    ['no bound for memory', 'limits: { memory: 1Gi }', 'limits: { cpu: 1 }'],
  ])('gives every container what its role asks for, and %s would be found', (_title, right, wrong) => {
    const maps = kustomization.configMapGenerator;
    expect(containerFaults(read(), maps, secrets)).toEqual([]);
    expect(containerFaults(replaced(right, wrong), maps, secrets)).not.toEqual([]);
  });

  it.each([
    ['service', 'service: { name: signalling,', 'service: { name: pods,'],
    ['port', 'targetPort: http', 'targetPort: web'],
    ['selector', 'matchLabels: { app.kubernetes.io/name: signalling }', 'matchLabels: { app: signalling }'],
    ['target', 'kind: Deployment, name: signalling', 'kind: Deployment, name: pods'],
    ['config map', 'configMapRef: { name: everywhere }', 'configMapRef: { name: anywhere }'],
    ['volume', '{ name: secrets, mountPath', '{ name: secret, mountPath'],
  ])('lets every name meet what it means, and a lost %s would be found', (_title, right, wrong) => {
    const maps = kustomization.configMapGenerator;
    expect(referenceFaults(read(), maps)).toEqual([]);
    expect(referenceFaults(replaced(right, wrong), maps)).not.toEqual([]);
  });

  it('probes addresses that the service answers', async () => {
    const app = createHttp({ log: createLog({ level: 'silent', role: 'test' }) });
    registerHealth(app);
    for (const url of ['/health/live', '/health/ready']) expect((await app.inject({ url })).statusCode).toBe(200);
  });

  it.each([
    ['signalling', limits.drainExitMs / 1000],
    ['appointments', 10],
  ])('leaves %s the time to end after its preStop, and five seconds of air', (name, endsWithinSeconds) => {
    const pod = podsOf(read()).find((one) => one.name === name);
    const sleepSeconds = Number(at(containersOf(pod?.spec)[0], 'lifecycle', 'preStop', 'sleep', 'seconds'));
    const graceSeconds = Number(at(pod?.spec, 'terminationGracePeriodSeconds'));
    expect(graceSeconds - sleepSeconds).toBeGreaterThanOrEqual(endsWithinSeconds + 5);
  });

  it('gives a pod as long to say that it is ready as the load balancer of the other deployment does', () => {
    const balancer = readFileSync(`${deployFolder}haproxy.cfg`, 'utf8');
    const patience = Number(/^ +timeout check (\d+)s$/m.exec(balancer)?.[1]);
    const pods = podsOf(read()).filter(({ name }) => ['signalling', 'appointments'].includes(name));
    const probes = pods.map(({ spec }) => at(containersOf(spec)[0], 'readinessProbe', 'timeoutSeconds'));
    expect(probes).toEqual([patience, patience]);
  });

  it('scales where the sizing guide says', () => {
    const autoscaler = read().find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const lines = Number(at(autoscaler, 'spec', 'metrics', 0, 'pods', 'target', 'averageValue'));
    const percent = Number(at(autoscaler, 'spec', 'metrics', 1, 'resource', 'target', 'averageUtilization'));
    const requests = at(
      containersOf(podsOf(read()).find(({ name }) => name === 'signalling')?.spec)[0],
      'resources',
      'requests',
    );
    const ofACore = (percent * Number.parseInt(String(at(requests, 'cpu')), 10)) / 1000;
    const guide = readFileSync(new URL('../../docs/sizing.md', import.meta.url), 'utf8');
    expect(guide).toContain(`${lines.toLocaleString('en')} a pod, or on CPU above ${ofACore} % of a core`);
    expect(guide).toContain(`up to ${at(autoscaler, 'spec', 'maxReplicas')} pods`);
  });

  it('scales by a metric that pods have and the adapter passes on', () => {
    const autoscaler = read().find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const metric = String(at(autoscaler, 'spec', 'metrics', 0, 'pods', 'metric', 'name'));
    const readme = readFileSync(new URL('../../services/signalling/README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`| \`${metric}\``);
    expect(at(readDeployed('kubernetes/prometheus-adapter.yaml')[0], 'rules', 'custom', 0, 'name', 'as')).toBe(metric);
  });

  it('runs the version of this repository', () => {
    const manifest = v.parse(
      v.looseObject({ version: v.string() }),
      JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
    );
    expect(kustomization.images).toEqual([expect.objectContaining({ name: 'visavis', newTag: manifest.version })]);
    expect(textOf('../compose.yaml')).toContain(`image: visavis:${manifest.version}`);
  });

  it('lets pods believe whoever the book says it is', () => {
    const values = Object.fromEntries(
      kustomization.configMapGenerator.flatMap(({ literals }) =>
        literals.map((literal) => literal.split(/=(.*)/s).slice(0, 2)),
      ),
    );
    expect(values.TICKET_ISSUERS).toBe(values.PUBLIC_URL);
    expect(
      `https://${at(
        read().find(({ kind }) => kind === 'Ingress'),
        'spec',
        'rules',
        0,
        'host',
      )}`,
    ).toBe(values.PUBLIC_URL);
  });
});
