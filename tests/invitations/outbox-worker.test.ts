/** The worker of the outbox, on both databases. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InvitationFacts } from '../../services/appointments/invitations/facts.ts';
import { MailError } from '../../services/appointments/invitations/mailer.ts';
import { giveUpAfterMs, leaseMs } from '../../services/appointments/invitations/outbox-step.ts';
import type { OutboxWorker } from '../../services/appointments/invitations/outbox-worker.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../support/appointments-app.ts';
import { createOutboxBench, gate, type OutboxBench } from '../support/outbox-bench.ts';

const minute = 60_000;
const hour = 60 * minute;
const later = (facts: InvitationFacts, changes: Partial<InvitationFacts>): InvitationFacts => ({
  ...facts,
  issuedAtMs: facts.issuedAtMs + 1,
  ...changes,
});
const temporary = () => {
  throw new MailError('temporary', '451');
};
const permanent = () => {
  throw new MailError('permanent', '550');
};

describe.each(databaseKinds)('the outbox on %s', (kind) => {
  let test: TestDatabase;
  let bench: OutboxBench;
  const workers: OutboxWorker[] = [];
  beforeAll(async () => {
    test = await openTestDatabase(kind);
  }, 120_000);
  afterAll(() => test?.close());
  beforeEach(async () => {
    await test.reset();
    bench = createOutboxBench(test.database);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
  });
  const work = () => {
    const worker = bench.worker();
    workers.push(worker);
    return worker;
  };
  const queued = async (): Promise<InvitationFacts> => {
    const facts = await bench.appointment();
    await bench.queue(facts);
    return facts;
  };
  const drainAfter = async (worker: OutboxWorker, ms: number) => {
    bench.clock.advance(ms);
    await worker.drain();
  };

  it('sends a queued mail once, notes it and erases its content', async () => {
    const facts = await queued();
    const worker = work();
    await worker.drain();
    await drainAfter(worker, 2 * hour);
    expect(bench.mailer.sent.map(({ to }) => to.address)).toEqual(['grete@example.org']);
    expect(bench.mailer.sent[0]?.text).toContain(facts.joinLink);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'sent', erased: true, attempts: 1, reason: null }]);
  });

  it('sends every mail once with two workers at it', async () => {
    for (let index = 0; index < 12; index++) await queued();
    const [one, two] = [work(), work()];
    await Promise.all([one.drain(), two.drain(), one.drain()]);
    const ids = bench.mailer.sent.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
  });

  it('looks by itself every 15 seconds', async () => {
    const worker = work();
    await queued();
    const door = gate();
    bench.mailer.answer(door.pass);
    bench.clock.advance(15_000);
    await door.arrived;
    door.open();
    await worker.drain();
    expect(bench.mailer.sent).toHaveLength(1);
  });

  it('tries again after a minute, then two, with the same Message-ID', async () => {
    const facts = await queued();
    const tried: string[] = [];
    bench.mailer.answer(({ messageId }) => {
      tried.push(messageId);
      if (tried.length < 3) temporary();
    });
    const worker = work();
    await worker.drain();
    await drainAfter(worker, minute - 1);
    expect(tried).toHaveLength(1);
    await drainAfter(worker, 1);
    await drainAfter(worker, 2 * minute - 1);
    expect(tried).toHaveLength(2);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'waiting', erased: false, attempts: 2, reason: '451' }]);
    await drainAfter(worker, 1);
    expect(tried).toHaveLength(3);
    expect(new Set(tried).size).toBe(1);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'sent', erased: true }]);
  });

  it('stops at once when the mail will never be taken', async () => {
    const facts = await queued();
    bench.mailer.answer(permanent);
    const worker = work();
    await worker.drain();
    await drainAfter(worker, hour);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'failed', erased: true, attempts: 1, reason: '550' }]);
  });

  it('gives up a day after the mail was made', async () => {
    const facts = await bench.appointment(3 * giveUpAfterMs);
    await bench.queue(facts);
    bench.mailer.answer(temporary);
    const worker = work();
    for (let at = 0; at < giveUpAfterMs - hour; at += hour) await drainAfter(worker, hour);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'waiting' }]);
    await drainAfter(worker, hour);
    await drainAfter(worker, hour);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'failed', erased: true, reason: '451' }]);
  });

  it('does not send what is over, and erases it', async () => {
    const facts = await queued();
    await drainAfter(work(), 2 * hour);
    expect(bench.mailer.sent).toEqual([]);
    expect(await bench.rows(facts)).toMatchObject([{ state: 'failed', erased: true, reason: 'over' }]);
  });

  it('leaves a mail to the worker that has it, until its lease ends', async () => {
    const facts = await queued();
    const door = gate();
    bench.mailer.answer(door.pass);
    const dead = work();
    const stuck = dead.drain();
    await door.arrived;
    bench.mailer.answer(() => undefined);
    const heir = work();
    await drainAfter(heir, leaseMs - 1);
    expect(bench.mailer.sent).toHaveLength(0);
    await drainAfter(heir, 1);
    expect(bench.mailer.sent).toHaveLength(1);
    door.open();
    await stuck;
    expect(await bench.rows(facts)).toMatchObject([{ state: 'sent', attempts: 2, reason: null }]);
  });

  it('does not listen to a worker whose lease is over', async () => {
    const facts = await queued();
    const door = gate();
    bench.mailer.answer(async () => {
      await door.pass();
      permanent();
    });
    const stuck = work().drain();
    await door.arrived;
    bench.mailer.answer(temporary);
    await drainAfter(work(), leaseMs);
    door.open();
    await stuck;
    expect(await bench.rows(facts)).toMatchObject([{ state: 'waiting', erased: false, attempts: 2, reason: '451' }]);
  });

  it('tells the newest only, and all of it, after an outage', async () => {
    const facts = await queued();
    bench.mailer.answer(temporary);
    const worker = work();
    await worker.drain();
    const moved = later(facts, {
      kind: 'move',
      sequence: 1,
      movedFromMs: facts.startsAtMs,
      startsAtMs: facts.startsAtMs + hour,
    });
    await bench.queue(moved);
    bench.mailer.answer(() => undefined);
    await drainAfter(worker, 5 * minute);
    expect(bench.mailer.sent.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Ihr Videotermin am/)]);
    expect(bench.mailer.sent[0]?.calendar?.content).toContain('SEQUENCE:1');
    expect(await bench.rows(facts)).toMatchObject([
      { state: 'sent', erased: true },
      { state: 'sent', erased: true },
    ]);
  });

  it('keeps the mails of one appointment in order while one is underway', async () => {
    const facts = await queued();
    const door = gate();
    bench.mailer.answer(door.pass);
    const [one, two] = [work(), work()];
    const first = one.drain();
    await door.arrived;
    bench.clock.advance(1);
    await bench.queue(later(facts, { kind: 'cancel', sequence: 1, joinLink: null }));
    await two.drain();
    expect(bench.mailer.sent).toHaveLength(0);
    door.open();
    await first;
    await two.drain();
    expect(bench.mailer.sent.map(({ calendar }) => calendar?.method)).toEqual(['REQUEST', 'CANCEL']);
  });

  it('does not let one bad mail hold up the others', async () => {
    const bad = await queued();
    await bench.spoil(bad);
    const good = await queued();
    await work().drain();
    expect(await bench.rows(bad)).toMatchObject([{ state: 'failed', erased: true, reason: 'unreadable' }]);
    expect(await bench.rows(good)).toMatchObject([{ state: 'sent' }]);
  });

  it('finishes what it is sending before it is closed, and then sends no more', async () => {
    await queued();
    const door = gate();
    bench.mailer.answer(door.pass);
    const worker = work();
    worker.kick();
    await door.arrived;
    const closing = worker.close();
    await queued();
    door.open();
    await closing;
    expect(bench.lines.join('')).toContain('mail sent');
    await Promise.all([worker.close(), worker.drain()]);
    expect(bench.mailer.sent).toHaveLength(1);
  });

  it('logs and counts what happened without saying to whom', async () => {
    await queued();
    bench.mailer.answer(temporary);
    const worker = work();
    await worker.drain();
    expect(await bench.metrics()).toMatch(/^visavis_appointments_mails_waiting 1$/m);
    bench.mailer.answer(() => undefined);
    await drainAfter(worker, minute);
    const metrics = await bench.metrics();
    expect(metrics).toMatch(/^visavis_appointments_mails_total\{kind="invite",outcome="postponed"\} 1$/m);
    expect(metrics).toMatch(/^visavis_appointments_mails_total\{kind="invite",outcome="sent"\} 1$/m);
    expect(metrics).toMatch(/^visavis_appointments_mails_waiting 0$/m);
    expect(metrics).toMatch(/^visavis_appointments_mail_delay_seconds_sum 60$/m);
    const log = bench.lines.join('');
    expect(log).toContain('mail postponed');
    expect(log).toContain('mail sent');
    expect(log).not.toMatch(/grete|lüders|example|berger|4829|4711|\/j#/i);
  });
});
