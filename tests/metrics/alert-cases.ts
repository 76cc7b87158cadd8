/** For every alert: figures at which it fires, and figures near them at which it must not, as pods really tell them. */

/**
 * Samples in Prometheus' notation, a minute apart: `up(3)` rises by three a minute, `at(1)` stands still, `until` says when the
 * series ends, as all do of a process that is gone. A label that nothing was counted under has no series at all.
 */
type Series = Record<string, string>;
export interface AlertCase {
  alert: string;
  fires: Series;
  quiet: Series;
  /** Minutes until somebody looks. */
  after?: number;
}

const up = (perMinute: number): string => `0+${perMinute}x400`;
const at = (value: number): string => `${value}x400`;
const until = (minutes: number, perMinute: number, from = 0): string => `${from}+${perMinute}x${minutes} stale`;

const buckets = (metric: string, perMinute: Record<string, number>): Series =>
  Object.fromEntries([
    ...Object.entries(perMinute).map(([le, count]) => [`${metric}_bucket{le="${le}"}`, up(count)]),
    [`${metric}_count`, up(perMinute['+Inf'] ?? 0)],
  ]);
const setups = (result: string) => `visavis_call_setups_total{result="${result}"}`;
const paths = (path: string) => `visavis_call_paths_total{path="${path}"}`;
const hellos = (result: string) => `visavis_signalling_hellos_total{result="${result}"}`;
const relayed = (path: string) => `visavis_signalling_relayed_total{path="${path}"}`;
const readings = (result: string, instance = 'a') =>
  `visavis_signalling_jwks_readings_total{result="${result}",instance="${instance}"}`;
const requests = (status: string) => `visavis_appointments_request_duration_seconds_count{status="${status}"}`;
const limit = (name: string) => `visavis_signalling_limits_hit_total{limit="${name}"}`;
const picture = 'visavis_call_first_picture_seconds';
const store = 'visavis_signalling_store_seconds';
const [frozen, counted] = ['visavis_call_frozen_seconds_total', 'visavis_call_frozen_minutes_total'];
const [rebuilds, talked] = ['visavis_call_mends_total{kind="rebuild"}', 'visavis_call_talked_minutes_total'];
const startedAt = (target: string) => `visavis_process_start_time_seconds{${target}}`;
const succeeded = 'visavis_synthetic_last_success_timestamp_seconds{path="direct"}';
const caller = 'job="visavis-synthetic",instance="synthetic:9464"';
const podAt = (namespace: string, pod: string) =>
  `job="kubernetes-pods",instance="10.1.1.7:9464",namespace="${namespace}",pod="${pod}"`;
const callerRuns = `visavis_synthetic_run_seconds{${caller}}`;
const [open, most] = ['visavis_process_open_fds', 'visavis_process_max_fds'];

/** An alert on one figure. */
const one = (alert: string, series: string, fires: string, quiet: string, after = 30): AlertCase => ({
  alert,
  fires: { [series]: fires },
  quiet: { [series]: quiet },
  after,
});

export const alertCases: readonly AlertCase[] = [
  {
    alert: 'VisavisSetupsFail',
    fires: { [setups('no-line')]: up(1), [setups('talking')]: up(4) },
    quiet: { [setups('left')]: up(4), [setups('no-media')]: up(1), [setups('talking')]: up(40) },
  },
  {
    alert: 'VisavisFirstPictureSlow',
    fires: buckets(picture, { 1: 10, 5: 15, 10: 20, 30: 20, '+Inf': 20 }),
    quiet: buckets(picture, { 1: 18, 5: 20, 10: 20, 30: 20, '+Inf': 20 }),
    after: 60,
  },
  {
    alert: 'VisavisRelayShareHigh',
    fires: { [paths('direct')]: up(1), [paths('relay-tls')]: up(2) },
    quiet: { [paths('direct')]: up(2), [paths('relay-tls')]: up(1) },
    after: 300,
  },
  {
    alert: 'VisavisPicturesFreeze',
    fires: { [frozen]: up(10), [counted]: up(2) },
    quiet: { [frozen]: up(1), [counted]: up(2) },
    after: 90,
  },
  {
    alert: 'VisavisCallsMendTooOften',
    fires: { [rebuilds]: up(1), [talked]: up(10) },
    quiet: { [rebuilds]: up(1), [talked]: up(100) },
    after: 90,
  },
  ...[
    'job="visavis-signalling",instance="signalling-1:9464"',
    'job="visavis/signalling",namespace="visavis",pod="signalling-7d",container="signalling",instance="10.1.1.7:9464"',
    'job="kubernetes-pods",app_kubernetes_io_part_of="visavis",namespace="visavis",instance="10.1.1.7:9464"',
  ].map((target) => one('VisavisDown', `up{${target}}`, at(0), at(1))),
  {
    alert: 'VisavisDown',
    fires: { 'up{job="pods",instance="a"}': '1x10 0x400', [startedAt('job="pods",instance="a"')]: until(10, 0, 60) },
    quiet: { 'up{job="pods",instance="b"}': at(0), [startedAt('job="pods",instance="a"')]: at(60) },
    after: 300,
  },
  {
    // Somebody else's pod has the address of one of ours that went.
    alert: 'VisavisDown',
    fires: {
      [`up{${podAt('visavis', 'signalling-a')}}`]: '1x10 0x400',
      [startedAt(podAt('visavis', 'signalling-a'))]: at(60),
    },
    quiet: {
      [`up{${podAt('others', 'other-b')}}`]: at(0),
      [startedAt(podAt('visavis', 'signalling-a'))]: until(10, 0, 60),
    },
  },
  // The caller is missed by VisavisSyntheticSilent, under whatever job it is asked.
  ...[
    caller,
    'job="visavis-synthetic/synthetic",namespace="visavis-synthetic",pod="synthetic-5c",instance="10.1.1.8:9464"',
    'job="kubernetes-pods",app_kubernetes_io_part_of="visavis",app_kubernetes_io_name="synthetic",instance="10.1.1.8:9464"',
    'job="pods",instance="b"',
  ].map((target) => ({
    alert: 'VisavisDown',
    fires: { 'up{job="pods",instance="a"}': '1x10 0x400', [startedAt('job="pods",instance="a"')]: until(10, 0, 60) },
    quiet: {
      [`up{${target}}`]: '1x10 0x400',
      [startedAt(target)]: until(10, 0, 60),
      [`visavis_synthetic_run_seconds{${target}}`]: until(10, 0, 30),
      [succeeded]: until(10, 60),
    },
    after: 20,
  })),
  {
    alert: 'VisavisDown',
    fires: { 'up{job="visavis-signalling",instance="a"}': '1x10 0x400' },
    // Scaled down: the target is gone, and nobody misses it.
    quiet: { 'up{job="visavis-signalling",instance="a"}': '1x10 0 stale' },
  },
  one('VisavisStoreDown', 'visavis_signalling_store_up', at(0), at(1)),
  one('VisavisBusDown', 'visavis_signalling_bus_up', at(0), '1 1 0 1x400'),
  {
    alert: 'VisavisStoreSlow',
    fires: buckets(store, { 0.1: 50, 0.5: 60, '+Inf': 60 }),
    quiet: buckets(store, { 0.1: 60, 0.5: 60, '+Inf': 60 }),
  },
  {
    alert: 'VisavisEntriesFail',
    fires: { [hellos('ticket-invalid')]: up(5), [hellos('seated')]: up(30) },
    quiet: { [hellos('room-over')]: up(5), [hellos('seated')]: up(30) },
  },
  one('VisavisReplays', hellos('ticket-used'), up(2), up(1)),
  {
    alert: 'VisavisKeysNotRead',
    fires: { [readings('failed')]: up(1), [readings('read')]: at(7) },
    quiet: { [readings('failed')]: up(1), [readings('read')]: up(1) },
  },
  {
    // A pod that has never read any, beside one that does.
    alert: 'VisavisKeysNotRead',
    fires: { [readings('failed')]: up(1), [readings('read', 'b')]: up(1) },
    quiet: { [readings('read', 'b')]: up(1), [readings('failed')]: '0 0 1 2x400' },
  },
  {
    alert: 'VisavisLimitsHit',
    fires: { [limit('messages')]: up(120) },
    quiet: { [limit('messages')]: up(30), [limit('pings')]: up(120) },
  },
  {
    alert: 'VisavisRoomsSplit',
    fires: { [relayed('bus')]: up(10), [relayed('local')]: up(90) },
    quiet: { [relayed('bus')]: up(1), [relayed('local')]: up(90) },
    after: 90,
  },
  one('VisavisDrainHangs', 'visavis_signalling_draining', at(1), '0 0 1 1 0x400'),
  one('VisavisEventLoopSlow', 'visavis_nodejs_eventloop_lag_p99_seconds', at(0.5), at(0.02)),
  {
    alert: 'VisavisFilesRunOut',
    fires: { [open]: at(900), [most]: at(1_000) },
    quiet: { [open]: at(700), [most]: at(1_000) },
  },
  {
    alert: 'VisavisRequestsFail',
    fires: { [requests('500')]: up(1), [requests('200')]: up(20) },
    quiet: { [requests('404')]: up(1), [requests('200')]: up(20) },
  },
  one('VisavisMailsWait', 'visavis_appointments_mail_oldest_waiting_seconds', at(1_000), at(60)),
  one('VisavisRetentionLate', 'visavis_appointments_retention_last_run_seconds', at(0), up(60), 240),
  one('VisavisPathBroken', 'visavis_synthetic_success{path="relay-tls"}', at(0), at(1)),
  // It calls and nothing comes of it; it is gone; it has been there for long, and has never got through.
  one('VisavisSyntheticSilent', succeeded, '0+60x10 600x400', up(60)),
  {
    alert: 'VisavisSyntheticSilent',
    fires: { [succeeded]: until(40, 60) },
    quiet: { [succeeded]: until(55, 60) },
    after: 60,
  },
  {
    alert: 'VisavisSyntheticSilent',
    fires: { [startedAt(caller)]: at(0), [callerRuns]: at(0) },
    quiet: { [startedAt(caller)]: at(0), [callerRuns]: at(30), [succeeded]: up(60) },
  },
  {
    // Gone before it ever got through; VisavisDown says nothing of it.
    alert: 'VisavisSyntheticSilent',
    fires: { [startedAt(caller)]: until(10, 0, 60), [callerRuns]: until(10, 0), [`up{${caller}}`]: '1x10 0x400' },
    quiet: { [startedAt(caller)]: '_x18 1080x400', [callerRuns]: '_x18 0x400' },
  },
  {
    // One that has just come, at the address of a pod of ours that had been there for long.
    alert: 'VisavisSyntheticSilent',
    fires: {
      [startedAt(podAt('calls', 'a'))]: at(0),
      [`visavis_synthetic_run_seconds{${podAt('calls', 'a')}}`]: at(0),
    },
    quiet: {
      [startedAt(podAt('visavis', 'b'))]: '0x20 stale',
      [startedAt(podAt('calls', 'a'))]: '_x21 1300x400',
      [`visavis_synthetic_run_seconds{${podAt('calls', 'a')}}`]: '_x21 0x400',
    },
  },
  {
    alert: 'VisavisSyntheticSilent',
    fires: { [succeeded]: until(60, 60) },
    // Nobody has ever put one up.
    quiet: { 'up{job="visavis-signalling",instance="a"}': at(1), [startedAt('instance="a"')]: at(0) },
    after: 390,
  },
];
