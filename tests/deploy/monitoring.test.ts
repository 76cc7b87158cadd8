/** `deploy/monitoring/`, offline: what the Prometheus operator is given fits the pods, the alerts and its own API. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { containersOf, podsOf } from './manifests.ts';
import { duration, labels, PodMonitor } from './pod-monitor.ts';
import { at, list, type Mapping, readDeployed } from './read-yaml.ts';

const meta = v.strictObject({ name: v.string(), namespace: v.string() });

/** As far as it is used here: https://prometheus-operator.dev/docs/api-reference/api/ (monitoring.coreos.com/v1). */
const PrometheusRule = v.strictObject({
  apiVersion: v.literal('monitoring.coreos.com/v1'),
  kind: v.literal('PrometheusRule'),
  metadata: meta,
  spec: v.strictObject({
    groups: v.array(
      v.strictObject({
        name: v.string(),
        rules: v.array(
          v.strictObject({
            alert: v.string(),
            expr: v.string(),
            for: v.optional(duration),
            labels,
            annotations: labels,
          }),
        ),
      }),
    ),
  }),
});

const kustomization = readDeployed('monitoring/kustomization.yaml')[0];
const monitors = readDeployed('monitoring/pod-monitors.yaml').map((document) => v.parse(PodMonitor, document));
const [rule] = readDeployed('monitoring/prometheus-rule.yaml').map((document) => v.parse(PrometheusRule, document));
const manifests = (file: string): Mapping[] => readDeployed(`kubernetes/${file}`);
const pods = podsOf([...manifests('signalling.yaml'), ...manifests('appointments.yaml')]);

describe('deploy/monitoring', () => {
  it('adds to the whole installation, and labels all that it adds', () => {
    expect(list(at(kustomization, 'resources'))).toEqual([
      '../kubernetes',
      'pod-monitors.yaml',
      'prometheus-rule.yaml',
    ]);
    const kinds = list(at(kustomization, 'labels', 0, 'fields')).map((field) => at(field, 'kind'));
    expect(kinds).toEqual(['PodMonitor', 'PrometheusRule']);
  });

  it.each(monitors)('asks the pods of $metadata.name where they tell their figures', ({ metadata, spec }) => {
    const selected = pods.filter((pod) =>
      Object.entries(spec.selector.matchLabels).every(([key, value]) => at(pod.labels, key) === value),
    );
    expect(selected.map(({ name, namespace }) => ({ name, namespace }))).toEqual([metadata]);
    const ports = containersOf(selected[0]?.spec).flatMap((container) => list(at(container, 'ports')));
    const named = ports.filter((port) => at(port, 'name') === spec.podMetricsEndpoints[0]?.port);
    expect(named.map((port) => at(port, 'containerPort'))).toEqual([9464]);
  });

  it('asks every pod of ours that has figures, and gives it the job that the alerts mean', () => {
    expect(monitors.map(({ metadata }) => metadata.name).toSorted()).toEqual(pods.map(({ name }) => name).toSorted());
    for (const { metadata } of monitors) expect(`${metadata.namespace}/${metadata.name}`).toMatch(/^(?:visavis.*)$/);
  });

  it('has the alerts of the other file, all of them, as they are', () => {
    expect(rule?.spec.groups).toEqual(readDeployed('alerts/visavis.yml')[0]?.groups);
  });
});
