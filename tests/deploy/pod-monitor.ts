/** A PodMonitor as far as it is used here: https://prometheus-operator.dev/docs/api-reference/api/ (monitoring.coreos.com/v1). */
import * as v from 'valibot';

export const duration = v.pipe(v.string(), v.regex(/^\d+[smh]$/));
export const labels = v.record(v.string(), v.string());

export const PodMonitor = v.strictObject({
  apiVersion: v.literal('monitoring.coreos.com/v1'),
  kind: v.literal('PodMonitor'),
  metadata: v.strictObject({ name: v.string(), namespace: v.string(), labels: v.optional(labels) }),
  spec: v.strictObject({
    selector: v.strictObject({ matchLabels: labels }),
    podMetricsEndpoints: v.array(v.strictObject({ port: v.string(), path: v.string(), interval: duration })),
  }),
});
