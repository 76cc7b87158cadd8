/** States of a conversation with a third person by name: the question, three faces, and the companion's own page. */
import type { CallEnd, CallView, MediaView, SecondView } from '@visavis/call';
import type { Facts } from '../../../clients/guest/journey-types.ts';
import { advisorLook, drawnStream, guestLook, peerHere, talking, workingDevices } from './fake-call.ts';

const companionLook = ['#4a4458', '#241c2b', '#8a3f52'] as [string, string, string];

/** Somebody who came by a companion's link. */
export const companionHere = (change: Partial<SecondView> = {}): SecondView => ({
  seat: 'companion',
  name: 'Aylin Demirkan',
  kind: 'interpreter',
  standing: 'talking',
  present: true,
  microphone: 'on',
  camera: 'on',
  remoteStream: undefined,
  ...change,
});

/** Seen and heard. */
export const third = (change: Partial<SecondView> = {}): SecondView =>
  companionHere({ remoteStream: drawnStream(companionLook, 1280, 720), ...change });

interface Makers<State> {
  room(view: Partial<CallView>, devices?: Partial<MediaView>, known?: Partial<Facts>): State;
  ended(reason: CallEnd['reason'], talkedMs?: number, known?: Partial<Facts>): State;
}

const seat = { seat: 'companion' } as const;
const name = { name: 'Aylin Demirkan' };
const advisor = { ...peerHere, ready: false } as const;
const guest = (): SecondView =>
  companionHere({
    ...{ seat: 'guest', name: 'Erika Mustermann', kind: undefined, standing: 'talking' },
    remoteStream: drawnStream(guestLook, 1280, 720),
  });

/** Made anew at each call, so that streams are the page's own. */
export const companionStates = <State>({ room, ended }: Makers<State>): Record<string, () => State> => ({
  'call-companion-asks': () => room({ ...talking(), second: companionHere({ standing: 'asking' }) }),
  'call-companion-asked': () => room({ ...talking(), second: companionHere({ standing: 'asked' }) }),
  'call-companion': () => room({ ...talking(), second: third() }),
  'call-companion-sign': () => room({ ...talking(), second: third({ kind: 'sign-interpreter', microphone: 'off' }) }),
  'call-companion-dark': () => room({ ...talking(), second: third({ camera: 'off' }) }),
  'call-companion-shown': () =>
    room({ ...talking(), remoteScreen: drawnStream(advisorLook, 1280, 720), second: third() }),
  'call-companion-refused': () =>
    room({ ...talking(), second: companionHere({ standing: 'refused', refusedBy: 'advisor', present: false }) }),
  'waiting-companion-asks': () =>
    room({ phase: 'together', peer: advisor, second: companionHere({ standing: 'asking' }) }),
  'companion-waiting': () => room({ phase: 'together', peer: advisor }, workingDevices(), { ...seat, ...name }),
  'companion-ready': () =>
    room({ phase: 'together', ready: true, peer: advisor }, workingDevices(), { ...seat, ...name }),
  'companion-call': () => room({ ...talking(), second: guest() }, workingDevices(), { ...seat, ...name }),
  'companion-end': () => ended('hung-up', 1_380_000, seat),
  'companion-end-refused': () => ended('dismissed', 0, seat),
});
