/** A call on doubles: who gets into the room, how they come back, and in which seal they speak. */
import { Incarnation, VisavisError } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compareWords, makeWorld, phases, talking } from './world.ts';

describe('the way in', () => {
  it('is refused for good with the code that the page has words for', async () => {
    const world = makeWorld();
    world.refusals.set('guest', new VisavisError('not-admitted'));
    const guest = world.join('guest');
    await world.pass(100);
    expect(guest.call.view).toMatchObject({
      phase: 'refused',
      refusal: { code: 'not-admitted' },
      signalling: 'closed',
    });
  });

  it('is tried again when the service is only busy', async () => {
    const world = makeWorld();
    world.refusals.set('guest', new VisavisError('too-many', 'busy', { retryAfterMs: 4_000 }));
    const guest = world.join('guest');
    await world.pass(3_900);
    world.refusals.clear();
    expect(guest.call.view.phase).toBe('joining');
    await world.pass(1_000);
    expect(guest.call.view.phase).toBe('waiting');
  });

  it('asks for one new ticket when the first is refused, and for no third', async () => {
    const world = makeWorld();
    const asked: string[] = [];
    const admit = async (incarnation: string) => {
      asked.push(incarnation);
      return { ...(await world.admit('guest', true, incarnation)), ticket: 'not.a.ticket' };
    };
    const guest = world.join('guest', { admit });
    await world.pass(500);
    expect(asked).toHaveLength(2);
    expect(guest.call.view).toMatchObject({ phase: 'refused', refusal: { code: 'ticket-invalid' } });
  });

  it('is that of the incarnation whose ticket a page has in hand', async () => {
    const world = makeWorld();
    const incarnation = v.parse(Incarnation, 'H'.repeat(22).replace(/.$/, 'A'));
    const inHand = await world.admit('guest', true, incarnation);
    const asked: string[] = [];
    const admit = async (whose: string) => {
      asked.push(whose);
      return inHand;
    };
    const guest = world.join('guest', { admit, incarnation });
    await world.pass(500);
    expect(asked).toEqual([incarnation]);
    expect(guest.call.view.phase).toBe('waiting');
  });

  it('takes a new ticket when the token for coming back is refused', async () => {
    const { guest, advisor, pass, pod } = await talking();
    pod.forgetTokens();
    pod.cut('guest');
    await pass(2_000);
    expect(guest.call.view).toMatchObject({ phase: 'talking', signalling: 'open' });
    expect(phases(advisor)).toEqual(['talking']);
  });

  it('takes no ticket for another seal, and keeps the conversation it has', async () => {
    const world = makeWorld();
    let sealed = true;
    const admit = (incarnation: string) => world.admit('guest', sealed, incarnation);
    const both = await talking(world, { guest: { admit } });
    sealed = false;
    world.pod.forgetTokens();
    world.pod.cut('guest');
    await world.pass(3_000);
    expect(both.guest.call.view).toMatchObject({ phase: 'talking', signalling: 'closed', proof: 'sealed' });
  });

  it('moves to another pod while the first drains, without a gap', async () => {
    const { guest, advisor, pass, pod } = await talking();
    pod.drain('guest', 1_000);
    await pass(2_000);
    expect(guest.call.view).toMatchObject({ signalling: 'open', details: { reconnects: 0 } });
    expect(advisor.call.view.peer?.present).toBe(true);
    pod.cut('guest');
    await pass(2_000);
    expect(guest.call.view.signalling).toBe('open');
  });

  it('ends when the room is over', async () => {
    const { guest, pass, pod } = await talking();
    pod.cut('guest', 4410);
    await pass(100);
    expect(guest.call.view.end?.reason).toBe('room-over');
    expect(guest.call.view.end?.talkedMs).toBeGreaterThan(0);
  });
});

describe('with and without the secret of the link', () => {
  it('two people without it talk over an open line as soon as they have compared the words', async () => {
    const world = makeWorld();
    const advisor = world.join('advisor', { sealed: false });
    const guest = world.join('guest', { sealed: false });
    await world.pass(500);
    advisor.call.start();
    guest.call.start();
    await world.pass(500);
    expect(phases(advisor, guest)).toEqual(['starting', 'starting']);
    compareWords(advisor, guest);
    await world.pass(500);
    expect(phases(advisor, guest)).toEqual(['talking', 'talking']);
    expect(guest.call.view.proof).toBe('open');
  });

  it('one who has it hears nothing from one who has not, and is told so', async () => {
    const world = makeWorld();
    const advisor = world.join('advisor');
    const guest = world.join('guest', { linkSecret: undefined });
    await world.pass(1_500);
    expect(advisor.call.view).toMatchObject({ peerUnsealed: true, proof: 'sealed', transport: 'connecting' });
    expect(advisor.call.view.peer?.name).toBeUndefined();
    expect(advisor.call.view.details.dropped).toBeGreaterThan(0);
    expect(guest.call.view).toMatchObject({ proof: 'open', peerUnsealed: false, transport: 'none' });
  });
});
