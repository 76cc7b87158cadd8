/** What deploy/ tells a relay, word for word, as the environment of its role. */
import { readFileSync } from 'node:fs';
import { at, deployFolder, list, parseYaml, readDeployed } from '../deploy/read-yaml.ts';

type Environment = Record<string, string>;

/** `deploy/.env.example`; what is quoted there is not asked for here. */
const example: Environment = Object.fromEntries(
  readFileSync(`${deployFolder}.env.example`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
);

/** Certificates and secrets are files of the place; Debian's coturn is older. */
const isOfThePlace = (name: string): boolean => /^TURN_(CONFIG|VERSION|TLS_\w+|\w+_FILE)$/.test(name);
const shared = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isOfThePlace(name)));

/** As the service `turn-configuration` of `compose.yaml` gets it with the example's values. */
export function composeEnvironment(): Environment {
  const text = readFileSync(`${deployFolder}compose.yaml`, 'utf8');
  const [compose] = parseYaml(text.replace(/\$\{(\w+)[^}]*\}/g, (_whole, name: string) => example[name] ?? 'unset'));
  const given = Object.entries(at(compose, 'services', 'turn-configuration', 'environment') ?? {});
  return shared(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
}

/** As the init container of `kubernetes/coturn.yaml` gets it on a node of this address. */
export function kubernetesEnvironment(hostIp: string): Environment {
  const maps = list(at(readDeployed('kubernetes/kustomization.yaml')[0], 'configMapGenerator'));
  const map = maps.find((each) => at(each, 'name') === 'turn');
  const literals = list(at(map, 'literals')).map((literal) => String(literal).split(/=(.*)/s).slice(0, 2));
  const [manifest] = readDeployed('kubernetes/coturn.yaml');
  const own = list(at(manifest, 'spec', 'template', 'spec', 'initContainers', 0, 'env')).flatMap((entry) =>
    at(entry, 'valueFrom', 'fieldRef', 'fieldPath') === 'status.hostIP' ? [[String(at(entry, 'name')), hostIp]] : [],
  );
  return shared(Object.fromEntries([...literals, ...own]));
}
