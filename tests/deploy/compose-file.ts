/** `deploy/compose.yaml` as Compose reads it, and what each role says to the environment that it gets there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { at, deployFolder, isMapping, list, type Mapping, parseYaml } from './read-yaml.ts';
import { type Environment, roleFaults, withSecrets } from './roles.ts';

const mountPath = '/run/secrets/';

export const composeText = readFileSync(`${deployFolder}compose.yaml`, 'utf8');

/** As a shell reads it, which make-secrets.sh needs, and as Compose does: the same. */
const example: Environment = Object.fromEntries(
  execFileSync('env', ['-i', 'sh', '-c', 'set -a; . "$1"; env', 'sh', `${deployFolder}.env.example`], {
    encoding: 'utf8',
  })
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

/** As Compose puts values in; a variable that nobody sets, and that has no default, is told. */
function interpolate(source: string, variables: Environment): string {
  return source.replace(
    /\$\$|\$\{(\w+)(?::(?:-([^}]*)|\?[^}]*))?\}/g,
    (whole, name: string | undefined, fallback: string | undefined) => {
      if (name === undefined) return '$';
      const value = variables[name] ?? example[name] ?? fallback;
      if (value === undefined) throw new Error(`${whole}: not in .env.example`);
      return value;
    },
  );
}

/** The file, or a changed text of it, with `.env.example` and whatever an operator has set besides. */
export const readCompose = (source = composeText, variables: Environment = {}): Mapping =>
  parseYaml(interpolate(source, variables))[0] ?? {};

export const servicesOf = (compose: Mapping): [string, Mapping][] =>
  Object.entries(isMapping(compose.services) ? compose.services : {}).flatMap(([name, service]) =>
    isMapping(service) ? [[name, service]] : [],
  );

/** What a service's process finds in its environment. */
export const environmentOf = (service: Mapping): Environment =>
  Object.fromEntries(Object.entries(at(service, 'environment') ?? {}).map(([key, value]) => [key, String(value)]));

/** The same with secrets that lie in `folder`. */
export const environmentWith = (service: Mapping, folder: string): Environment =>
  withSecrets(environmentOf(service), mountPath, folder);

/** Files that are named and not mounted. */
function mountFaults(name: string, service: Mapping): string[] {
  const mounted = list(service.secrets).map(String);
  return Object.entries(environmentOf(service))
    .filter(([key, value]) => key.endsWith('_FILE') && value !== '' && !mounted.includes(value.replace(mountPath, '')))
    .map(([key]) => `${name}: ${key} is not mounted`);
}

/** What the role of every service that runs an image of ours says, with the secrets in `folder`; empty is good. */
export function roleFaultsIn(compose: Mapping, folder: string): string[] {
  return servicesOf(compose)
    .filter(([, { image }]) => /^visavis(-synthetic)?:/.test(String(image)))
    .flatMap(([name, service]) => {
      const missing = mountFaults(name, service);
      if (missing.length > 0) return missing;
      return roleFaults(String(list(service.command)[0]), environmentWith(service, folder));
    });
}
