/** What gets into a log: listed fields with plain values, and never an error's own words. */
import { readFileSync } from 'node:fs';
import { errorKind, logFields } from '@visavis/runtime';
import { afterEach, expect, it, vi } from 'vitest';
import { linesOf, memoryLog } from './memory-log.ts';

it('drops every field that is not on the list, whatever it is called', () => {
  const { log, text } = memoryLog('debug');
  const careless: object = {
    room: 'abc',
    email: 'kaethe@example.org',
    ticket: 'eyJ',
    err: new Error('Käthe'),
    msg: 'x',
  };
  log.info('seat taken', careless);
  log.child(careless).warn('again', careless);
  expect(text()).not.toMatch(/example\.org|eyJ|Käthe/);
  expect(linesOf(text())).toEqual([
    { level: 30, time: expect.any(String), role: 'test', room: 'abc', msg: 'seat taken' },
    expect.objectContaining({ level: 40, room: 'abc', msg: 'again' }),
  ]);
});

it('drops objects under listed names too', () => {
  const { log, text } = memoryLog('debug');
  const careless: object = { reason: { name: 'Käthe' }, code: ['4829'] };
  log.debug('odd', careless);
  expect(text()).not.toMatch(/Käthe|4829/);
});

afterEach(() => void vi.useRealTimers());

it('says of each line when it was written, to the millisecond, also when the clock is set back', () => {
  vi.useFakeTimers();
  const { log, text } = memoryLog('info');
  const moments = [
    ...['2027-01-15T09:59:59.999Z', '2027-01-15T10:00:00.000Z', '2027-01-15T10:00:00.007Z'],
    ...['2027-01-15T10:00:00.070Z', '2026-12-31T23:59:59.700Z', '2027-01-15T10:00:01.000Z'],
  ];
  for (const moment of moments) {
    vi.setSystemTime(new Date(moment));
    log.info('said');
  }
  expect(linesOf(text()).map(({ time }) => time)).toEqual(moments);
});

it('keeps below its level', () => {
  const { log, text } = memoryLog('warn');
  log.info('quiet');
  log.warn('heard');
  expect(linesOf(text()).map(({ msg }) => msg)).toEqual(['heard']);
});

it('has no field for what identifies a person', () => {
  const forbidden = /address|ip$|name|mail|phone|ticket|token|secret|sdp|candidate|url|link/i;
  expect(logFields.filter((field) => forbidden.test(field))).toEqual([]);
});

it.each([
  [Object.assign(new Error('duplicate key (email)=(kaethe@example.org)'), { code: '23505' }), 'Error:23505'],
  [new TypeError('Käthe is not a function'), 'TypeError'],
  ['Käthe', 'string'],
  [undefined, 'undefined'],
])('tells the kind of an error without its words', (error, kind) => {
  expect(errorKind(error)).toBe(kind);
});

it('knows exactly the fields that README.md explains', () => {
  const readme = readFileSync(new URL('../../services/runtime/README.md', import.meta.url), 'utf8');
  const section = readme.split('## Log\n')[1]?.split('\n## ')[0] ?? '';
  expect([...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual([...logFields]);
});
