/** Draws a rolling restart: how many lines moved in each second, pod by pod, beside an even spread and the bound. */
import type { Move } from '../load/rollout.ts';

export interface DrainPlot {
  moves: readonly Move[];
  pods: number;
  /** Of one pod, from SIGTERM on. */
  spreadMs: number;
  noticeMs: number;
  /** Times the even spread. */
  bound: number;
  /** One line under the heading. */
  caption: string;
}

const size = { width: 720, rowHeight: 120, left: 48, top: 56, right: 12, gap: 30 };
/** From SIGTERM until the last line has to be gone. */
const seconds = 24;
const colours = { bar: '#2f6f4f', even: '#8a8f98', bound: '#b3412e', text: '#333a44' };

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${colours.text}" ${more}>${content}</text>`;

const level = (y: number, from: number, to: number, colour: string): string =>
  `<path d="M${from.toFixed(1)} ${y.toFixed(1)}H${to.toFixed(1)}" stroke="${colour}" stroke-dasharray="4 3"/>`;

function row(plot: DrainPlot, pod: number, top: number): string {
  const times = plot.moves.filter((move) => move.pod === pod).map(({ afterMs }) => afterMs);
  const counts = Array.from({ length: seconds }, (_, second) => {
    return times.filter((at) => Math.floor(at / 1_000) === second).length;
  });
  const even = (times.length * 1_000) / plot.spreadMs;
  const highest = Math.max(...counts, even * plot.bound) * 1.1;
  const bottom = top + size.rowHeight;
  const perSecond = (size.width - size.left - size.right) / seconds;
  const yOf = (count: number): number => bottom - (count / highest) * size.rowHeight;
  const xOf = (second: number): number => size.left + second * perSecond;
  const bars = counts.map((count, second) => {
    const [x, y] = [xOf(second) + 1, yOf(count)];
    const box = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${(perSecond - 2).toFixed(1)}" height="${(bottom - y).toFixed(1)}"`;
    return `<rect ${box} fill="${colours.bar}"><title>${count}</title></rect>`;
  });
  const [from, to] = [xOf(plot.noticeMs / 1_000), xOf((plot.noticeMs + plot.spreadMs) / 1_000)];
  return [
    ...bars,
    level(yOf(even), from, to, colours.even),
    level(yOf(even * plot.bound), from, to, colours.bound),
    `<path d="M${size.left} ${bottom}H${size.width - size.right}" stroke="${colours.text}"/>`,
    text(size.left, top - 6, `pod ${pod + 1}: ${times.length} lines, at most ${Math.max(...counts)} in a second`),
    text(size.left - 6, yOf(even) + 4, even.toFixed(0), 'text-anchor="end"'),
    ...[0, 5, 10, 15, 20].map((second) => text(xOf(second), bottom + 14, `${second} s`, 'text-anchor="middle"')),
  ].join('\n');
}

/** SVG 1.1 without scripts or foreign parts. */
export function drainPlot(plot: DrainPlot): string {
  const rowStep = size.rowHeight + size.gap + 14;
  const height = size.top + plot.pods * rowStep + 8;
  const rows = Array.from({ length: plot.pods }, (_, pod) => row(plot, pod, size.top + pod * rowStep));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" font-family="sans-serif" font-size="11">
<title>Lines that move in each second after SIGTERM of their pod</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${text(size.left, 18, 'Lines that move in each second after SIGTERM of their pod', 'font-size="14"')}
${text(size.left, 34, `${plot.caption}; grey: spread evenly, red: bound`)}
${rows.join('\n')}
</svg>
`;
}
