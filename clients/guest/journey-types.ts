/** The words of a guest's journey: what is known, where they stand, what can happen, what then has to be done. */
import type { CallEnd, NetworkCheck } from '@visavis/call';
import type { Admission, CheckMark, ErrorCode, LinkAnswer, Organisation } from '@visavis/shared';
import type { Link } from './link.ts';
import type { Session } from './session.ts';

/** Microphone and camera as a person wishes them. */
export interface Wish {
  microphone: boolean;
  camera: boolean;
}

/** Why something did not work. `untilMs`: not before this moment of the own clock. */
export interface Trouble {
  code: ErrorCode;
  incident: string | undefined;
  untilMs: number | undefined;
}

/** What is known, whatever the step. */
export interface Facts {
  organisation: Organisation | undefined;
  link: Link | undefined;
  /** They came to test their device, not to talk; gone once the test begins. */
  testFirst: boolean;
  /** The fragment was there, but cut. */
  linkBroken: boolean;
  answer: LinkAnswer | undefined;
  /** The service's clock minus ours, in milliseconds. */
  clockOffsetMs: number;
  number: string | undefined;
  device: string | undefined;
  consent: string | undefined;
  appointment: Admission['appointment'] | undefined;
  name: string | undefined;
  /** Whose seat this is, once the service has said so. */
  seat?: Admission['seat'];
  wish: Wish;
  /** Which devices are on now; a reload brings them back like this. */
  on: Wish | undefined;
  /** They pressed start: a reload brings them back on air. */
  onAir: boolean;
  /** The last complete check of this visit. */
  checked: CheckMarks | undefined;
}

export interface CheckMarks {
  camera: CheckMark;
  microphone: CheckMark;
  sound: CheckMark;
  network: NetworkCheck;
  throughput: CheckMark;
}

/** What a person typed at the door. */
export interface Typed {
  number: string;
  code: string;
  name: string;
  agreed: boolean;
}

export type Field = 'number' | 'code' | 'name' | 'agreed';

/** Where they stand; each is one page with one question. */
export type Place =
  | { phase: 'loading'; tries: number }
  | { phase: 'in-app' }
  | { phase: 'unsupported' }
  | { phase: 'unreachable'; tries: number; againMs: number }
  | { phase: 'early'; asking: boolean; tested: boolean }
  | { phase: 'over' }
  | { phase: 'cancelled' }
  | { phase: 'unknown'; trouble: Trouble }
  | { phase: 'arrive'; typed: Typed; busy: boolean; missing: Field | undefined; trouble: Trouble | undefined }
  | { phase: 'permission'; purpose: Purpose; asked: boolean; trouble: Trouble | undefined }
  | ({ phase: 'check'; purpose: Purpose; stage: CheckStage } & Found)
  | { phase: 'room' }
  | { phase: 'end'; end: CallEnd }
  | { phase: 'refused'; trouble: Trouble };

/** A check on the way into the room, or days before. */
export type Purpose = 'join' | 'test';
export type CheckStage = 'look' | 'sound' | 'no-sound' | 'result';
export type NetworkState = NetworkCheck | 'running' | 'failed';

/** What a check found so far. */
export interface Found {
  heard: boolean;
  sound: CheckMark;
  network: NetworkState;
  throughput: CheckMark | 'running';
}

export interface Journey {
  facts: Facts;
  at: Place;
}

/** What the devices are like, as far as the journey cares. */
export interface Devices {
  microphone: 'on' | 'off' | 'none';
  camera: 'on' | 'off' | 'none';
  hasProblem: boolean;
}

export type JourneyEvent =
  | {
      type: 'opened';
      link: Link | undefined;
      broken: boolean;
      forTest: boolean;
      session: Session | undefined;
      browser: 'fine' | 'in-app' | 'unsupported';
    }
  | { type: 'organisation'; organisation: Organisation }
  | { type: 'link-answer'; answer: LinkAnswer }
  | { type: 'failed'; of: 'organisation' | 'link' | 'admit' | 'engine'; trouble: Trouble }
  | { type: 'tick' }
  | { type: 'retry' }
  | { type: 'go-on' }
  | { type: 'by-number' }
  | { type: 'typed'; field: 'number' | 'code' | 'name'; value: string }
  | { type: 'agreed'; agreed: boolean }
  | { type: 'submit' }
  | { type: 'admitted'; admission: Admission }
  | { type: 'test' }
  | { type: 'known-device'; device: string }
  | { type: 'ask-devices'; wish: Wish }
  | { type: 'devices'; devices: Devices }
  | { type: 'without'; wish: Wish }
  | { type: 'heard' }
  | { type: 'check-next' }
  | { type: 'sound'; mark: CheckMark }
  | { type: 'network'; network: NetworkState }
  | { type: 'throughput'; mark: CheckMark }
  /** `code`: typed for this measurement, where nothing else shows who this is. */
  | { type: 'measure-again'; code?: string }
  | { type: 'check-done'; marks: CheckMarks | undefined }
  | { type: 'on-air'; onAir: boolean }
  | { type: 'leave' }
  | { type: 'ended'; end: CallEnd }
  | { type: 'refused'; trouble: Trouble }
  | { type: 'return' };

/** What a person shows at the door. */
export interface Proof {
  appointment?: string;
  number?: string;
  code?: string;
  device?: string;
  name?: string;
}

export type JourneyEffect =
  | { type: 'load-organisation' }
  | { type: 'ask-link'; appointment: string }
  | { type: 'admit'; proof: Proof; consent: string }
  | { type: 'warm-engine' }
  | { type: 'open-media'; wish: Wish; on: Wish | undefined }
  | { type: 'check-network'; proof: Proof }
  | { type: 'stop-measuring' }
  | { type: 'report-check'; marks: CheckMarks }
  | { type: 'join' }
  | { type: 'leave' }
  | { type: 'remember'; session: Session };

export interface Stepped {
  state: Journey;
  effects: JourneyEffect[];
}
