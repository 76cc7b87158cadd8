/** What a browser may tell a pod about how a call fared: closed lists and coarse steps, nothing that singles out a person. */
import * as v from 'valibot';

/**
 * How a set-up ended, from "both pressed start" on: `talking` sound or picture came · `no-line` no way between the two browsers ·
 * `no-media` the line stands and nothing came · `unsealed` the other side speaks without the link's secret · `left` somebody
 * gave up before that.
 */
export const setupResults = ['talking', 'no-line', 'no-media', 'unsealed', 'left'] as const;
export type SetupResult = (typeof setupResults)[number];

/** The way the media go, as `CallDetails.path` of the engine. */
export const reportPaths = ['direct', 'relay-udp', 'relay-tcp', 'relay-tls', 'unknown'] as const;
export const browserFamilies = ['chromium', 'edge', 'opera', 'samsung', 'firefox', 'safari', 'other'] as const;
export type BrowserFamily = (typeof browserFamilies)[number];
export const deviceKinds = ['computer', 'phone'] as const;

/** Why a browser looked for new paths or built a connection anew, as `MendReason` of the engine, where each is explained. */
export const mendReasons = [
  'disconnected',
  'silent',
  'network-changed',
  'failed',
  'restart-untaken',
  'restart-late',
  'connect-late',
  'channel-closed',
  'frames-missing',
  'frames-failing',
  'frames-worker',
  'frames-keys',
  'in-reach-again',
  'retry',
] as const;

/** Values are told as the first step that is not below them; what lies beyond the last is told as the last. */
export const reportSteps = {
  milliseconds: [100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 30_000],
  minutes: [1, 2, 5, 10, 20, 30, 45, 60, 90, 120],
  seconds: [0, 1, 2, 5, 10, 20, 60, 120],
  count: [0, 1, 2, 3, 5, 10],
} as const;

/** The step for `value`, as every number of a report is told. */
export function stepOf<const S extends readonly number[]>(steps: S, value: number): S[number] {
  return steps.find((step) => value <= step) ?? steps[steps.length - 1] ?? 0;
}

/** Once a call and browser, as soon as the set-up has ended either way. */
export const SetupReport = v.strictObject({
  type: v.literal('setup-report'),
  result: v.picklist(setupResults),
  path: v.picklist(reportPaths),
  /** From "both pressed start" to the other side's first sound, and to its first picture: to their first packets. */
  soundMs: v.optional(v.picklist(reportSteps.milliseconds)),
  pictureMs: v.optional(v.picklist(reportSteps.milliseconds)),
  browser: v.picklist(browserFamilies),
  /** Major version; 0 when unknown. */
  major: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  device: v.picklist(deviceKinds),
});
export type SetupReport = v.InferOutput<typeof SetupReport>;

/** Once a call and browser, when it is over and there was a conversation. */
export const CallReport = v.strictObject({
  type: v.literal('call-report'),
  path: v.picklist(reportPaths),
  talkedMinutes: v.picklist(reportSteps.minutes),
  restarts: v.picklist(reportSteps.count),
  rebuilds: v.picklist(reportSteps.count),
  reconnects: v.picklist(reportSteps.count),
  /** Seconds in which the other side's picture stood still; absent where the browser does not count them. */
  frozenS: v.optional(v.picklist(reportSteps.seconds)),
  /** Of the latest mends that were this browser's own idea, sorted, so that their order is nobody's. */
  mendReasons: v.optional(v.pipe(v.array(v.picklist(mendReasons)), v.maxLength(6))),
});
export type CallReport = v.InferOutput<typeof CallReport>;
export type Report = SetupReport | CallReport;
