/** A restart that left the path where it was is told, and one that took is not. */
import { manualClock } from '@visavis/runtime';
import { describe, expect, test } from 'vitest';
import { type RestartedConnection, restartTakesMs, watchRestart } from '../../clients/call/peer-restart.ts';

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

async function isTold(pc: RestartedConnection, passMs: number, stop = false): Promise<boolean> {
  const clock = manualClock();
  let told = false;
  const end = watchRestart(pc, () => (told = true), clock);
  if (stop) end();
  clock.advance(passMs);
  await new Promise(setImmediate);
  return told;
}

describe('a restarted connection', () => {
  test('has failed when its path still leads to the credentials of before', async () => {
    expect(await isTold(connection('new1', 'old1'), restartTakesMs)).toBe(true);
  });

  test('is given its time', async () => {
    expect(await isTold(connection('new1', 'old1'), restartTakesMs - 1)).toBe(false);
  });

  test('is well when its path leads to the new ones', async () => {
    expect(await isTold(connection('new1', 'new1'), restartTakesMs)).toBe(false);
  });

  test('is left alone where the browser does not tell', async () => {
    expect(await isTold(connection('new1', undefined), restartTakesMs)).toBe(false);
    expect(await isTold({ remoteDescription: null, getStats: async () => Promise.reject() }, restartTakesMs)).toBe(
      false,
    );
  });

  test('is no longer watched once it was closed or restarted again', async () => {
    expect(await isTold(connection('new1', 'old1'), restartTakesMs, true)).toBe(false);
  });
});
