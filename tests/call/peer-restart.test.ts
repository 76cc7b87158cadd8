/** A restart that left the path where it was, and unheard, is told; one that took, or is heard all the same, is not. */
import { manualClock } from '@visavis/runtime';
import { describe, expect, test } from 'vitest';
import {
  type RestartedConnection,
  restartAnswersMs,
  restartTakesMs,
  watchRestart,
} from '../../clients/call/peer-restart.ts';

/** A connection whose latest answer names `named`, and whose chosen pair leads to `chosen`. */
function connection(named: string, chosen: string | undefined): RestartedConnection {
  const report = [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    { id: 'P', type: 'candidate-pair', remoteCandidateId: 'R' },
    { id: 'R', type: 'remote-candidate', candidateType: 'host', ...(chosen && { usernameFragment: chosen }) },
  ];
  return {
    remoteDescription: { type: 'answer', sdp: `v=0\r\na=ice-ufrag:${named}\r\n`, toJSON: () => ({ type: 'answer' }) },
    getStats: async () => report as unknown as RTCStatsReport,
  };
}

interface Told {
  told: boolean;
  /** For how long an answer was waited, if it was asked for one. */
  asked: number | undefined;
}

async function watched(pc: RestartedConnection, passMs: number, { heard = false, stop = false } = {}): Promise<Told> {
  const clock = manualClock();
  const found: Told = { told: false, asked: undefined };
  const echo = {
    ask: async (waitMs: number) => {
      found.asked = waitMs;
      return heard;
    },
  };
  const end = watchRestart(pc, echo, () => (found.told = true), clock);
  if (stop) end();
  clock.advance(passMs);
  await new Promise(setImmediate);
  return found;
}

describe('a restarted connection', () => {
  test('has failed when its path still leads to the credentials of before and the other side does not answer', async () => {
    expect(await watched(connection('new1', 'old1'), restartTakesMs)).toEqual({ told: true, asked: restartAnswersMs });
  });

  test('is well on its old path as long as the other side answers', async () => {
    expect(await watched(connection('new1', 'old1'), restartTakesMs, { heard: true })).toEqual({
      told: false,
      asked: restartAnswersMs,
    });
  });

  test('is given its time', async () => {
    expect(await watched(connection('new1', 'old1'), restartTakesMs - 1)).toEqual({ told: false, asked: undefined });
  });

  test('is well when its path leads to the new ones', async () => {
    expect(await watched(connection('new1', 'new1'), restartTakesMs)).toEqual({ told: false, asked: undefined });
  });

  test('is left alone where the browser does not tell', async () => {
    const silent = { remoteDescription: null, getStats: async () => Promise.reject() };
    expect((await watched(connection('new1', undefined), restartTakesMs)).told).toBe(false);
    expect((await watched(silent, restartTakesMs)).told).toBe(false);
  });

  test('is no longer watched once it was closed or restarted again', async () => {
    expect(await watched(connection('new1', 'old1'), restartTakesMs, { stop: true })).toEqual({
      told: false,
      asked: undefined,
    });
  });
});
