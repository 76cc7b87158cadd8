/** The document of the protocol says what the code does: every example parses, every table agrees. */
import { readFileSync } from 'node:fs';
import {
  BrowserMessage,
  closeCodes,
  limits,
  PeerMessage,
  PodMessage,
  parseBrowserMessage,
  parsePeerMessage,
  parsePodMessage,
  ResumeClaims,
  TicketClaims,
} from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { LineFrame, parseChannelFrame } from '../../clients/call/channel-frames.ts';
import { protocolSchema } from '../../scripts/protocol-schema.ts';

const document = readFileSync(new URL('../../shared/PROTOCOL.md', import.meta.url), 'utf8');
const examples = [...document.matchAll(/```json (\w+)\n([\s\S]+?)\n```/g)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}));
const claims = (schema: v.GenericSchema) => (text: string) => v.safeParse(schema, JSON.parse(text)).success;
const accepts: Record<string, (text: string) => boolean> = {
  browser: (text) => parseBrowserMessage(text).ok,
  pod: (text) => parsePodMessage(text).ok,
  peer: (text) => parsePeerMessage(text) !== undefined,
  channel: (text) => parseChannelFrame(text) !== undefined,
  ticket: claims(TicketClaims),
  resume: claims(ResumeClaims),
};

/** Rows of the table under a heading, cells trimmed and without back ticks. */
function table(heading: string): string[][] {
  const section = document.split(`### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

const kindsOf = (
  schema: { options: readonly { entries: Record<string, unknown> }[] },
  key: 'type' | 'kind',
): string[] => schema.options.map(({ entries }) => (entries[key] as { literal: string }).literal);

test.each(examples)('the example of a $kind message is valid: $text', ({ kind, text }) => {
  expect(accepts[kind]?.(text)).toBe(true);
});

test.each(examples)('the example of a $kind message is refused with one unknown key more', ({ kind, text }) => {
  if (kind === 'ticket' || kind === 'resume') return;
  expect(accepts[kind]?.(text.replace('{', '{"surprise":1,'))).toBe(false);
});

describe('there is an example of every message', () => {
  const shown = (kind: string, key: 'type' | 'kind') =>
    new Set(examples.filter((example) => example.kind === kind).map(({ text }) => JSON.parse(text)[key]));
  test.each([
    ['browser', 'type', kindsOf(BrowserMessage, 'type')],
    ['pod', 'type', kindsOf(PodMessage, 'type')],
    ['peer', 'kind', kindsOf(PeerMessage, 'kind')],
    ['channel', 'type', kindsOf(LineFrame, 'type')],
  ] as const)('%s', (kind, key, kinds) => {
    expect([...shown(kind, key)].sort()).toEqual([...kinds].sort());
  });
});

test('the table of close codes is the code’s', () => {
  const expected = Object.entries(closeCodes).map(([code, { name, retry }]) => [code, name, retry]);
  expect(table('Close codes')).toEqual(expected);
});

test('the table of limits is the code’s', () => {
  const expected = Object.entries(limits).map(([name, value]) => [name, String(value)]);
  expect(table('Limits').map(([name, value]) => [name, value])).toEqual(expected);
});

test('the committed JSON Schema is the one the schemas yield', () => {
  const committed = readFileSync(new URL('../../shared/protocol.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(protocolSchema()));
});
