/** One figure of the statistics: what it shows, its drawing, and its numbers in a table on demand. */
import { useId } from 'preact/hooks';
import { type Bar, Bars, Line } from './charts.tsx';
import { useStatisticsTexts } from './texts/index.ts';

export interface FigureProps {
  title: string;
  note?: string | undefined;
  kind: 'bars' | 'line';
  rows: readonly Bar[];
}

export function StatisticsFigure({ title, note, kind, rows }: FigureProps) {
  const texts = useStatisticsTexts();
  const id = useId();
  const isEmpty = rows.every(({ count }) => count === 0);
  return (
    <figure class="card stack-tight chart" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        {note && <p class="soft">{note}</p>}
      </figcaption>
      {isEmpty ? <p>{texts.few}</p> : kind === 'bars' ? <Bars bars={rows} /> : <Line steps={rows} />}
      {!isEmpty && (
        <details>
          <summary class="chart-summary">{texts.numbers(title)}</summary>
          <table class="chart-table">
            <thead>
              <tr>
                <th scope="col">{texts.what}</th>
                <th scope="col">{texts.count}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, label, count }) => (
                <tr key={name}>
                  <th scope="row">{label}</th>
                  <td>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  );
}
