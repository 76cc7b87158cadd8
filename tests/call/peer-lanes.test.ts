/** The lanes of one peer against whoever can write to its channels: only what the proven other side said now gets in. */
import { describe, expect, it } from 'vitest';
import { DataSeal } from '../../clients/call/data-seal.ts';
import type { Bytes } from '../../clients/call/hkdf.ts';
import { type ContentChannel, contentChannels, laneByte } from '../../clients/call/lane.ts';
import { PeerLanes } from '../../clients/call/peer-lanes.ts';
import { epochKeys, rootKey } from '../../clients/call/ratchet-keys.ts';
import { countingSubtle } from './call-doubles.ts';

const { subtle, idle } = countingSubtle();

interface End {
  lanes: PeerLanes;
  data: DataSeal;
  sent: [ContentChannel, Bytes][];
  told: string[];
  refused: number;
}

function makeEnd(): End {
  const end: Omit<End, 'lanes'> = { data: new DataSeal(subtle), sent: [], told: [], refused: 0 };
  const lanes = new PeerLanes({
    data: end.data,
    send: async (channel, bytes) => end.sent.push([channel, bytes]) > 0,
    tell: (news) =>
      end.told.push('payload' in news ? new TextDecoder().decode(news.payload) : `${news.lane} ${news.isOpen}`),
    refused: () => void both.refused++,
  });
  const both = Object.assign(end, { lanes });
  return both;
}

async function giveKeys({ data }: End, role: 'initiator' | 'responder'): Promise<void> {
  data.install(0, await epochKeys(crypto.subtle, await rootKey(crypto.subtle, new Uint8Array(32).fill(7)), role));
  data.switchTo(0);
}

/** What `from` has sent reaches `to`. */
async function carry(from: End, to: End): Promise<void> {
  await idle();
  for (const [channel, bytes] of from.sent.splice(0)) to.lanes.handle({ channel, bytes });
  await idle();
}

const openChannels = ({ lanes }: End) =>
  contentChannels.forEach((channel) => void lanes.handle({ channel, state: 'open' }));

/** Both ends open; what was told on the way is forgotten. */
async function opened(): Promise<{ a: End; b: End }> {
  const [a, b] = [makeEnd(), makeEnd()];
  await Promise.all([giveKeys(a, 'initiator'), giveKeys(b, 'responder')]);
  for (const end of [a, b]) {
    openChannels(end);
    end.lanes.setProven(true);
  }
  await carry(a, b);
  await carry(b, a);
  a.told.length = 0;
  b.told.length = 0;
  return { a, b };
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** One honest message as it leaves `from`. */
async function captured(from: End, text = 'hello'): Promise<Bytes> {
  await from.lanes.send('text', bytes(text));
  const [, sealed] = from.sent.splice(0)[0] ?? [];
  return sealed ?? new Uint8Array();
}

describe('the lanes of a peer', () => {
  it('open at both ends, and each only when the other may', async () => {
    const [a, b] = [makeEnd(), makeEnd()];
    await Promise.all([giveKeys(a, 'initiator'), giveKeys(b, 'responder')]);
    for (const end of [a, b]) openChannels(end);
    a.lanes.setProven(true);
    await carry(a, b);
    expect([a.told, b.told, await a.lanes.send('text', bytes('x'))]).toEqual([[], [], false]);
    b.lanes.setProven(true);
    await carry(b, a);
    expect(a.told).toContain('text true');
    expect([a.told.length, b.told.length, a.refused, b.refused]).toEqual([5, 5, 0, 0]);
  });

  it('wait for an end that has no keys yet, and refuse to keep more for it than is honest', async () => {
    const [a, b] = [makeEnd(), makeEnd()];
    await giveKeys(a, 'initiator');
    for (const end of [a, b]) {
      openChannels(end);
      end.lanes.setProven(true);
    }
    await carry(a, b);
    b.lanes.handle({ channel: 'content', bytes: new Uint8Array(30) });
    expect(b.refused).toBe(1);
    for (let time = 0; time < 5; time++) b.lanes.handle({ channel: 'content', bytes: new Uint8Array(29) });
    expect(b.refused).toBe(5);
    await giveKeys(b, 'responder');
    await carry(b, a);
    expect([a.told.includes('text true'), b.told.includes('files true')]).toEqual([true, true]);
  });

  it('say nothing, take nothing and send nothing after the proof broke', async () => {
    const { a, b } = await opened();
    const late = await captured(a);
    b.lanes.setProven(false);
    b.told.length = 0;
    b.lanes.handle({ channel: 'content', bytes: late });
    await carry(a, b);
    expect([b.told, b.refused, await b.lanes.send('text', bytes('x'))]).toEqual([[], 1, false]);
  });

  it('are closed once with their peer, and silent afterwards', async () => {
    const { a, b } = await opened();
    const late = await captured(a);
    b.lanes.close();
    b.lanes.close();
    expect(b.told).toHaveLength(5);
    b.lanes.handle({ channel: 'content', bytes: late });
    await carry(a, b);
    expect([b.told.length, b.refused]).toEqual([5, 0]);
  });
});

describe('what does not belong on a lane', () => {
  const hostile: [string, (honest: Bytes) => [ContentChannel, Bytes]][] = [
    ['nothing at all', () => ['content', new Uint8Array()]],
    ['garbage', () => ['content', new Uint8Array(80).fill(1)]],
    ['an unknown lane', (honest) => ['content', Uint8Array.from([9, ...honest.subarray(1)])]],
    ['another lane', (honest) => ['content', Uint8Array.from([laneByte('board'), ...honest.subarray(1)])]],
    ['the wrong channel', (honest) => ['bulk', honest]],
    ['a changed byte', (honest) => ['content', Uint8Array.from(honest, (byte, at) => (at === 20 ? byte ^ 1 : byte))]],
    ['a piece of it', (honest) => ['content', honest.slice(0, -1)]],
    ['too much', (honest) => ['content', Uint8Array.from([...honest, ...new Uint8Array(65_600)])]],
    ['a ready that was not sealed', () => ['content', new Uint8Array(29)]],
  ];

  for (const [what, forge] of hostile) {
    it(`is dropped and counted: ${what}`, async () => {
      const { a, b } = await opened();
      const honest = await captured(a);
      const [channel, forged] = forge(honest);
      b.lanes.handle({ channel, bytes: forged });
      b.lanes.handle({ channel: 'content', bytes: honest });
      await carry(a, b);
      expect([b.told, b.refused]).toEqual([['hello'], 1]);
    });
  }

  it('is dropped and counted: the same again, and what was said before', async () => {
    const { a, b } = await opened();
    const [one, two] = [await captured(a, 'one'), await captured(a, 'two')];
    for (const sealed of [one, one, two, one, two]) b.lanes.handle({ channel: 'content', bytes: sealed });
    await carry(a, b);
    expect([b.told, b.refused]).toEqual([['one', 'two'], 3]);
  });

  it('is dropped and counted: what it said itself', async () => {
    const { a } = await opened();
    a.lanes.handle({ channel: 'content', bytes: await captured(a) });
    await carry(a, a);
    expect([a.told, a.refused]).toEqual([[], 1]);
  });
});
