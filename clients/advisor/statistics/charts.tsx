/** The drawings of the statistics: bars and a line, a few lines of SVG each. For screen readers the table beside them speaks. */
import type { Amount } from './sums.ts';

/** `label` in words. */
export type Bar = Amount & { label: string };

/** One bar a row, as long as its share of the longest. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <div class="chart-bars" aria-hidden="true">
      {bars.map(({ name, label, count }) => (
        <div key={name} class="chart-row">
          <span>{label}</span>
          <svg class="chart-bar" viewBox="0 0 100 10" preserveAspectRatio="none">
            <title>{label}</title>
            <rect class="chart-ground" width="100" height="10" />
            {count > 0 && <rect class="chart-ink" width={(count / most) * 100} height="10" />}
          </svg>
        </div>
      ))}
    </div>
  );
}

/** A line over the steps of a span; the largest value stands beside it, because a line without a measure says nothing. */
export function Line({ steps }: { steps: readonly Bar[] }) {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const width = Math.max(1, steps.length - 1);
  const points = steps.map(
    ({ count }, at) => `${((at / width) * 600).toFixed(1)},${(150 - (count / most) * 140).toFixed(1)}`,
  );
  return (
    <div class="chart-line" aria-hidden="true">
      <span class="soft">{most}</span>
      <svg viewBox="-4 0 608 156" preserveAspectRatio="none">
        <title>{most}</title>
        <line class="chart-axis" x1="0" y1="150" x2="600" y2="150" />
        <polyline class="chart-stroke" points={points.join(' ')} />
      </svg>
      <span class="row row-apart soft">
        <span>{steps[0]?.label}</span>
        <span>{steps.at(-1)?.label}</span>
      </span>
    </div>
  );
}
