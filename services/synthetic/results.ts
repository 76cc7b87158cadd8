/** What came of one call on one path, and how a person reads it. */

export const paths = ['direct', 'relay-udp', 'relay-tcp', 'relay-tls'] as const;
/** As the engine names them (`CallDetails.path`). */
export type Path = (typeof paths)[number];

/**
 * Where a call can end: the appointment is made · a browser starts · the guest gets to the waiting room · the advisor gets
 * into the room · each is told of the other · the line stands, on this path · both see a picture that moves · hanging up
 * ends it for both.
 */
export const steps = ['appointment', 'browser', 'door', 'room', 'meet', 'line', 'picture', 'leave'] as const;
export type Step = (typeof steps)[number];

/** Seconds: until both are in, from there to the line, from the second "start" to pictures on both sides, and all. */
export interface Timing {
  enter: number;
  line: number;
  picture: number;
  whole: number;
}

export type CallResult =
  | { path: Path; outcome: 'ok'; seconds: Timing }
  /** Pods hand out no relay of this kind. */
  | { path: Path; outcome: 'skipped' }
  /** `incident` is in the service's log where one was told, else only in the caller's own. */
  | { path: Path; outcome: 'failed'; step: Step; incident: string };

/** The call cannot go on; `cause` is what the step ran into. */
export class StepFailed extends Error {
  readonly step: Step;
  constructor(step: Step, cause: unknown) {
    super(`failed at ${step}`, { cause });
    this.name = 'StepFailed';
    this.step = step;
  }
}

/** Runs one step of a call. @throws {StepFailed} */
export async function step<T>(name: Step, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    throw error instanceof StepFailed ? error : new StepFailed(name, error);
  }
}

const meaning: Record<Step, string> = {
  appointment: 'no appointment could be made',
  browser: 'no browser could be started',
  door: 'the guest did not get to the waiting room',
  room: 'the advisor did not get into the room',
  meet: 'they were not told of each other',
  line: 'no line on this path',
  picture: 'no moving picture on both sides',
  leave: 'hanging up did not end it for both',
};

const seconds = (value: number): string => `${value.toFixed(1)} s`;

/** One line, without a line end. */
export function lineOf(result: CallResult): string {
  const { path, outcome } = result;
  const name = path.padEnd(9);
  if (outcome === 'skipped') return `${name} skipped  no such relay is configured`;
  if (outcome === 'failed') return `${name} FAILED   ${meaning[result.step]} (incident ${result.incident})`;
  const { enter, line, picture, whole } = result.seconds;
  return `${name} ok       entered ${seconds(enter)}, line ${seconds(line)}, pictures ${seconds(picture)}, whole ${seconds(whole)}`;
}

/** False when any path failed, and when none was tried. */
export function isGood(results: readonly CallResult[]): boolean {
  return results.some(({ outcome }) => outcome === 'ok') && results.every(({ outcome }) => outcome !== 'failed');
}
