/** Two handshakes with real cryptography on a line that a test holds: what they agree on, and how long it takes. */
import { type PeerId, type RoomId, toBase64url } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import type { HandshakeMessage } from '../../clients/call/handshake.ts';
import { type Bound, RunningHandshake } from '../../clients/call/handshake-run.ts';
import { sha256 } from '../../clients/call/hkdf.ts';
import type { Role } from '../../clients/call/roles.ts';
import { manualClock } from '../../services/runtime/clock.ts';

const { subtle } = crypto;
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const ders = { initiator: randomBytes(300), responder: randomBytes(300) };
const hex = async (der: Uint8Array<ArrayBuffer>) => Buffer.from(await sha256(subtle, der)).toString('hex');
const prints = { initiator: await hex(ders.initiator), responder: await hex(ders.responder) };
const other = { initiator: 'responder', responder: 'initiator' } as const;

type Sides = Partial<Record<Role, RunningHandshake>>;

interface Change {
  /** Just before a side proves the line. */
  atBind?: (role: Role, now: Sides) => void;
  mode?: Partial<Record<Role, 0 | 1>>;
  certificates?: (role: Role) => Uint8Array[];
  carry?: (message: HandshakeMessage, from: Role, sides: Sides) => HandshakeMessage[];
  fingerprint?: undefined;
}

/** Both ends, everything carried at once; resolves when both are bound or one has failed. */
async function meet(change: Change = {}) {
  const clock = manualClock();
  const sides: Sides = {};
  const bound: Partial<Record<Role, Bound>> = {};
  const expected: Partial<Record<Role, string>> = {};
  const faults: string[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const make = (role: Role) =>
    new RunningHandshake(
      {
        role,
        room: toBase64url(new Uint8Array(16)) as RoomId,
        pid: toBase64url(new Uint8Array(8)) as PeerId,
        mode: change.mode?.[role] ?? 1,
        seats: { initiator: 'advisor', responder: 'guest' },
        fingerprint: 'fingerprint' in change ? undefined : prints[role],
        subtle,
        randomBytes,
        clock,
      },
      {
        say(message) {
          const carried = change.carry?.(message, role, sides) ?? [message];
          for (const arriving of carried) sides[other[role]]?.handleMessage(arriving);
        },
        sendBind(tag) {
          change.atBind?.(role, sides);
          sides[other[role]]?.handleBind(tag);
        },
        certificates: () => change.certificates?.(role) ?? [ders[other[role]]],
        expected: (fingerprint) => void Object.assign(expected, { [role]: fingerprint }),
        bound(result) {
          bound[role] = result;
          if (bound[other[role]]) finish();
        },
        failed(fault) {
          faults.push(`${role} ${fault}`);
          finish();
        },
        refused: () => faults.push(`${role} refused`),
      },
    );
  for (const role of ['initiator', 'responder'] as const) sides[role] = make(role);
  for (const side of Object.values(sides)) side.handleLineOpen();
  await finished;
  return { bound, expected, faults, sides };
}

/** Hands over one kind of message with another value. */
const changed =
  (kind: HandshakeMessage['kind'], value: object): Change['carry'] =>
  (message) => [message.kind === kind ? { ...message, ...value } : message];

describe('two handshakes', () => {
  it('agree on keys, transcript and words, and name each other’s certificate', async () => {
    const { bound, expected, faults } = await meet();
    const { initiator, responder } = bound;
    expect(faults).toEqual([]);
    expect(initiator).toMatchObject({ role: 'initiator', fingerprint: prints.responder, sas: responder?.sas });
    expect(responder).toMatchObject({ role: 'responder', fingerprint: prints.initiator });
    expect([initiator?.rk0, initiator?.th]).toEqual([responder?.rk0, responder?.th]);
    expect(initiator?.rk0).toHaveLength(32);
    expect(expected).toEqual({ initiator: prints.responder, responder: prints.initiator });
  });

  it('have other keys and words every time', async () => {
    const [one, two] = [await meet(), await meet()];
    expect(one.bound.initiator?.rk0).not.toEqual(two.bound.initiator?.rk0);
    expect(one.bound.initiator?.sas).not.toEqual(two.bound.initiator?.sas);
  });

  it.each<[string, Change, string]>([
    ['one side means a sealed line and the other does not', { mode: { initiator: 0 } }, 'tag'],
    ['another tag is handed to the responder', { carry: changed('confirm', { tag: 'B'.repeat(43) }) }, 'tag'],
    ['a key of zeros is handed to the responder', { carry: changed('share', { e: 'A'.repeat(43) }) }, 'secret'],
    ['another promise is handed over', { carry: changed('commit', { c: 'B'.repeat(43) }) }, 'commitment'],
    ['a second transport ends elsewhere', { certificates: (role) => [ders[other[role]], ders[role]] }, 'certificate'],
    ['one transport has no certificate', { certificates: () => [new Uint8Array()] }, 'certificate'],
    ['the own certificate has no fingerprint', { fingerprint: undefined }, 'secret'],
  ])('fail when %s', async (_name, change, fault) => {
    const { bound, faults } = await meet(change);
    expect(faults.map((said) => said.split(' ')[1])).toContain(fault);
    expect(bound).toEqual({});
  });

  it('hold where the browser shows no certificates, by the gate and the proof alone', async () => {
    const { bound } = await meet({ certificates: () => [] });
    expect(Object.keys(bound)).toHaveLength(2);
  });

  it('say that they are halfway once the other side can know the words, and no longer when it has shown itself', async () => {
    const halfway: Record<string, boolean> = {};
    const note = (sides: Sides, kind: string) => {
      for (const role of ['initiator', 'responder'] as const)
        halfway[`${role} ${kind}`] = sides[role]?.isHalfway ?? false;
    };
    const carry: Change['carry'] = (message, _from, now) => {
      note(now, message.kind);
      return [message];
    };
    const { sides } = await meet({ carry });
    expect(halfway).toMatchObject({
      ...{ 'initiator commit': false, 'responder share': false },
      ...{ 'initiator reveal': true, 'responder confirm': true },
    });
    expect([sides.initiator?.isHalfway, sides.responder?.isHalfway]).toEqual([false, false]);
  });

  it('say that they agree until the line is proven, while the other side knows the words and nobody is to blame', async () => {
    const agreed: boolean[] = [];
    const { sides } = await meet({ atBind: (role, now) => agreed.push(now[role]?.isAgreed ?? false) });
    expect(agreed).toEqual([true, true]);
    expect([sides.initiator?.isAgreed, sides.responder?.isAgreed]).toEqual([false, false]);
  });

  it('say that they agree while the initiator still derives what the other side knows already', async () => {
    let whileDeriving: boolean | undefined;
    const carry: Change['carry'] = (message, _from, now) => {
      const look = async () => {
        // Cryptography takes turns of the event loop, these do not.
        for (let turns = 0; turns < 5; turns++) await undefined;
        whileDeriving = now.initiator?.isAgreed;
      };
      if (message.kind === 'reveal') void look();
      return [message];
    };
    await meet({ carry });
    expect(whileDeriving).toBe(true);
  });

  it('count repeated messages and hold', async () => {
    const { bound, faults } = await meet({ carry: (message) => [message, message] });
    expect(Object.keys(bound)).toHaveLength(2);
    expect([...faults].sort()).toEqual([
      'initiator refused',
      'initiator refused',
      'responder refused',
      'responder refused',
    ]);
  });
});
