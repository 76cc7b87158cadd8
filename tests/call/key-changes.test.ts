/** Real keys on both sides of a line: they agree, heal, cannot be meddled with, and old ones are gone from memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PeerId } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { KeyChanges, type RotateMessage } from '../../clients/call/key-changes.ts';
import type { EpochKeys, KeyHolder } from '../../clients/call/ratchet-keys.ts';
import type { Role } from '../../clients/call/roles.ts';
import { keyAgreement } from '../../clients/call/x25519.ts';
import { type ManualClock, manualClock } from '../../services/runtime/clock.ts';
import { countingSubtle } from './call-doubles.ts';

const pid = 'cGVlci0wMDA' as PeerId;
const { subtle, idle } = countingSubtle();
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Remembers what it was given only as long as it may: base keys by epoch. */
class Holder implements KeyHolder {
  readonly keys = new Map<number, EpochKeys>();
  sends = -1;
  install = (epoch: number, keys: EpochKeys) => void this.keys.set(epoch, keys);
  switchTo = (epoch: number) => {
    this.sends = epoch;
  };
  forget = (epoch: number) => void this.keys.delete(epoch);
}

function makeSide(role: Role, clock: ManualClock, rk0: Uint8Array<ArrayBuffer>, cipher: SubtleCrypto = subtle) {
  const [holder, said, news] = [new Holder(), [] as RotateMessage[], [] as string[]];
  const changes = new KeyChanges({
    handshake: { pid, role, rk0, th: new Uint8Array(32) },
    everyMs: 120_000,
    subtle: cipher,
    agreement: keyAgreement(cipher),
    clock,
    holders: [holder],
    say: (message) => void said.push(message),
    ready: () => void news.push('ready'),
    changed: (epoch) => void news.push(`changed ${epoch}`),
    refused: () => void news.push('refused'),
    broken: () => void news.push('broken'),
  });
  return { changes, holder, said, news };
}

function makePair(cipher?: SubtleCrypto) {
  const clock = manualClock();
  const rk0 = () => new Uint8Array(32).fill(7);
  const [a, b] = [makeSide('initiator', clock, rk0(), cipher), makeSide('responder', clock, rk0(), cipher)];
  /** Carries what was said until nobody says anything more. */
  const talk = async (change: (message: RotateMessage) => RotateMessage | undefined = (same) => same) => {
    await idle();
    while (a.said.length + b.said.length > 0) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const)
        for (const message of from.said.splice(0)) {
          const arrives = change(message);
          if (arrives) to.changes.handleMessage(arrives);
        }
      await idle();
    }
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await talk();
  };
  return { a, b, clock, talk, pass };
}

/** 32 bytes that a base key yields: equal when the keys are. */
const yieldOf = async (key: CryptoKey | undefined): Promise<string> => {
  if (key === undefined) return 'none';
  const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new Uint8Array() };
  return Buffer.from(await crypto.subtle.deriveBits(info, key, 256)).toString('hex');
};

describe('two sides', () => {
  it('have the same keys in every epoch, one for each direction, and none is like another', async () => {
    const { a, b, talk, pass } = makePair();
    await talk();
    const seen = new Set<string>();
    for (let epoch = 0; epoch < 4; epoch++) {
      expect([a.holder.sends, b.holder.sends]).toEqual([epoch, epoch]);
      const [ofA, ofB] = [a.holder.keys.get(epoch), b.holder.keys.get(epoch)];
      expect(await yieldOf(ofA?.frames.send)).toBe(await yieldOf(ofB?.frames.receive));
      expect(await yieldOf(ofB?.frames.send)).toBe(await yieldOf(ofA?.frames.receive));
      for (const key of [ofA?.frames.send, ofB?.frames.send]) seen.add(await yieldOf(key));
      await pass(120_000);
    }
    expect(seen.size).toBe(8);
    expect(a.news).toEqual(['ready', 'changed 1', 'changed 2', 'changed 3', 'changed 4']);
    expect(a.news).toEqual(b.news);
  });

  it('forget the keys of before ten seconds after', async () => {
    const { a, b, talk, pass } = makePair();
    await talk();
    await pass(120_000);
    expect([...a.holder.keys.keys(), ...b.holder.keys.keys()]).toEqual([0, 1, 0, 1]);
    await pass(10_000);
    expect([...a.holder.keys.keys(), ...b.holder.keys.keys()]).toEqual([1, 1]);
  });

  it('change at once when a counter comes near its end', async () => {
    const { a, talk } = makePair();
    await talk();
    a.changes.handleSpent();
    await talk();
    expect(a.news).toEqual(['ready', 'changed 1']);
  });

  it('take the first frame under the new keys for the last message', async () => {
    const { b, clock, talk } = makePair();
    await talk();
    clock.advance(120_000);
    await talk((message) => (message.kind === 'rotate-3' ? undefined : message));
    expect(b.news).toEqual(['ready']);
    b.changes.handleFrame(1);
    await idle();
    expect(b.news).toEqual(['ready', 'changed 1']);
  });

  it.each(['rotate-1', 'rotate-2', 'rotate-3'] as const)('heal when %s is lost', async (kind) => {
    const { a, b, clock, talk, pass } = makePair();
    await talk();
    clock.advance(120_000);
    await talk((message) => (message.kind === kind ? undefined : message));
    for (let second = 0; second < 11; second++) await pass(1_000);
    expect([a.news.at(-1), b.news.at(-1)]).toEqual(['changed 1', 'changed 1']);
    expect([a.news, b.news].flat()).not.toContain('refused');
  });

  it('ask for a new connection when nobody answers for forty seconds', async () => {
    const { a, clock, talk, pass } = makePair();
    await talk();
    a.changes.handleMessage({ kind: 'rotate-3', pid, e: 1, mac: 'A'.repeat(43) });
    for (let second = 0; second < 161; second++) {
      clock.advance(1_000);
      await talk(() => undefined);
    }
    expect(a.news).toEqual(['ready', 'refused', 'broken']);
    await pass(1_000_000);
    expect(a.news).toHaveLength(3);
  });
});

describe('somebody between', () => {
  const foreign = `${'B'.repeat(42)}A`;

  it('cannot put a half of their own into it', async () => {
    const { a, b, clock, talk } = makePair();
    await talk();
    clock.advance(120_000);
    await talk((message) => ('x' in message ? { ...message, x: foreign } : message));
    expect([b.news, a.holder.sends, b.holder.sends]).toEqual([['ready', 'refused'], 0, 0]);
  });

  it('cannot use an old message for a new epoch, even with its true MAC', async () => {
    const { b, clock, talk, pass } = makePair();
    await talk();
    const overheard: RotateMessage[] = [];
    clock.advance(120_000);
    await talk((message) => {
      overheard.push(message);
      return message;
    });
    await pass(10_000);
    for (const message of overheard) {
      b.changes.handleMessage({ ...message, e: 2 });
      if ('x' in message) b.changes.handleMessage({ ...message, e: 2, x: foreign });
      await idle();
    }
    expect([b.holder.sends, b.said, b.news.filter((one) => one === 'refused')]).toEqual([
      1,
      [],
      Array(5).fill('refused'),
    ]);
  });

  it('cannot turn a message back on its sender', async () => {
    const { a, clock, talk } = makePair();
    await talk();
    clock.advance(120_000);
    await idle();
    for (const message of a.said.splice(0)) {
      a.changes.handleMessage(message);
      if (message.kind === 'rotate-1') a.changes.handleMessage({ ...message, kind: 'rotate-2' });
    }
    await idle();
    expect([a.news, a.holder.sends]).toEqual([['ready', 'refused', 'refused'], 0]);
  });
});

describe('what was', () => {
  it('is gone: nothing holds root keys, private halves and MAC keys of before, and no bytes of a secret are left', async () => {
    const made: { epoch: number; key: WeakRef<CryptoKey> }[] = [];
    const secrets: Uint8Array[] = [];
    const halves: WeakRef<CryptoKey>[] = [];
    const at = { epoch: 0 };
    const keep = (key: CryptoKey) => void made.push({ epoch: at.epoch, key: new WeakRef(key) });
    const watched = new Proxy(subtle, {
      get(real, name) {
        const deed = Reflect.get(real, name, real);
        if (typeof deed !== 'function') return deed;
        return async (...values: unknown[]) => {
          const found: unknown = await Reflect.apply(deed, real, values);
          if (found instanceof CryptoKey) keep(found);
          else if (typeof found === 'object' && found !== null && 'privateKey' in found)
            halves.push(new WeakRef(found.privateKey as CryptoKey));
          if (name === 'deriveBits' && found instanceof ArrayBuffer) secrets.push(new Uint8Array(found));
          const bytes = values.find((value) => value instanceof Uint8Array);
          if (name === 'importKey' && bytes && values[2] !== 'X25519') secrets.push(bytes);
          return found;
        };
      },
    });
    const { a, b, talk, pass } = makePair(watched);
    await talk();
    for (at.epoch = 1; at.epoch <= 2; at.epoch++) await pass(120_000);
    await pass(10_000);
    expect([a.holder.sends, b.holder.sends]).toEqual([2, 2]);
    for (let time = 0; time < 5; time++) {
      await new Promise((done) => setImmediate(done));
      collect();
    }
    const alive = (epoch: number) => made.filter((one) => one.epoch === epoch && one.key.deref()).length;
    expect(made.filter(({ epoch }) => epoch < 2).length).toBeGreaterThan(20);
    expect([alive(0), alive(1)]).toEqual([0, 0]);
    expect(alive(2)).toBeGreaterThan(0);
    expect([halves.length, halves.filter((half) => half.deref()).length]).toEqual([4, 0]);
    expect(secrets.length).toBeGreaterThan(20);
    for (const bytes of secrets) expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
