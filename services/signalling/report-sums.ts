/** How calls fare, as browsers tell it: every report is added to sums and forgotten. Nothing here knows whose it was. */
import { type Report, reportSteps } from '@visavis/shared';
import { Counter, Histogram, type Registry } from 'prom-client';

export interface ReportSums {
  /** Adds a report of one line, up to the limit of a line; beyond it the report is dropped and the limit counted. */
  add(line: object, report: Report): void;
}

/** Versions that one pod tells apart; a browser that invents further ones is counted as `other`. */
const mostVersions = 100;
const prefix = 'visavis_call_';
const seconds = reportSteps.milliseconds.map((step) => step / 1000);

/** Registers the metrics of calls on `registry`; `limit` hears of a line that reports too often. */
export function reportSums(registry: Registry, mostPerLine: number, limit: (name: string) => void): ReportSums {
  const setup = setupSums(registry);
  const call = callSums(registry);
  // Only lines that reported are in it, and only while they last.
  const told = new WeakMap<object, number>();
  return {
    add(line, report) {
      const count = told.get(line) ?? 0;
      if (count >= mostPerLine) return limit('reports');
      told.set(line, count + 1);
      if (report.type === 'setup-report') setup(report);
      else call(report);
    },
  };
}

type SetupReport = Extract<Report, { type: 'setup-report' }>;
type CallReport = Extract<Report, { type: 'call-report' }>;

function setupSums(registry: Registry): (report: SetupReport) => void {
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `${prefix}${name}`, help, buckets: seconds, registers });
  const setups = counter(
    'setups_total',
    'Set-ups as each browser saw them, two a call: talking, no-line, no-media, unsealed, left.',
    'result',
  );
  const devices = counter('setups_by_device_total', 'The same, on a computer or a phone.', 'device', 'outcome');
  const browsers = counter(
    'setups_by_browser_total',
    'The same by browser family and major version; at most 100 pairs a pod, then other.',
    ...['browser', 'major', 'outcome'],
  );
  const paths = counter('paths_total', 'Ways of the media in set-ups that led to a conversation.', 'path');
  const sound = histogram('first_sound_seconds', 'From both having pressed start to the first packets of the sound.');
  const picture = histogram(
    'first_picture_seconds',
    'From both having pressed start to the first packets of the picture.',
  );
  const known = new Set<string>();
  const isKnown = (pair: string): boolean => known.has(pair) || (known.size < mostVersions && !!known.add(pair));
  return ({ result, path, soundMs, pictureMs, browser, major, device }) => {
    const outcome = result === 'talking' ? 'talking' : 'failed';
    setups.inc({ result });
    devices.inc({ device, outcome });
    const isTold = isKnown(`${browser} ${major}`);
    browsers.inc(isTold ? { browser, major, outcome } : { browser: 'other', major: 'other', outcome });
    if (outcome === 'talking') paths.inc({ path });
    if (soundMs !== undefined) sound.observe(soundMs / 1000);
    if (pictureMs !== undefined) picture.observe(pictureMs / 1000);
  };
}

function callSums(registry: Registry): (report: CallReport) => void {
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
  const ended = counter(
    'ended_total',
    'Conversations that ended, as each browser saw them, by the last way of the media.',
    'path',
  );
  const minutes = counter('talked_minutes_total', 'Minutes of those conversations, each rounded up to a step.');
  const mends = counter(
    'mends_total',
    'What mended them, by kind: restart (of ICE), rebuild (new connection), reconnect (to a pod).',
    'kind',
  );
  const reasons = counter(
    'mend_reasons_total',
    'Why they were mended: of each browser the latest six that were its own idea.',
    'reason',
  );
  const frozen = counter(
    'frozen_seconds_total',
    'Seconds in which the picture stood still, where the browser counts them.',
  );
  const counted = counter('frozen_minutes_total', 'Minutes of the conversations in which the browser counts them.');
  return ({ path, talkedMinutes, restarts, rebuilds, reconnects, frozenS, mendReasons = [] }) => {
    ended.inc({ path });
    minutes.inc(talkedMinutes);
    mends.inc({ kind: 'restart' }, restarts);
    mends.inc({ kind: 'rebuild' }, rebuilds);
    mends.inc({ kind: 'reconnect' }, reconnects);
    for (const reason of mendReasons) reasons.inc({ reason });
    if (frozenS === undefined) return;
    frozen.inc(frozenS);
    counted.inc(talkedMinutes);
  };
}
