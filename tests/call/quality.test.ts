/** The browsers' statistics, as Chromium and Firefox shape them, become one answer. */
import { describe, expect, test } from 'vitest';
import { readStats } from '../../clients/call/quality.ts';

const candidate = (id: string, type: 'local' | 'remote', candidateType: string, relayProtocol?: string) => ({
  id,
  type: `${type}-candidate`,
  candidateType,
  ...(relayProtocol && { relayProtocol }),
});
const pair = (id: string, more: object = {}) => ({
  id,
  type: 'candidate-pair',
  localCandidateId: 'L',
  remoteCandidateId: 'R',
  ...more,
});
const chosenByTransport = [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  pair('P', { currentRoundTripTime: 0.042 }),
];

describe('the path', () => {
  test.each([
    ['direct', candidate('L', 'local', 'host'), candidate('R', 'remote', 'prflx')],
    ['direct', candidate('L', 'local', 'srflx'), candidate('R', 'remote', 'srflx')],
    ['relay-udp', candidate('L', 'local', 'relay', 'udp'), candidate('R', 'remote', 'host')],
    ['relay-tcp', candidate('L', 'local', 'relay', 'tcp'), candidate('R', 'remote', 'relay')],
    ['relay-tls', candidate('L', 'local', 'relay', 'tls'), candidate('R', 'remote', 'host')],
    ['relay-udp', candidate('L', 'local', 'host'), candidate('R', 'remote', 'relay')],
  ])('is %s', (path, local, remote) => {
    expect(readStats([...chosenByTransport, local, remote])).toMatchObject({ path, roundTripMs: 42 });
  });

  test.each([
    ['the transport says', [...chosenByTransport, pair('other', { nominated: true, state: 'succeeded' })]],
    ['the pair itself says, as in Firefox', [pair('P', { selected: true })]],
    [
      'was nominated and succeeded',
      [pair('X', { state: 'failed' }), pair('P', { nominated: true, state: 'succeeded' })],
    ],
  ])('is that of the pair which %s', (_, pairs) => {
    const ends = [candidate('L', 'local', 'relay', 'tls'), candidate('R', 'remote', 'host')];
    expect(readStats([...pairs, ...ends]).path).toBe('relay-tls');
  });

  test('is unknown while no pair is chosen', () => {
    const none = { path: 'unknown', roundTripMs: undefined, codec: undefined };
    expect(readStats([])).toMatchObject(none);
    expect(readStats([pair('P', { state: 'in-progress' }), candidate('L', 'local', 'host')])).toMatchObject(none);
  });
});

describe('the codec', () => {
  const codecs = [
    { id: 'C1', type: 'codec', mimeType: 'video/VP8' },
    { id: 'C2', type: 'codec', mimeType: 'video/VP9' },
    { id: 'C3', type: 'codec', mimeType: 'audio/opus' },
  ];
  const stream = (type: string, kind: string, codecId: string) => ({ id: `${type}${kind}`, type, kind, codecId });

  test('is that of the received picture, and else of the sent one', () => {
    const sent = stream('outbound-rtp', 'video', 'C2');
    const sound = stream('inbound-rtp', 'audio', 'C3');
    expect(readStats([...codecs, sent, sound]).codec).toBe('VP9');
    expect(readStats([...codecs, sent, sound, stream('inbound-rtp', 'video', 'C1')]).codec).toBe('VP8');
  });
});

describe('the counters', () => {
  test('add sound and picture up', () => {
    const report = [
      { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived: 10, packetsLost: 1 },
      { id: 'v', type: 'inbound-rtp', kind: 'video', packetsReceived: 30, packetsLost: 2, framesDecoded: 7 },
      { id: 'o', type: 'outbound-rtp', kind: 'video', packetsReceived: 99 },
    ];
    expect(readStats(report)).toMatchObject({ packetsReceived: 40, packetsLost: 3, framesDecoded: 7 });
  });
});
