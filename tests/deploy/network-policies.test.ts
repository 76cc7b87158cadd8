/** Who may reach what in `deploy/kubernetes/`: as it stands, and with each of the rules that an operator may take in by name. */
import { readdirSync, readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { schemaFaults } from './kubernetes-schema.ts';
import { podsOf } from './manifests.ts';
import { at, deployFolder, isMapping, list, type Mapping, readDeployed } from './read-yaml.ts';

const base = readDeployed('kubernetes/network-policies.yaml');
const optionalFiles = readdirSync(`${deployFolder}kubernetes/optional`);
const optional = (name: string): Mapping[] => readDeployed(`kubernetes/optional/${name}.yaml`);
const kustomization = readFileSync(`${deployFolder}kubernetes/kustomization.yaml`, 'utf8');

type Labels = Record<string, unknown>;
/** A pod of some namespace, or an address that no selector finds. */
type Place = string | { namespace: string; labels: Labels };

const [signalling, appointments] = ['signalling', 'appointments'].map((name) => {
  const pod = podsOf(readDeployed(`kubernetes/${name}.yaml`))[0];
  return { namespace: pod?.namespace ?? '', labels: isMapping(pod?.labels) ? pod.labels : {} };
}) as [Exclude<Place, string>, Exclude<Place, string>];
const caller = { namespace: 'visavis-synthetic', labels: { 'app.kubernetes.io/name': 'synthetic' } };
const callers = readDeployed('synthetic/synthetic.yaml').filter(({ kind }) => kind === 'NetworkPolicy');
const controller = { namespace: 'haproxy-controller', labels: { 'app.kubernetes.io/name': 'kubernetes-ingress' } };
const dnsPod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

const selects = (selector: unknown, labels: Labels): boolean =>
  Object.entries(at(selector, 'matchLabels') ?? {}).every(([key, value]) => labels[key] === value);

function isInBlock(block: unknown, address: string): boolean {
  const within = (cidrs: unknown[]): boolean => {
    const blocks = new BlockList();
    for (const cidr of cidrs) {
      const [network = '', bits] = String(cidr).split('/');
      blocks.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
    }
    return blocks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  };
  return within([at(block, 'cidr')]) && !within(list(at(block, 'except')));
}

function isPeer(peer: unknown, place: Place, ownNamespace: string): boolean {
  const block = at(peer, 'ipBlock');
  if (typeof place === 'string') return block !== undefined && isInBlock(block, place);
  if (block !== undefined) return false;
  const namespaces = at(peer, 'namespaceSelector');
  const isThere = namespaces
    ? selects(namespaces, { 'kubernetes.io/metadata.name': place.namespace })
    : place.namespace === ownNamespace;
  return isThere && selects(at(peer, 'podSelector'), place.labels);
}

function opensPort(rule: unknown, port: number, protocol: string): boolean {
  return list(at(rule, 'ports')).some((entry) => {
    const first = Number(at(entry, 'port'));
    const last = Number(at(entry, 'endPort') ?? first);
    return (at(entry, 'protocol') ?? 'TCP') === protocol && port >= first && port <= last;
  });
}

/** As NetworkPolicy means it: a pod that any policy names may do what some policy names, and nothing else. */
function reaches(policies: readonly Mapping[], from: Exclude<Place, string>, to: Place, wish: string): boolean {
  const [port, protocol = 'TCP'] = wish.split('/');
  return policies
    .filter(({ spec }) => list(at(spec, 'policyTypes')).includes('Egress'))
    .filter((policy) => at(policy, 'metadata', 'namespace') === from.namespace)
    .filter(({ spec }) => selects(at(spec, 'podSelector'), from.labels))
    .flatMap(({ spec }) => list(at(spec, 'egress')))
    .filter((rule) => opensPort(rule, Number(port), protocol))
    .some((rule) => {
      const peers = list(at(rule, 'to'));
      return peers.length === 0 || peers.some((peer) => isPeer(peer, to, from.namespace));
    });
}

const world = '198.51.100.7';

describe('the network policies', () => {
  it.each<[string, Exclude<Place, string>, Place, string]>([
    ['pods ask for the keys of tickets', signalling, appointments, '3000'],
    ['pods reach Redis', signalling, '10.20.0.5', '6379'],
    ['the book reaches PostgreSQL', appointments, '10.20.0.6', '5432'],
    ['the book hands mails over', appointments, world, '587'],
    ['pods ask the cluster’s DNS', signalling, dnsPod, '53/UDP'],
    ['the book asks it over TCP', appointments, dnsPod, '53'],
    ['pods ask NodeLocal DNSCache at its own address', signalling, '169.254.20.10', '53/UDP'],
    ['the book asks it at the cluster’s', appointments, '10.96.0.10', '53/UDP'],
  ])('as they stand, %s', (_title, from, to, wish) => {
    expect(reaches(base, from, to, wish)).toBe(true);
  });

  it.each<[string, Exclude<Place, string>, Place, string]>([
    ['webhooks, providers and portals', appointments, world, '443'],
    ['anybody on the web from a pod', signalling, world, '443'],
    ['sentinels', signalling, '10.20.0.5', '26379'],
    ['a collector of traces', signalling, '10.20.0.7', '4318'],
    ['PostgreSQL from a pod', signalling, '10.20.0.6', '5432'],
    ['DNS servers out in the world', appointments, world, '53/UDP'],
    ['the cloud’s metadata', appointments, '169.254.169.254', '80'],
  ])('as they stand, nobody reaches %s', (_title, from, to, wish) => {
    expect(reaches(base, from, to, wish)).toBe(false);
  });

  it.each<[string, Exclude<Place, string>, string, string]>([
    ['reach-web', appointments, world, '443'],
    ['reach-web', appointments, '2001:db8::7', '443'],
    ['reach-sentinel', signalling, '10.20.0.5', '26379'],
    ['reach-redis-cluster', signalling, '10.20.0.5', '7003'],
    ['reach-traces', signalling, '10.20.0.7', '4318'],
    ['reach-traces', appointments, '10.20.0.7', '4318'],
  ])('with %s they let through what it is for, for those who need it', (name, from, to, wish) => {
    expect(reaches(base, from, to, wish)).toBe(false);
    expect(reaches([...base, ...optional(name)], from, to, wish)).toBe(true);
    const other = from === signalling ? appointments : signalling;
    expect(reaches([...base, ...optional(name)], other, to, wish)).toBe(name === 'reach-traces');
  });

  it.each(['169.254.169.254', '10.96.0.1', '172.17.0.1', '192.168.1.1', 'fd00::1', '::1', '::ffff:10.96.0.1'])(
    'reach-web leads out of the house and not to %s, where a name of a stranger might point',
    (address) => {
      expect(reaches([...base, ...optional('reach-web')], appointments, address, '443')).toBe(false);
    },
  );

  it.each<[string, Place, string, boolean]>([
    ['the pages', world, '443', true],
    ['the relay over UDP', world, '3478/UDP', true],
    ['the relay over TCP', world, '3478', true],
    ['the relay over TLS', world, '5349', true],
    ['DNS', dnsPod, '53/UDP', true],
    ['a cache of DNS on its node', '169.254.20.10', '53/UDP', true],
    ['Redis', '10.20.0.5', '6379', false],
    ['the balancer of their own cluster, whose pods listen elsewhere', controller, '8443', true],
    ['that port anywhere else', world, '8443', false],
    ['pods past their load balancer', signalling, '3000', false],
  ])('of the synthetic caller mean what people reach: %s', (_title, to, wish, isReached) => {
    expect(reaches(callers, caller, to, wish)).toBe(isReached);
  });

  it('that are optional keep to the API, and stand in the kustomization by name', async () => {
    expect(optionalFiles.length).toBeGreaterThan(0);
    for (const file of optionalFiles) {
      const manifests = readDeployed(`kubernetes/optional/${file}`);
      expect((await Promise.all(manifests.map(schemaFaults))).flat()).toEqual([]);
      expect(manifests.map((manifest) => at(manifest, 'metadata', 'name'))).toEqual([file.replace('.yaml', '')]);
      expect(kustomization).toContain(`\n  # - optional/${file} # `);
    }
  });
});
