/** `deploy/compose.yaml`, offline: the Compose specification, what each role would say to its environment, and hardening. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCompose as read, roleFaultsIn, servicesOf, composeText as text } from './compose-file.ts';
import { at, deployFolder, list, type Mapping } from './read-yaml.ts';
import { isPinned, makeSecrets } from './roles.ts';

const schemaFile = join(
  dirname(createRequire(import.meta.url).resolve('dclint/package.json')),
  'schemas/compose.schema.json',
);
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile({
  ...parse(readFileSync(schemaFile, 'utf8')),
  $schema: 'http://json-schema.org/draft-07/schema#',
});
const specificationFaults = (compose: Mapping): string[] =>
  validate(compose) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);

let secrets: string;
beforeAll(() => {
  secrets = makeSecrets();
});
afterAll(() => rmSync(secrets, { recursive: true }));

const environmentFaults = (compose: Mapping): string[] => roleFaultsIn(compose, secrets);

/** None are added; coturn's program carries one as a file capability, without which no kernel executes it. */
const hasItsRights = ({ image, cap_add }: Mapping): boolean =>
  list(cap_add).join() === (/coturn:/.test(String(image)) ? 'NET_BIND_SERVICE' : '');

function hardeningFaults(compose: Mapping): string[] {
  return servicesOf(compose).flatMap(([name, service]) => {
    const is = (holds: boolean, what: string) => (holds ? [] : [`${name}: ${what}`]);
    return [
      ...is(service.read_only === true, 'may write'),
      ...is(list(service.cap_drop).includes('ALL'), 'keeps capabilities'),
      ...is(list(service.security_opt).includes('no-new-privileges:true'), 'may gain privileges'),
      ...is(
        service.privileged === undefined && hasItsRights(service),
        'has more rights, or less than its program needs',
      ),
      ...is(isPinned(String(service.image)), `${service.image} is not a version`),
    ];
  });
}

/** Names that are used and not declared. */
function referenceFaults(compose: Mapping): string[] {
  const declared = (kind: string) => Object.keys(at(compose, kind) ?? {});
  return servicesOf(compose).flatMap(([name, service]) => {
    const used = [
      ...list(service.secrets).map((secret) => ['secrets', String(at(secret, 'source') ?? secret)]),
      ...list(service.volumes).flatMap((volume) =>
        /^[a-z]/.test(String(volume)) ? [['volumes', String(volume).split(':')[0]]] : [],
      ),
      ...Object.keys(at(service, 'depends_on') ?? {}).map((other) => ['services', other]),
    ];
    return used
      .filter(([kind = '', what = '']) => !declared(kind).includes(what))
      .map((pair) => `${name}: ${pair.join(' ')}`);
  });
}

describe('deploy/compose.yaml', () => {
  it.each([
    ['an unknown field', 'restart: unless-stopped', 'restarts: unless-stopped'],
    ['a wrong type', 'internal: true', 'internal: [true]'],
    ['a wrong value', 'condition: service_healthy', 'condition: 7'],
  ])('keeps to the Compose specification, and %s would not', (_title, right, wrong) => {
    expect(specificationFaults(read())).toEqual([]);
    expect(specificationFaults(read(text.replace(right, wrong)))).not.toEqual([]);
  });

  it.each([
    ['a slip of the pen', 'REDIS_URL:', 'REDIS_ULR:'],
    ['a wrong address', 'redis://valkey:6379', 'valkey:6379'],
    ['a key that is missing', /TICKET_ISSUERS: .*/, ''],
    ['a secret that is not mounted', 'secrets: [redis-password, resume-key,', 'secrets: [resume-key,'],
    ['half of what TLS needs', "TURN_TLS_PORT: '5349'", ''],
    ['a role that is none', 'command: [appointments]', 'command: [calendar]'],
    ['a key of the caller that is not mounted', 'secrets: [synthetic-key]', 'secrets: [turn-secret]'],
    ['a path that the caller does not know', 'METRICS_HOST: 0.0.0.0\n    secrets', 'SYNTHETIC_PATHS: all\n    secrets'],
  ])('gives every role what it asks for, and %s would be found', (_title, right, wrong) => {
    expect(environmentFaults(read())).toEqual([]);
    expect(environmentFaults(read(text.replace(right, wrong)))).not.toEqual([]);
  });

  it.each([
    ['a tag that moves', 'postgres:17.11-bookworm', 'postgres:latest'],
    ['a tag of a series', 'haproxy:3.2.22', 'haproxy:3.2-alpine'],
    ['a root that can be written', 'read_only: true', 'read_only: false'],
    ['capabilities', 'cap_drop: [ALL]', 'cap_drop: [NET_RAW]'],
    ['a coturn that no kernel starts', 'cap_add: [NET_BIND_SERVICE]', 'cap_add: []'],
    ['a coturn with more rights', 'cap_add: [NET_BIND_SERVICE]', 'cap_add: [NET_BIND_SERVICE, NET_ADMIN]'],
    ['a right for others', 'user: postgres', 'user: postgres\n    cap_add: [NET_BIND_SERVICE]'],
  ])('is hardened and pinned, and %s would be found', (_title, right, wrong) => {
    expect(hardeningFaults(read())).toEqual([]);
    expect(hardeningFaults(read(text.replace(right, wrong)))).not.toEqual([]);
  });

  it.each([
    ['secret', 'secrets: [postgres-password]', 'secrets: [postgres]'],
    ['volume', "volumes: ['database:/var", "volumes: ['data:/var"],
  ])('declares every name that it uses, and a missing %s would be found', (_title, right, wrong) => {
    expect(referenceFaults(read())).toEqual([]);
    expect(referenceFaults(read(text.replace(right, wrong)))).not.toEqual([]);
  });

  it('mounts only secrets that make-secrets.sh makes, or an operator brings; those of an exchange are empty', () => {
    const files = Object.values(at(read(), 'secrets') ?? {}).map((secret) => String(at(secret, 'file')));
    const texts = files.map((file) => ({ file, text: readFileSync(file.replace('./secrets', secrets), 'utf8') }));
    for (const { file, text: found } of texts) expect(found === '').toBe(file.endsWith('-previous'));
    expect(texts.filter(({ text: found }) => found === '')).toHaveLength(4);
  });

  it('starts the caller only where it is asked for, and gives browsers a place to write', () => {
    const caller = Object.fromEntries(servicesOf(read())).synthetic;
    expect(caller).toMatchObject({ profiles: ['synthetic'], image: expect.stringMatching(/^visavis-synthetic:/) });
    expect(at(caller, 'build', 'target')).toBe('synthetic');
    expect(list(at(caller, 'tmpfs')).map((mount) => String(mount).split(':')[0])).toEqual(['/tmp']);
  });

  it('keeps secrets that are there, and hides them from everybody but their folder’s owner', () => {
    const before = readFileSync(join(secrets, 'data-key'), 'utf8');
    execFileSync(join(deployFolder, 'make-secrets.sh'), [secrets], { stdio: 'ignore' });
    expect(readFileSync(join(secrets, 'data-key'), 'utf8')).toBe(before);
    expect(before).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(readFileSync(join(secrets, 'code-pepper'), 'utf8')).not.toBe(before);
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    expect(statSync(join(secrets, 'data-key')).mode & 0o777).toBe(0o444);
  });

  it('has every server that haproxy.cfg names, at addresses that the proxy may believe', () => {
    const servers = [...readFileSync(`${deployFolder}haproxy.cfg`, 'utf8').matchAll(/^ +server \S+ ([\w-]+):(\d+)/gm)];
    const services = Object.fromEntries(servicesOf(read()));
    expect(servers.map(([, host]) => host)).toEqual(['signalling-1', 'signalling-2', 'appointments-1']);
    for (const [, host = '', port] of servers) {
      expect(services[host]).toBeDefined();
      expect(port).toBe('3000');
    }
    const proxy = at(services.proxy, 'networks', 'front', 'ipv4_address');
    expect(at(services['signalling-1'], 'environment', 'TRUSTED_PROXIES')).toBe(`${proxy}/32`);
  });
});
