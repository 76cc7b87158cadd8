/** What a device keeps of an appointment, on a store that takes its time: the latest, and after the end nothing. */
import { limits, type RoomId } from '@visavis/shared';
import { expect, it } from 'vitest';
import {
  type CertificateRecord,
  certificateLifeMs,
  type KeptProof,
  ownCertificate,
} from '../../clients/call/certificate.ts';
import { fingerprintOf } from '../../clients/call/certificate-print.ts';
import { memoryCertificate } from '../../clients/call/peer-memory.ts';

const room = 'AAAAAAAAAAAAAAAAAAAAAA' as RoomId;
const rest = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A store whose first writes take the longest. */
function slowStore() {
  const records = new Map<string, CertificateRecord>();
  let turns = 6;
  const slowly = async (deed: () => void) => {
    for (let turn = turns--; turn > 0; turn--) await rest();
    deed();
  };
  const store = {
    get: async (key: string) => records.get(key),
    put: (record: CertificateRecord) => slowly(() => void records.set(record.room, record)),
    delete: (key: string) => slowly(() => void records.delete(key)),
    deleteExpired: async () => {},
  };
  const device = { now: 1_000 };
  const open = () => ownCertificate(room, { store, now: () => device.now, generate: memoryCertificate });
  return { records, open, device };
}

const proof = (by: KeptProof['by']): KeptProof => ({ fingerprint: 'ab'.repeat(32), by });

it('keeps the latest proof, whichever write is the slower one', async () => {
  const { open, records } = slowStore();
  const own = await open();
  await Promise.all([own.keepProof(proof('link')), own.keepProof(proof('words'))]);
  expect(records.get(room)?.proof).toEqual(proof('words'));
  expect((await open()).proof).toEqual(proof('words'));
  await own.keepProof(undefined);
  expect((await open()).proof).toBeUndefined();
});

it('leaves nothing behind, also when a proof is still being written, and keeps nothing afterwards', async () => {
  const { open, records } = slowStore();
  const own = await open();
  const writing = own.keepProof(proof('link'));
  await Promise.all([writing, own.wipe(), own.keepProof(proof('words'))]);
  expect([records.size, own.proof]).toEqual([0, undefined]);
});

it('takes another certificate when the kept one might end before the room', async () => {
  const { open, device } = slowStore();
  const { certificate } = await open();
  device.now += certificateLifeMs - limits.roomMaxMs;
  expect((await open()).certificate).toBe(certificate);
  device.now += 1;
  expect((await open()).certificate).not.toBe(certificate);
});

it('reads the fingerprint of a certificate, and none where there is none', async () => {
  expect(fingerprintOf(await memoryCertificate())).toMatch(/^[0-9a-f]{64}$/);
  const bare = (prints: RTCDtlsFingerprint[]) => ({ expires: 1, getFingerprints: () => prints });
  expect(fingerprintOf(bare([]))).toBeUndefined();
  expect(fingerprintOf(bare([{ algorithm: 'sha-1', value: 'AB:CD' }]))).toBeUndefined();
  expect(fingerprintOf(bare([{ algorithm: 'sha-256', value: 'AB:CD' }]))).toBeUndefined();
  expect(fingerprintOf({ expires: 1 } as RTCCertificate)).toBeUndefined();
});
