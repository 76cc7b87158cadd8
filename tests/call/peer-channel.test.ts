/** The channel between two page loads: which path it takes, whom it believes, and what it survives. */
import { type Incarnation, type LinkSecret, limits, type PeerMessage, type RoomId, toBase64url } from '@visavis/shared';
import { describe, expect, it } from 'vitest';
import { type ChannelFrame, parseChannelFrame } from '../../clients/call/channel-frames.ts';
import { PeerChannel } from '../../clients/call/peer-channel.ts';
import type { Party } from '../../clients/call/roles.ts';
import { createSeal } from '../../clients/call/seal.ts';
import { manualClock } from '../../services/runtime/clock.ts';
import { countingSubtle } from './call-doubles.ts';

const id = (byte: number) => toBase64url(new Uint8Array(16).fill(byte));
const advisor: Party = { seat: 'advisor', incarnation: id(1) as Incarnation };
const guest: Party = { seat: 'guest', incarnation: id(2) as Incarnation };
const name = (text: string): PeerMessage => ({ kind: 'name', name: text });

function makePair() {
  const clock = manualClock();
  const { subtle, idle } = countingSubtle();
  const side = (self: Party, peer: Party) => {
    const sent: ChannelFrame[] = [];
    const got: PeerMessage[] = [];
    const refused: string[] = [];
    const options = { room: id(3) as RoomId, self, peer, linkSecret: id(4) as LinkSecret, subtle };
    const channel = new PeerChannel({
      seal: createSeal(options),
      clock,
      transmit: (frame) => sent.push(frame),
      deliver: (message) => got.push(message),
      refused: (reason) => refused.push(reason),
    });
    return { channel, sent, got, refused };
  };
  return { clock, idle, a: side(advisor, guest), b: side(guest, advisor) };
}

describe('a channel', () => {
  it('seals in the order of sending and repeats the identical string', async () => {
    const { clock, idle, a, b } = makePair();
    a.channel.send(name('one'));
    a.channel.send(name('two'));
    await idle();
    clock.advance(1_000);
    expect(a.sent.map((frame) => frame.type === 'relay' && frame.n)).toEqual([1, 2, 1, 2]);
    expect(a.sent.slice(2)).toEqual(a.sent.slice(0, 2));
    for (const frame of a.sent.toReversed()) b.channel.handleFrame(frame, 'pod');
    await idle();
    expect(b.got).toEqual([name('one'), name('two')]);
  });

  const repeats = (sent: ChannelFrame[]) => sent.filter(({ type }) => type === 'relay').length - 1;
  async function metHavingLost() {
    const pair = makePair();
    pair.b.channel.send(name('hello'));
    pair.a.channel.send(name('lost on its way'));
    await pair.idle();
    for (const frame of pair.b.sent) pair.a.channel.handleFrame(frame, 'pod');
    await pair.idle();
    return pair;
  }

  it('believes no ack alone before it was spoken to', async () => {
    const { clock, idle, a } = makePair();
    a.channel.send(name('one'));
    await idle();
    for (const path of ['pod', 'line'] as const) a.channel.handleFrame({ type: 'ack', a: 1 }, path);
    await idle();
    clock.advance(1_000);
    expect(repeats(a.sent)).toBe(1);
  });

  it('loses nothing by an ack that a pod brings late, for the page load that sat here before', async () => {
    const { clock, idle, a, b } = await metHavingLost();
    a.channel.handleFrame({ type: 'ack', a: 1 }, 'pod');
    await idle();
    clock.advance(1_000);
    expect(repeats(a.sent)).toBe(1);
    b.channel.handleFrame(a.sent.at(-1) as ChannelFrame, 'pod');
    await idle();
    expect(b.got).toEqual([name('lost on its way')]);
  });

  it('takes such an ack for good enough when somebody only waits to leave', async () => {
    const { idle, a } = await metHavingLost();
    const left = a.channel.acknowledged();
    await idle();
    a.channel.handleFrame({ type: 'ack', a: 1 }, 'pod');
    await expect(left).resolves.toBeUndefined();
  });

  it('believes an ack alone from a pod once no earlier one can be on its way', async () => {
    const { clock, idle, a } = await metHavingLost();
    clock.advance(limits.ackTrustAfterMs);
    const before = repeats(a.sent);
    a.channel.handleFrame({ type: 'ack', a: 1 }, 'pod');
    await idle();
    await a.channel.acknowledged();
    clock.advance(60_000);
    expect(repeats(a.sent)).toBe(before);
  });

  it('believes an ack alone on the line at once: there is no earlier page load at its end', async () => {
    const { clock, idle, a } = await metHavingLost();
    a.channel.handleFrame({ type: 'ack', a: 1 }, 'line');
    await idle();
    await a.channel.acknowledged();
    clock.advance(60_000);
    expect(repeats(a.sent)).toBe(0);
  });

  it('counts what is forged, and delivers what comes after it', async () => {
    const { idle, a, b } = makePair();
    a.channel.send(name('one'));
    await idle();
    const [frame] = a.sent;
    if (frame?.type !== 'relay') throw new Error('nothing was sent');
    for (const body of ['p.AAAA', 's.AAAA', 's.A']) b.channel.handleFrame({ ...frame, body }, 'pod');
    b.channel.handleFrame({ ...frame, n: 2 }, 'pod');
    b.channel.handleFrame(frame, 'pod');
    await idle();
    expect(b.refused).toEqual(['unsealed', 'forged', 'forged', 'forged']);
    expect(b.got).toEqual([name('one')]);
  });

  it('counts a message of a kind it does not know, and goes on', async () => {
    const { idle, a, b } = makePair();
    a.channel.send({ kind: 'from the future' } as unknown as PeerMessage);
    a.channel.send(name('two'));
    await idle();
    for (const frame of a.sent) b.channel.handleFrame(frame, 'pod');
    await idle();
    expect([b.refused, b.got]).toEqual([['unknown-message'], [name('two')]]);
  });

  it('refuses to send what no pod would carry', async () => {
    const { idle, a } = makePair();
    a.channel.send(name('x'.repeat(24 * 1024)));
    await idle();
    expect([a.refused, a.sent]).toEqual([['too-large'], []]);
  });

  it('is silent once closed', async () => {
    const { clock, idle, a } = makePair();
    a.channel.send(name('one'));
    await idle();
    a.channel.close();
    a.channel.handlePathOpen();
    clock.advance(60_000);
    expect(a.sent).toHaveLength(1);
  });
});

describe('frames on the data channel', () => {
  it('are those of the queue, the proof of the line, and nothing else', () => {
    const good = { type: 'relay', n: 1, a: 0, body: 's.AAAA' };
    expect(parseChannelFrame(JSON.stringify(good))).toEqual(good);
    expect(parseChannelFrame('{"type":"ack","a":3}')).toEqual({ type: 'ack', a: 3 });
    const tag = 'A'.repeat(43);
    expect(parseChannelFrame(`{"type":"bind","tag":"${tag}"}`)).toEqual({ type: 'bind', tag });
    const bad = [
      '',
      'null',
      '[]',
      '{',
      '{"type":"ack"}',
      '{"type":"ack","a":-1}',
      '{"type":"ack","a":1,"to":"guest"}',
      '{"type":"relay","n":0,"a":0,"body":"s.A"}',
      '{"type":"relay","n":1,"a":0,"body":"x"}',
      '{"type":"bind"}',
      `{"type":"bind","tag":"${tag}A"}`,
      `{"type":"bind","tag":"${tag.slice(1)}"}`,
      `{"type":"bind","tag":"${tag.slice(1)}="}`,
      `{"type":"bind","tag":"${tag}","pid":"AAAAAAAAAAA"}`,
    ];
    for (const text of bad) expect(parseChannelFrame(text), text).toBeUndefined();
  });
});
