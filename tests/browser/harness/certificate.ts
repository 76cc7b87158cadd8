/** A page that opens the own certificate of a room; tests call `window.certificates`. */
import { RoomId } from '@visavis/shared';
import { parse } from 'valibot';
import { certificateLifeMs, type KeptProof, ownCertificate } from '../../../clients/call/certificate.ts';
import { certificateStore } from '../../../clients/call/certificate-store.ts';

interface Question {
  room: string;
  /** How far this device's clock is on. */
  laterMs?: number;
  without?: 'storage';
  keep?: KeptProof;
  wipe?: boolean;
}

interface Answer {
  fingerprint: string;
  proof: KeptProof | undefined;
  /** What the offer of a connection with this certificate says. */
  offered: string;
}

async function ask({ room, laterMs = 0, without, keep, wipe }: Question): Promise<Answer> {
  const own = await ownCertificate(parse(RoomId, room), {
    store: certificateStore(without === 'storage' ? undefined : indexedDB),
    now: () => Date.now() + laterMs,
    generate: () =>
      RTCPeerConnection.generateCertificate({
        name: 'ECDSA',
        namedCurve: 'P-256',
        expires: certificateLifeMs,
      } as never),
  });
  if (keep) await own.keepProof(keep);
  const pc = new RTCPeerConnection({ certificates: [own.certificate] });
  pc.createDataChannel('any');
  const { sdp = '' } = await pc.createOffer();
  pc.close();
  const answer = {
    fingerprint: own.certificate.getFingerprints()[0]?.value?.toLowerCase() ?? '',
    proof: own.proof,
    offered: /^a=fingerprint:sha-256 (\S+)/m.exec(sdp)?.[1]?.toLowerCase() ?? '',
  };
  if (wipe) await own.wipe();
  return answer;
}

Object.assign(window, { certificates: { ask } });
