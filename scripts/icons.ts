/** Takes the drawings we use out of lucide-static (ISC licence) and writes them to clients/ui/icon-drawings.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const names = [
  'arrow-left',
  'arrow-right',
  'bell',
  'bell-off',
  'calendar',
  'calendar-clock',
  'calendar-plus',
  'calendar-x',
  'camera',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'circle-alert',
  'circle-check',
  'circle-question-mark',
  'circle-user-round',
  'circle-x',
  'clock',
  'copy',
  'door-open',
  'ellipsis',
  'external-link',
  'headphones',
  'info',
  'key-round',
  'keyboard',
  'languages',
  'log-out',
  'mail',
  'message-square-text',
  'mic',
  'mic-off',
  'monitor-up',
  'move',
  'pencil',
  'phone',
  'phone-off',
  'plus',
  'refresh-cw',
  'send',
  'settings-2',
  'shield',
  'shield-alert',
  'shield-check',
  'trash',
  'triangle-alert',
  'undo-2',
  'user-x',
  'users',
  'video',
  'video-off',
  'volume-2',
  'volume-off',
  'wifi',
  'wifi-off',
  'x',
] as const;

type Node = [tag: string, attributes: Record<string, string>];

const require = createRequire(import.meta.url);
const nodes: Record<string, Node[]> = JSON.parse(
  readFileSync(require.resolve('lucide-static/icon-nodes.json'), 'utf8'),
);

const lines = names.map((name) => {
  const drawing = nodes[name];
  if (!drawing) throw new Error(`lucide-static has no icon named ${name}`);
  return `  '${name}': ${JSON.stringify(drawing)},`;
});

writeFileSync(
  new URL('../clients/ui/icon-drawings.ts', import.meta.url),
  `/** The icons in use, drawn by Lucide (ISC licence, © Lucide Contributors). Written by scripts/icons.ts; do not edit. */
// biome-ignore format: one drawing a line
export const drawings = {
${lines.join('\n')}
} as const;

export type IconName = keyof typeof drawings;
`,
);
