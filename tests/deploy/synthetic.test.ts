/** `deploy/synthetic/`, offline: the optional caller fits its role, its image, its rights and whoever reads its figures. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaFaults } from './kubernetes-schema.ts';
import { containerFaults, containersOf, podsOf, referenceFaults } from './manifests.ts';
import { PodMonitor } from './pod-monitor.ts';
import { at, deployFolder, list, type Mapping, parseYaml, readDeployed } from './read-yaml.ts';
import { makeSecrets } from './roles.ts';

const ConfigMaps = v.array(v.strictObject({ name: v.string(), namespace: v.string(), literals: v.array(v.string()) }));

const text = readFileSync(`${deployFolder}synthetic/synthetic.yaml`, 'utf8');
const read = (right = '', wrong = ''): Mapping[] => parseYaml(text.replaceAll(right, wrong));
const kustomization = readDeployed('synthetic/kustomization.yaml')[0];
const maps = v.parse(ConfigMaps, at(kustomization, 'configMapGenerator'));
const dockerfile = readFileSync(`${deployFolder}../Dockerfile`, 'utf8');

let secrets: string;
beforeAll(() => {
  secrets = makeSecrets();
});
afterAll(() => rmSync(secrets, { recursive: true }));

describe('deploy/synthetic', () => {
  it('keeps to the schemas of the API, and an unknown field would not', async () => {
    const faults = async (manifests: Mapping[]) => (await Promise.all(manifests.map(schemaFaults))).flat();
    expect(await faults(read())).toEqual([]);
    expect(await faults(read('replicas: 1', 'replica: 1'))).not.toEqual([]);
  });

  it.each([
    ['a slip of the pen', 'SYNTHETIC_KEY_FILE', 'SYNTHETIC_KEYS_FILE'],
    ['a secret that nobody makes', 'visavis/synthetic-key', 'visavis/key'],
    ['a file that is not mounted', 'mountPath: /run/secrets/visavis', 'mountPath: /secrets'],
    ['root', 'runAsNonRoot: true', 'runAsNonRoot: false'],
    ['a root that can be written', 'readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
    ['more rights', 'capabilities: { drop: [ALL] }', 'capabilities: { add: [SYS_ADMIN] }'],
    ['no bound for memory', 'limits: { memory: 2Gi }', 'limits: { cpu: 1 }'],
  ])('gives the caller what its role asks for and nothing more, and %s would be found', (_title, right, wrong) => {
    expect(containerFaults(read(), maps, secrets)).toEqual([]);
    expect(containerFaults(read(right, wrong), maps, secrets)).not.toEqual([]);
  });

  it('lets every name meet what it means, and a lost config map would be found', () => {
    expect(referenceFaults(read(), maps)).toEqual([]);
    expect(
      referenceFaults(read('configMapRef: { name: synthetic }', 'configMapRef: { name: caller }'), maps),
    ).not.toEqual([]);
  });

  it('leaves a browser a place to write, and only there', () => {
    const [caller] = containersOf(podsOf(read())[0]?.spec);
    const writable = list(at(caller, 'volumeMounts')).filter((mount) => at(mount, 'readOnly') !== true);
    expect(writable.map((mount) => at(mount, 'mountPath'))).toEqual(['/tmp']);
    // Where the image lets Chromium keep what it writes beside its profile.
    expect(dockerfile).toMatch(/^FROM product AS synthetic\n[\s\S]*HOME=\/tmp/m);
  });

  it('is asked for its figures where it tells them, under a job that VisavisDown leaves out', () => {
    const monitor = v.parse(PodMonitor, readDeployed('synthetic/pod-monitor.yaml')[0]);
    const [pod] = podsOf(read());
    expect(pod).toMatchObject({ name: monitor.metadata.name, namespace: monitor.metadata.namespace });
    expect(pod?.labels).toMatchObject(monitor.spec.selector.matchLabels);
    const ports = list(at(containersOf(pod?.spec)[0], 'ports'));
    expect(ports).toEqual([{ name: monitor.spec.podMetricsEndpoints[0]?.port, containerPort: 9464 }]);
    expect(`${monitor.metadata.namespace}/${monitor.metadata.name}`).toMatch(/^visavis-synthetic/);
    expect(pod?.labels).toMatchObject({ 'app.kubernetes.io/name': 'synthetic' });
  });

  it('runs the version of the house, under the name that its own manifest uses', () => {
    const house = at(readDeployed('kubernetes/kustomization.yaml')[0], 'images', 0, 'newTag');
    expect(at(kustomization, 'images')).toEqual([
      { name: 'visavis-synthetic', newName: expect.stringMatching(/\/visavis-synthetic$/), newTag: house },
    ]);
    expect(containersOf(podsOf(read())[0]?.spec).map((container) => at(container, 'image'))).toEqual([
      'visavis-synthetic',
    ]);
  });

  it('stands apart: whatever lies there is named, and nothing of it belongs to the house itself', () => {
    const others = ['kustomization.yaml', 'pod-monitor.yaml'];
    const files = readdirSync(`${deployFolder}synthetic`).filter((file) => !others.includes(file));
    expect(list(at(kustomization, 'resources'))).toEqual(files);
    const namespaces = read().map(
      (manifest) => at(manifest, 'metadata', 'namespace') ?? at(manifest, 'metadata', 'name'),
    );
    expect([...new Set(namespaces)]).toEqual(['visavis-synthetic']);
  });
});
