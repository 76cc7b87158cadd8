/** What a collector sees of people who come in: that they came, how, what it took, and nothing that names them. */
import { createLog, openTrace } from '@visavis/runtime';
import { expect, test } from 'vitest';
import { otlpSink } from '../support/otlp-sink.ts';
import { bytes, World } from '../support/signalling-world.ts';
import { worlds } from '../support/signalling-worlds.ts';

test.each(worlds)(
  'on $name a hello and a resume are a span each with what they ask of the store, and name nobody',
  async ({ ground }) => {
    const sink = await otlpSink();
    const log = createLog({ level: 'silent', role: 'signalling' });
    const trace = await openTrace({ endpoint: sink.endpoint, ratio: 1, role: 'signalling', log });
    const world = await World.create({ ...(await ground()), deps: { trace } });
    const guest = world.person('guest');
    const ticket = await world.ticket(guest);
    const first = await world.connect();
    first.send({ type: 'hello', version: 1, ticket, incarnation: guest.incarnation });
    const welcome = await first.take('welcome');
    const again = await world.resume(welcome.resume ?? '', guest.incarnation, 1);
    await again.take('welcome');
    const refused = await world.hello({ ...guest, device: bytes(32) }, 0, { iss: 'https://nobody.test' });
    await refused.closed();
    await world.pass(16);
    await world.close();
    await trace.close();
    const spans = sink.spans();
    const hellos = spans.filter(({ name }) => name === 'hello');
    expect(hellos.map(({ fields }) => fields)).toEqual([
      { 'visavis.by': 'ticket', 'visavis.result': 'seated' },
      { 'visavis.by': 'resume', 'visavis.result': 'resumed' },
      { 'visavis.by': 'ticket', 'visavis.result': 'ticket-invalid' },
    ]);
    const asked = (hello: number) =>
      spans.filter(({ parent }) => parent === hellos[hello]?.id).map(({ fields }) => fields['visavis.operation']);
    expect(asked(0)).toEqual(['enter']);
    expect(asked(1)).toEqual(['enter']);
    expect(spans).toHaveLength(hellos.length + asked(0).length + asked(1).length + asked(2).length);
    const { room, incarnation, device } = guest;
    for (const secret of [
      room,
      incarnation,
      device,
      ticket,
      welcome.resume ?? '',
      welcome.connection,
      'Node.js',
      'host.',
    ]) {
      expect(sink.raw()).not.toContain(secret);
    }
    await sink.close();
  },
);
