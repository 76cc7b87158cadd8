/** Rules between manifests: containers against their roles, names against what they mean. */
import { isDeepStrictEqual } from 'node:util';
import { appointmentsConfig } from '@visavis/appointments/config.ts';
import { readConfig } from '@visavis/runtime';
import { limits } from '@visavis/shared';
import { at, isMapping, list, type Mapping } from './read-yaml.ts';
import { type Environment, isPinned, roleFaults, withSecrets } from './roles.ts';

/** As in a kustomization. */
export interface ConfigMap {
  name: string;
  namespace: string;
  literals: readonly string[];
}

/** What runs: a Deployment's or DaemonSet's pod. */
export interface Pod {
  name: string;
  namespace: string;
  labels: unknown;
  selector: unknown;
  spec: unknown;
}

const mountPath = '/run/secrets/visavis/';
const listening = readConfig(appointmentsConfig, {});
const probePaths = ['/health/live', '/health/ready'];

export const podsOf = (manifests: readonly Mapping[]): Pod[] =>
  manifests
    .filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet')
    .map((manifest) => ({
      name: String(at(manifest, 'metadata', 'name')),
      namespace: String(at(manifest, 'metadata', 'namespace')),
      labels: at(manifest, 'spec', 'template', 'metadata', 'labels'),
      selector: at(manifest, 'spec', 'selector', 'matchLabels'),
      spec: at(manifest, 'spec', 'template', 'spec'),
    }));

export const containersOf = (spec: unknown): unknown[] => [
  ...list(at(spec, 'initContainers')),
  ...list(at(spec, 'containers')),
];

function environmentOf(container: unknown, pod: Pod, maps: readonly ConfigMap[]): Environment {
  const refs = list(at(container, 'envFrom')).map((from) => at(from, 'configMapRef', 'name'));
  const literals = maps
    .filter(({ name, namespace }) => refs.includes(name) && namespace === pod.namespace)
    .flatMap((map) =>
      map.literals.map((literal): [string, string] => [
        literal.split('=')[0] ?? '',
        literal.slice(literal.indexOf('=') + 1),
      ]),
    );
  const own = list(at(container, 'env')).map((entry): [string, string] => [
    String(at(entry, 'name')),
    String(at(entry, 'value') ?? '192.0.2.1'),
  ]);
  return Object.fromEntries([...literals, ...own]);
}

const fault = (holds: boolean, what: string): string[] => (holds ? [] : [what]);

/** None; coturn's program carries one as a file capability, without which no kernel executes it. */
const rightsOf = (image: unknown): object =>
  /coturn:/.test(String(image)) ? { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } : { drop: ['ALL'] };

function hardeningFaults(container: unknown, spec: unknown): string[] {
  const context = (key: string) => at(container, 'securityContext', key);
  return [
    ...fault(at(spec, 'securityContext', 'runAsNonRoot') === true, 'may be root'),
    ...fault(at(spec, 'automountServiceAccountToken') === false, 'has a token of the cluster'),
    ...fault(context('readOnlyRootFilesystem') === true, 'may write'),
    ...fault(context('allowPrivilegeEscalation') === false, 'may gain privileges'),
    ...fault(
      isDeepStrictEqual(context('capabilities'), rightsOf(at(container, 'image'))),
      'has more rights, or less than its program needs',
    ),
    ...fault(at(container, 'resources', 'limits', 'memory') !== undefined, 'has no bound for memory'),
  ];
}

/** The role's own words, its ports and its probes. */
function ourFaults(container: unknown, pod: Pod, maps: readonly ConfigMap[], secrets: string): string[] {
  const role = String(list(at(container, 'args'))[0]);
  const ports = list(at(container, 'ports')).map((port) => at(port, 'containerPort'));
  const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((name) =>
    at(container, name, 'httpGet', 'path'),
  );
  const graceSeconds = Number(at(pod.spec, 'terminationGracePeriodSeconds'));
  const mounted = list(at(container, 'volumeMounts')).some((mount) => `${at(mount, 'mountPath')}/` === mountPath);
  const isService = role === 'signalling' || role === 'appointments';
  try {
    return [
      ...roleFaults(role, withSecrets(environmentOf(container, pod, maps), mountPath, secrets)),
      ...fault(mounted, 'does not see its secrets'),
      ...(isService
        ? fault(ports.join() === [listening.PORT, listening.METRICS_PORT].join(), 'listens elsewhere')
        : []),
      ...(isService
        ? fault(
            probes.every((path) => probePaths.includes(String(path))),
            'is probed where nobody answers',
          )
        : []),
      ...(isService ? fault(graceSeconds >= 40 && graceSeconds > limits.drainExitMs / 1000, 'has no time to end') : []),
    ];
  } catch (error) {
    return [error instanceof Error ? error.message : 'refused'];
  }
}

/** Every container against its role, and hardened; empty is good. */
export function containerFaults(manifests: readonly Mapping[], maps: readonly ConfigMap[], secrets: string): string[] {
  return podsOf(manifests).flatMap((pod) =>
    containersOf(pod.spec).flatMap((container) => {
      const image = String(at(container, 'image'));
      const isOurs = /^visavis(-synthetic)?$/.test(image);
      const found = [
        ...hardeningFaults(container, pod.spec),
        ...fault(isOurs || isPinned(image), `${image} is not a version`),
        ...(isOurs ? ourFaults(container, pod, maps, secrets) : []),
      ];
      return found.map((what) => `${pod.name}: ${what}`);
    }),
  );
}

const includes = (labels: unknown, wanted: unknown): boolean =>
  isMapping(labels) && isMapping(wanted) && Object.entries(wanted).every(([key, value]) => labels[key] === value);

function podFaults(pod: Pod, maps: readonly ConfigMap[]): string[] {
  const volumes = list(at(pod.spec, 'volumes')).map((volume) => at(volume, 'name'));
  const mounts = containersOf(pod.spec).flatMap((container) => list(at(container, 'volumeMounts')));
  const refs = containersOf(pod.spec).flatMap((container) => list(at(container, 'envFrom')));
  const known = maps.filter(({ namespace }) => namespace === pod.namespace).map(({ name }) => name);
  return [
    ...fault(includes(pod.labels, pod.selector), 'does not select its own pods'),
    ...mounts.flatMap((mount) => fault(volumes.includes(at(mount, 'name')), `mounts no volume: ${at(mount, 'name')}`)),
    ...refs.flatMap((ref) => fault(known.includes(String(at(ref, 'configMapRef', 'name'))), 'reads no config map')),
  ].map((what) => `${pod.name}: ${what}`);
}

const portNames = (pod: Pod): unknown[] =>
  containersOf(pod.spec).flatMap((container) => list(at(container, 'ports')).map((port) => at(port, 'name')));

function manifestFaults(manifest: Mapping, pods: readonly Pod[], services: readonly Mapping[]): string[] {
  const { kind } = manifest;
  const selected = (selector: unknown) => pods.filter(({ labels }) => includes(labels, selector));
  if (kind === 'Service') {
    const behind = selected(at(manifest, 'spec', 'selector'));
    const ports = list(at(manifest, 'spec', 'ports')).map((port) => at(port, 'targetPort'));
    return fault(
      behind.length === 1 && behind.every((pod) => ports.every((port) => portNames(pod).includes(port))),
      'leads nowhere',
    );
  }
  if (kind === 'PodDisruptionBudget') {
    return fault(selected(at(manifest, 'spec', 'selector', 'matchLabels')).length === 1, 'protects nobody');
  }
  if (kind === 'HorizontalPodAutoscaler') {
    return fault(
      pods.some(({ name }) => name === at(manifest, 'spec', 'scaleTargetRef', 'name')),
      'scales nothing',
    );
  }
  if (kind === 'Ingress') {
    const names = services.map((service) => at(service, 'metadata', 'name'));
    const paths = list(at(manifest, 'spec', 'rules')).flatMap((rule) => list(at(rule, 'http', 'paths')));
    return paths.flatMap((path) => fault(names.includes(at(path, 'backend', 'service', 'name')), 'leads nowhere'));
  }
  return [];
}

/** Names that mean nothing; empty is good. */
export function referenceFaults(manifests: readonly Mapping[], maps: readonly ConfigMap[]): string[] {
  const pods = podsOf(manifests);
  const services = manifests.filter(({ kind }) => kind === 'Service');
  return [
    ...pods.flatMap((pod) => podFaults(pod, maps)),
    ...manifests.flatMap((manifest) =>
      manifestFaults(manifest, pods, services).map(
        (what) => `${manifest.kind} ${at(manifest, 'metadata', 'name')}: ${what}`,
      ),
    ),
  ];
}
