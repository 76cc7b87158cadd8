/** What no log may hold: anything of a person, a link, a code, a ticket, a description of a line, an address. */
import { simpleParser } from 'mailparser';
import type { System } from './system.ts';

const patterns: [string, RegExp][] = [
  ['a token', /eyJ[A-Za-z0-9_-]{10,}/],
  ['SDP', /\bv=0|a=(ice|fingerprint|candidate|setup)/],
  ['a candidate', /candidate:|typ (host|srflx|relay)/],
  ['an IPv4 address', /(?<![\d.])(?!127\.0\.0\.1)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])/],
  ['an e-mail address', /[\w.+-]+@[\w-]+\.[a-z]{2,}/i],
  ['a sign-in token', /sign-in=/],
  ['a sealed body', /"[sp]\.[A-Za-z0-9_-]{20,}"/],
];

/** Everything that the mails so far told their readers: link, secret, code, number, name. */
async function secretsOf(system: System): Promise<string[]> {
  const secrets: string[] = [];
  for (const raw of await system.mails()) {
    const { text = '', to } = await simpleParser(raw);
    for (const list of Array.isArray(to) ? to : to ? [to] : []) secrets.push(...list.value.map(({ name }) => name));
    for (const [, fragment = ''] of text.matchAll(/\/j#([\w.-]+)/g)) secrets.push(...fragment.split('.'));
  }
  return secrets.filter((secret) => secret.length > 5);
}

/** Names what was found in the log, with the line. */
export async function leaksOf(system: System): Promise<string[]> {
  const secrets = await secretsOf(system);
  return system
    .log()
    .split('\n')
    .flatMap((line) => [
      ...patterns.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${what}: ${line}`),
      ...secrets.filter((secret) => line.includes(secret)).map((secret) => `${secret}: ${line}`),
    ]);
}
