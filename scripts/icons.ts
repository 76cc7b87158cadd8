/** Takes the drawings we use out of lucide-static (ISC licence): icons with their names, those of the whiteboard, and the 64 pictures of the words. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Of what a guest sees until the waiting room, and of more. */
const names = [
  'arrow-right',
  'calendar',
  'calendar-clock',
  'calendar-plus',
  'camera',
  'check',
  'chevron-down',
  'circle-alert',
  'circle-check',
  'circle-x',
  'clock',
  'copy',
  'headphones',
  'info',
  'keyboard',
  'languages',
  'log-out',
  'message-square-text',
  'mic',
  'mic-off',
  'move',
  'phone',
  'refresh-cw',
  'send',
  'settings-2',
  'triangle-alert',
  'undo-2',
  'video',
  'video-off',
  'volume-2',
  'volume-off',
  'wifi',
  'wifi-off',
  'x',
] as const;

/** Of the conversation and of the advisor's pages alone: they come with those. */
const laterNames = [
  'arrow-left',
  'bell',
  'calendar-x',
  'chevron-left',
  'chevron-right',
  'circle-question-mark',
  'circle-user-round',
  'door-open',
  'download',
  'ellipsis',
  'external-link',
  'file-pen',
  'key-round',
  'mail',
  'monitor-up',
  'paperclip',
  'pencil',
  'phone-off',
  'plus',
  'shield',
  'shield-alert',
  'shield-check',
  'user-x',
] as const;

type Node = [tag: string, attributes: Record<string, string>];

const require = createRequire(import.meta.url);
const nodes: Record<string, Node[]> = JSON.parse(
  readFileSync(require.resolve('lucide-static/icon-nodes.json'), 'utf8'),
);

/** In the order of the lists of words: clients/ui/texts/<language>/picture-words.ts. Never change the order or a picture alone. */
const pictures = [
  'apple',
  'banana',
  'carrot',
  'pizza',
  'popcorn',
  'piano',
  'ice-cream-cone',
  'fish',
  'bird',
  'cat',
  'barrel',
  'rabbit',
  'snail',
  'turtle',
  'helicopter',
  'feather',
  'lighthouse',
  'tree-palm',
  'flower',
  'mountain',
  'sun',
  'star',
  'flag',
  'cloud',
  'thermometer',
  'rainbow',
  'umbrella',
  'candy',
  'luggage',
  'anchor',
  'sailboat',
  'truck',
  'bike',
  'tractor',
  'plane',
  'house',
  'church',
  'drama',
  'lamp',
  'sofa',
  'key',
  'hourglass',
  'broom',
  'pencil',
  'newspaper',
  'compass',
  'binoculars',
  'camera',
  'guitar',
  'drum',
  'trophy',
  'gem',
  'gift',
  'heart',
  'balloon',
  'dices',
  'glasses',
  'backpack',
  'ferris-wheel',
  'bot',
  'piggy-bank',
  'mailbox',
  'alarm-clock',
  'magnet',
] as const;

/** Only the whiteboard needs these, so they are loaded with it. */
const boardIcons = [
  'arrow-down',
  'arrow-left',
  'arrow-right',
  'arrow-up',
  'chevron-left',
  'chevron-right',
  'circle',
  'eraser',
  'file-down',
  'file-plus',
  'image-down',
  'image-plus',
  'maximize',
  'minus',
  'mouse-pointer-2',
  'move-up-right',
  'pen-line',
  'plus',
  'pointer',
  'redo-2',
  'slash',
  'square',
  'trash',
  'type',
  'undo-2',
  'x',
  'zoom-in',
  'zoom-out',
] as const;

const drawingOf = (name: string): string => {
  const drawing = nodes[name];
  if (!drawing) throw new Error(`lucide-static has no icon named ${name}`);
  return JSON.stringify(drawing);
};
const write = (file: string, text: string): void =>
  writeFileSync(new URL(`../clients/ui/${file}`, import.meta.url), text);
const licence = 'drawn by Lucide (ISC licence, © Lucide Contributors). Written by scripts/icons.ts; do not edit.';

write(
  'icon-drawings.ts',
  `/** The icons in use, ${licence} */
// biome-ignore format: one drawing a line
export const drawings = {
${names.map((name) => `  '${name}': ${drawingOf(name)},`).join('\n')}
} as const;
`,
);

write(
  'icon-drawings-later.ts',
  `/** The icons of the conversation and of the advisor's pages, ${licence} */
// biome-ignore format: one drawing a line
export const laterDrawings = {
${laterNames.map((name) => `  '${name}': ${drawingOf(name)},`).join('\n')}
} as const;
`,
);

write(
  'proof/word-drawings.ts',
  `/** The 64 pictures of the words that two people compare, ${licence} */
type Drawing = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

// biome-ignore format: one drawing a line
export const wordDrawings: readonly Drawing[] = [
${pictures.map((name) => `  ${drawingOf(name)}, // ${name}`).join('\n')}
];
`,
);

write(
  'call/tools/board/drawings.ts',
  `/** The icons of the whiteboard, ${licence} */
// biome-ignore format: one drawing a line
export const boardDrawings = {
${boardIcons.map((name) => `  '${name}': ${drawingOf(name)},`).join('\n')}
} as const;

export type BoardIconName = keyof typeof boardDrawings;
`,
);
