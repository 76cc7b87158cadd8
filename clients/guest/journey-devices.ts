/** The journey through permission and check, at the door or days before. Pure. */
import { arriving, proofOf, sessionOf, stay, toTest } from './journey-moves.ts';
import type { Facts, Journey, JourneyEffect, JourneyEvent, Place, Purpose, Stepped, Wish } from './journey-types.ts';

type DeviceType =
  | 'test'
  | 'known-device'
  | 'ask-devices'
  | 'devices'
  | 'without'
  | 'heard'
  | 'check-next'
  | 'sound'
  | 'network'
  | 'throughput'
  | 'measure-again'
  | 'check-done';
type DeviceEvent = Extract<JourneyEvent, { type: DeviceType }>;
type Check = Extract<Place, { phase: 'check' }>;

/** One step with devices. */
export function stepDevices(state: Journey, event: DeviceEvent): Stepped {
  const { facts, at } = state;
  switch (event.type) {
    case 'test':
      return at.phase === 'early' ? toTest(facts) : stay(state);
    case 'known-device':
      return stay({ facts: { ...facts, device: event.device }, at });
    case 'ask-devices':
      return ask(state, event.wish);
    case 'devices':
      return devices(state, event);
    case 'without':
      return without(state, event.wish);
    default:
      return at.phase === 'check' ? stepCheck(facts, at, event) : stay(state);
  }
}

function ask({ facts, at }: Journey, wish: Wish): Stepped {
  if (at.phase !== 'permission') return stay({ facts, at });
  const known = { ...facts, wish };
  if (!wish.camera && !wish.microphone) return without({ facts, at }, wish);
  return {
    state: { facts: known, at: { ...at, asked: true, trouble: undefined } },
    effects: [{ type: 'open-media', wish, on: undefined }],
  };
}

/** The browser has answered: on to the check when all is well, else the page explains the problem. */
function devices({ facts, at }: Journey, event: Extract<DeviceEvent, { type: 'devices' }>): Stepped {
  const { microphone, camera, hasProblem } = event.devices;
  const on = { microphone: microphone === 'on', camera: camera === 'on' };
  const known: Facts = { ...facts, on };
  if (at.phase === 'room') {
    const changed = facts.on?.microphone !== on.microphone || facts.on?.camera !== on.camera;
    const effects: JourneyEffect[] = changed ? [{ type: 'remember', session: sessionOf(known, true) }] : [];
    return { state: { facts: known, at }, effects };
  }
  if (at.phase !== 'permission' || !at.asked || hasProblem) return stay({ facts: known, at });
  return toCheck(known, at.purpose);
}

/** On without what does not work. What works stays switched on. */
function without({ facts, at }: Journey, wish: Wish): Stepped {
  if (at.phase !== 'permission') return stay({ facts, at });
  const known = { ...facts, wish };
  const begun = toCheck(known, at.purpose);
  // Even with nothing switched on there is a loudspeaker to test.
  return { ...begun, effects: [{ type: 'open-media', wish, on: undefined }, ...begun.effects] };
}

function toCheck(facts: Facts, purpose: Purpose): Stepped {
  const stage = facts.wish.camera || facts.wish.microphone ? 'look' : 'sound';
  return measure(facts, {
    phase: 'check',
    purpose,
    stage,
    heard: false,
    sound: 'skipped',
    network: 'failed',
    throughput: 'skipped',
  });
}

/** Only whoever can show who they are gets the relay's servers to measure with. */
function measure(facts: Facts, at: Check, code?: string): Stepped {
  const proof = { ...proofOf(facts), ...(code === undefined ? {} : { code }) };
  if (proof.code === undefined && proof.device === undefined) return stay({ facts, at });
  return {
    state: { facts, at: { ...at, network: 'running', throughput: 'running' } },
    effects: [{ type: 'check-network', proof }],
  };
}

type CheckType = 'heard' | 'check-next' | 'sound' | 'network' | 'throughput' | 'measure-again' | 'check-done';
type CheckEvent = Extract<DeviceEvent, { type: CheckType }>;

function stepCheck(facts: Facts, at: Check, event: CheckEvent): Stepped {
  switch (event.type) {
    case 'heard':
      return stay({ facts, at: { ...at, heard: true } });
    case 'check-next':
      return stay({ facts, at: { ...at, stage: at.stage === 'look' ? 'sound' : 'result' } });
    case 'sound':
      return stay({ facts, at: { ...at, sound: event.mark, stage: event.mark === 'failed' ? 'no-sound' : 'result' } });
    case 'network':
      return stay({ facts, at: { ...at, network: event.network } });
    case 'throughput':
      return stay({ facts, at: { ...at, throughput: event.mark } });
    case 'measure-again':
      return at.throughput === 'running' ? stay({ facts, at }) : measure(facts, at, event.code);
    case 'check-done':
      return done(facts, at, event);
    default:
      return event satisfies never;
  }
}

/** `marks` is undefined when the check was skipped: then nothing is reported. */
function done(facts: Facts, at: Check, { marks }: Extract<CheckEvent, { type: 'check-done' }>): Stepped {
  const known: Facts = { ...facts, checked: marks ?? facts.checked };
  const report: JourneyEffect[] = [
    { type: 'stop-measuring' },
    ...(marks ? [{ type: 'report-check', marks } as const] : []),
  ];
  if (at.purpose === 'test') {
    const tested = marks !== undefined;
    const isOpen = facts.answer?.state === 'open';
    const next: Place = isOpen ? arriving(known) : { phase: 'early', asking: false, tested };
    return { state: { facts: known, at: next }, effects: [...report, { type: 'leave' }] };
  }
  return {
    state: { facts: known, at: { phase: 'room' } },
    effects: [...report, { type: 'join' }, { type: 'remember', session: sessionOf(known, true) }],
  };
}
