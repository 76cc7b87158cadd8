/** What stands beside the pair of two: nothing is loaded for them, nothing is lost for a third one, and nobody says what is not theirs to say. */
import type { Incarnation, LinkSecret, PeerMessage, RoomSeat } from '@visavis/shared';
import { expect, it } from 'vitest';
import type { CompanyFacts, CompanyMessage, MeetThird, ThirdPerson } from '../../clients/call/company-face.ts';
import { inCompany } from '../../clients/call/pair-company.ts';
import type { CreateOpposites, Opposite, Opposites, PairEvents, PairOptions } from '../../clients/call/pair-face.ts';
import { noProof } from '../../clients/call/proof-view.ts';

const companion = 'c' as Incarnation;
const rest = () => new Promise<void>((resolve) => setImmediate(resolve));
const joined = { type: 'peer', event: 'joined', seat: 'companion', incarnation: companion } as const;

/** A page in a seat, whose pair and third person only write down what they are told. */
function pageOf(seat: RoomSeat, change: { linkSecret?: LinkSecret | undefined; failures?: number } = {}) {
  const diary: string[] = [];
  const noting = <T extends object>(who: string, answers: Partial<T> = {}): T =>
    new Proxy(answers, {
      get: (known, name) =>
        Reflect.get(known, name) ??
        ((value: unknown) => void diary.push(`${who} ${String(name)} ${JSON.stringify(value)}`)),
    }) as T;
  let facts: CompanyFacts | undefined;
  let tell: PairEvents | undefined;
  let loads = 0;
  const meet: MeetThird = (_parts, first) => {
    facts = first;
    return noting<ThirdPerson>('third', {
      know: (next) => {
        facts = next;
      },
      leave: async () => {},
    });
  };
  const load = async () => {
    if (loads++ < (change.failures ?? 0)) throw new Error('offline');
    return meet;
  };
  const create = (_options: PairOptions, events: PairEvents): Opposite => {
    tell = events;
    return noting<Opposite>('main');
  };
  const options = { self: { seat, incarnation: 'self' }, linkSecret: 'k', ...change } as unknown as PairOptions;
  const events = noting<Parameters<CreateOpposites>[1]>('call');
  const page: Opposites = inCompany(create, load)(options, events);
  return {
    page,
    diary,
    facts: () => facts,
    loads: () => loads,
    hear: (message: CompanyMessage) => tell?.company?.(message),
    prove: (state: 'checked' | 'unchecked') => tell?.proof({ ...noProof, state }),
  };
}

it('loads nothing for two, and asks again for what it could not get', async () => {
  const { page, loads, facts } = pageOf('advisor', { failures: 1 });
  page.meet({ seat: 'guest', incarnation: 'g' as Incarnation }, true);
  page.handleRoom({ type: 'peer', event: 'joined', seat: 'guest', incarnation: 'g' as Incarnation });
  page.say({ kind: 'ready', ready: true });
  await rest();
  expect(loads()).toBe(0);
  page.handleRoom(joined);
  await rest();
  expect([loads(), facts()]).toEqual([1, undefined]);
  page.handleRoom({ type: 'ack', from: 'companion', a: 1 });
  await rest();
  expect([loads(), facts()?.there]).toEqual([2, companion]);
});

it('tells a third one who comes late all that is true, and what was expected', async () => {
  const { page, facts, diary, prove } = pageOf('advisor');
  page.accompany({ type: 'expect', invited: undefined });
  page.meet({ seat: 'guest', incarnation: 'g' as Incarnation }, false);
  page.say({ kind: 'ready', ready: true });
  page.setReachableByPod(true, true);
  prove('checked');
  page.handleRoom(joined);
  await rest();
  const main = { incarnation: 'g', isProven: true };
  expect(facts()).toMatchObject({ isReady: true, isLeaving: false, isOpen: true, there: companion, main });
  expect(diary).toContain('third accompany {"type":"expect"}');
  page.say({ kind: 'leave', reason: 'hanging-up' });
  expect(facts()?.isLeaving).toBe(true);
  page.say({ kind: 'leave', reason: 'undone' });
  expect(facts()?.isLeaving).toBe(false);
});

it('takes no line for proven that no link seals', async () => {
  const { page, facts, prove } = pageOf('advisor', { linkSecret: undefined });
  page.meet({ seat: 'guest', incarnation: 'g' as Incarnation }, false);
  prove('checked');
  page.handleRoom(joined);
  await rest();
  expect(facts()?.main).toEqual({ incarnation: 'g', isProven: false });
});

it('keeps no more of what comes from an unknown companion than it can hand on', async () => {
  const { page, diary } = pageOf('guest');
  for (let a = 1; a <= 500; a++) page.handleRoom({ type: 'ack', from: 'companion', a });
  await rest();
  expect(diary.filter((line) => line.startsWith('third handleFrame'))).toHaveLength(64);
});

const messages: Record<CompanyMessage['kind'], CompanyMessage> = {
  introduce: {
    kind: 'introduce',
    seat: 'companion',
    incarnation: companion,
    name: 'A',
    as: 'carer',
    secret: 'k2' as LinkSecret,
  },
  agree: { kind: 'agree', incarnation: companion, agreed: true },
  admit: { kind: 'admit', as: 'carer', standing: 'agreed' },
};

it.each([
  ['advisor', ['agree']],
  ['guest', ['introduce', 'agree']],
  ['companion', ['admit']],
] as [RoomSeat, PeerMessage['kind'][]][])(
  'lets the page of the %s hear what is meant for it alone: %s',
  async (seat, heard) => {
    const { hear, diary } = pageOf(seat);
    for (const message of Object.values(messages)) hear(message);
    await rest();
    const kinds = Object.keys(messages).filter((kind) =>
      diary.some((line) => line.startsWith(`third hear {"kind":"${kind}"`)),
    );
    expect(kinds).toEqual(heard);
    expect(diary.filter((line) => line === 'call refused "content"')).toHaveLength(3 - heard.length);
  },
);

it.each(['introduce', 'agree'] as const)('hears no %s over a line that no link seals', async (kind) => {
  const { hear, diary } = pageOf('guest', { linkSecret: undefined });
  hear(messages[kind]);
  await rest();
  expect(diary).toEqual(['call refused "content"']);
});

it('stops whatever is shown after the end', async () => {
  const { page } = pageOf('guest');
  page.close();
  let stopped = 0;
  const picture = Object.assign(new EventTarget(), { readyState: 'live', stop: () => void stopped++ });
  page.share({ kind: 'window', picture: picture as unknown as MediaStreamTrack, sound: undefined });
  expect(stopped).toBe(1);
});
