/** The network check sorts servers into ways and judges what it measured; real relays are tried in a browser. */
import { manualClock } from '@visavis/runtime';
import { describe, expect, test } from 'vitest';
import { type CheckParts, checkNetwork, sortWays } from '../../clients/call/check.ts';

const relay = { username: 'u', credential: 'c' };
const servers = [
  { urls: ['stun:turn.example.de:3478'] },
  { urls: ['turn:turn.example.de:3478?transport=udp', 'turn:turn.example.de:3478?transport=tcp'], ...relay },
  { urls: ['turns:turn.example.de:443?transport=tcp'], ...relay },
];

/** A connection that gathers what `candidates` says after `afterMs`, and never gets further. */
function gathering(candidates: string[], afterMs: number, clock: ReturnType<typeof manualClock>) {
  class Connection extends EventTarget {
    localDescription = null;
    createDataChannel = () => ({});
    close = () => undefined;
    setLocalDescription = async () => {
      clock.after(afterMs, () => {
        for (const type of candidates)
          this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { type } }));
        this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: null }));
      });
    };
  }
  return new Connection() as unknown as RTCPeerConnection;
}

async function checked(make: (clock: ReturnType<typeof manualClock>) => CheckParts['connect'], iceServers = servers) {
  const clock = manualClock();
  const result = checkNetwork(iceServers, { connect: make(clock), clock });
  // The connections start in microtasks, so time only moves between them.
  for (let passed = 0; passed < 8_000; passed += 500) {
    await new Promise(setImmediate);
    clock.advance(500);
  }
  return result;
}

describe('the network check', () => {
  test('sorts the servers by scheme and transport, credentials included', () => {
    expect(sortWays([...servers, { urls: ['turn:turn.example.de'], ...relay }])).toEqual({
      direct: [{ urls: ['stun:turn.example.de:3478'] }],
      udp: [
        { urls: ['turn:turn.example.de:3478?transport=udp'], ...relay },
        { urls: ['turn:turn.example.de'], ...relay },
      ],
      tcp: [{ urls: ['turn:turn.example.de:3478?transport=tcp'], ...relay }],
      tls: [{ urls: ['turns:turn.example.de:443?transport=tcp'], ...relay }],
    });
  });

  test('skips the ways for which no server is configured', async () => {
    const unused = () => () => {
      throw new Error('nothing to connect to');
    };
    expect(await checked(unused, [])).toEqual({ direct: 'skipped', udp: 'skipped', tcp: 'skipped', tls: 'skipped' });
  });

  test('is content with an allocation where the relay does not talk to itself', async () => {
    const result = await checked((clock) => () => gathering(['srflx', 'relay'], 100, clock));
    expect(result).toEqual({ direct: 'good', udp: 'good', tcp: 'good', tls: 'good' });
  });

  test('calls an answer after more than two seconds weak', async () => {
    const result = await checked((clock) => () => gathering(['srflx', 'relay'], 2_500, clock));
    expect(result).toEqual({ direct: 'weak', udp: 'weak', tcp: 'weak', tls: 'weak' });
  });

  test('fails where gathering ends without an address, and where it never ends', async () => {
    const failed = { direct: 'failed', udp: 'failed', tcp: 'failed', tls: 'failed' };
    expect(await checked((clock) => () => gathering([], 100, clock))).toEqual(failed);
    expect(await checked((clock) => () => gathering(['srflx', 'relay'], 60_000, clock))).toEqual(failed);
  });

  test('takes a host address without an error for an answer: there is no translator in between', async () => {
    const result = await checked((clock) => () => gathering(['host'], 100, clock));
    expect(result).toMatchObject({ direct: 'good', udp: 'failed' });
  });

  test('fails, and does not reject, where the browser cannot connect at all', async () => {
    const refusing = () => () => {
      throw new TypeError('no RTCPeerConnection');
    };
    expect(await checked(refusing)).toEqual({ direct: 'failed', udp: 'failed', tcp: 'failed', tls: 'failed' });
  });
});
