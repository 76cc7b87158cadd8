/** Frames that no honest browser sends, each with the close code it earns from a seated connection. */
const inc = 'A'.repeat(22);
const relay = { type: 'relay', to: 'guest', n: 1, a: 0, body: 's.AAAA' };
const report = {
  ...{ type: 'setup-report', result: 'talking', path: 'direct', soundMs: 100, pictureMs: 500 },
  ...{ browser: 'firefox', major: 153, device: 'computer' },
};
const callReport = {
  ...{ type: 'call-report', path: 'direct', talkedMinutes: 5, restarts: 0, rebuilds: 0, reconnects: 0, frozenS: 0 },
};
const badReports: [name: string, change: Record<string, unknown>][] = [
  ['with an unknown key', { room: inc }],
  ['with an address', { address: '192.0.2.1' }],
  ['of an exact time', { soundMs: 117 }],
  ['of a time as text', { pictureMs: '500' }],
  ['of an unknown result', { result: 'fine' }],
  ['of an unknown way', { path: 'relay' }],
  ['of a browser in its own words', { browser: 'Mozilla/5.0' }],
  ['of a broken version', { major: 153.1 }],
  ['of a version too high', { major: 1_000 }],
  ['of a version below zero', { major: -1 }],
  ['of an unknown device', { device: 'watch' }],
];
const json = (value: unknown): string => JSON.stringify(value);

export interface BadFrame {
  name: string;
  frame: string | Buffer;
  code: number;
}

const bad = (name: string, frame: string): BadFrame => ({ name, frame, code: 4400 });

export const badFrames: BadFrame[] = [
  bad('nothing', ''),
  bad('a space', ' '),
  bad('no JSON', 'hello'),
  bad('half an object', '{"type":"ping"'),
  bad('two objects', '{"type":"bye"}{"type":"bye"}'),
  bad('an array', '[]'),
  bad('a number', '1'),
  bad('null', 'null'),
  bad('a string', '"bye"'),
  bad('an object without a type', '{}'),
  bad('an unknown type', json({ type: 'shutdown' })),
  bad('a type of the other direction', json({ type: 'welcome' })),
  bad('a type that is no string', json({ type: ['bye'] })),
  bad('a type of the prototype', json({ type: 'constructor' })),
  bad('a key __proto__', '{"type":"bye","__proto__":{"end":true}}'),
  bad('an unknown key', json({ ...relay, extra: 1 })),
  bad('a byte order mark', `\ufeff${json(relay)}`),
  bad('a second hello', json({ type: 'hello', version: 1, ticket: 'a'.repeat(30), incarnation: inc })),
  bad('a hello of version 2', json({ type: 'hello', version: 2, ticket: 'a.b.c'.repeat(9), incarnation: inc })),
  bad(
    'a well-formed second hello',
    json({ type: 'hello', version: 1, ticket: `${'a'.repeat(20)}.b.c`, incarnation: inc }),
  ),
  bad('a resume after hello', json({ type: 'resume', version: 1, resume: `${'a'.repeat(20)}.b.c`, incarnation: inc })),
  bad('a relay to nobody', json({ ...relay, to: 'everybody' })),
  bad('a relay to a desk', json({ ...relay, to: 'desk' })),
  bad('a relay to a list', json({ ...relay, to: ['guest', 'companion'] })),
  bad('a relay with a sender', json({ ...relay, from: 'advisor' })),
  bad('a relay with a room', json({ ...relay, room: inc })),
  bad('a relay number 0', json({ ...relay, n: 0 })),
  bad('a negative relay number', json({ ...relay, n: -1 })),
  bad('a broken relay number', json({ ...relay, n: 1.5 })),
  bad('a relay number as text', json({ ...relay, n: '1' })),
  bad('an unsafe relay number', '{"type":"relay","to":"guest","n":9007199254740993,"a":0,"body":"s.AAAA"}'),
  bad('a relay number with a leading zero', '{"type":"relay","to":"guest","n":01,"a":0,"body":"s.AAAA"}'),
  bad('an infinite relay number', '{"type":"relay","to":"guest","n":1e999,"a":0,"body":"s.AAAA"}'),
  bad('a negative ack', json({ ...relay, a: -1 })),
  bad('a relay without ack', json({ type: 'relay', to: 'guest', n: 1, body: 's.AAAA' })),
  bad('a body that is an object', json({ ...relay, body: { sdp: 'v=0' } })),
  bad('a body without its mark', json({ ...relay, body: 'AAAA' })),
  bad('an empty body', json({ ...relay, body: 's.' })),
  bad('a body with another mark', json({ ...relay, body: 'x.AAAA' })),
  bad('a body with padding', json({ ...relay, body: 's.AAA=' })),
  bad('a body with a quote', json({ ...relay, body: 's.AA"AA' })),
  bad('a body with a line break', json({ ...relay, body: 's.AAAA\n' })),
  bad('a body in letters that look alike', json({ ...relay, body: 's.АААА' })),
  bad('a raw description as body', json({ ...relay, body: 'v=0\r\no=- 0 0 IN IP4 192.0.2.1' })),
  bad('a body above 24 KiB', json({ ...relay, body: `s.${'A'.repeat(24 * 1024)}` })),
  bad('a second body that smuggles', '{"type":"relay","to":"guest","n":1,"a":0,"body":"s.AAAA","body":"<x>"}'),
  bad('text behind the end', `${json(relay)} x`),
  bad('an ack with a body', json({ type: 'ack', to: 'guest', a: 1, body: 's.AAAA' })),
  bad('a ping without its counter', json({ type: 'ping', inCall: false })),
  bad('a ping with a text as flag', json({ type: 'ping', c: 1, inCall: 'yes' })),
  bad('a dismissal of a seat', json({ type: 'dismiss', seat: 'guest' })),
  bad('a dismissal of a short incarnation', json({ type: 'dismiss', incarnation: 'A'.repeat(21) })),
  bad('a goodbye with end false', json({ type: 'bye', end: false })),
  bad('ICE servers for another', json({ type: 'ice-servers', seat: 'guest' })),
  ...badReports.map(([name, change]) => bad(`a report ${name}`, json({ ...report, ...change }))),
  bad('a report of a call with a name', json({ ...callReport, name: 'Erika' })),
  bad('a report of minutes between the steps', json({ ...callReport, talkedMinutes: 7 })),
  bad('a report of broken restarts', json({ ...callReport, restarts: 1.5 })),
  bad('ten thousand brackets', '['.repeat(10_000)),
  { name: 'a frame of more than 32 KiB', frame: `{"type":"${'x'.repeat(33_000)}"}`, code: 1009 },
  { name: 'a binary frame', frame: Buffer.from(json(relay)), code: 1003 },
  { name: 'an empty binary frame', frame: Buffer.alloc(0), code: 1003 },
];
