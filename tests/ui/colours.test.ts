/** The tokens' contrasts, light and dark, and what becomes of an organisation's own accent. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accentPair, contrast, parseColour } from '../../clients/ui/accent.ts';

const css = readFileSync(new URL('../../clients/ui/styles/tokens.css', import.meta.url), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensOf(block: string): Record<string, string> {
  const found = block.matchAll(/--([a-z0-9-]+): (?:var\(--[a-z-]+, )?(#[0-9a-f]{6})\)?;/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}

const light = tokensOf(lightCss);
const schemes = { light, dark: { ...light, ...tokensOf(darkCss.split('@media')[0] ?? '') } };

const texts: [text: string, ground: string][] = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink', 'sand'],
  ['soft', 'paper'],
  ['soft', 'sand'],
  ['accent', 'paper'],
  ['accent', 'card'],
  ['accent', 'accent-tint'],
  ['on-accent', 'accent'],
  ['good', 'good-tint'],
  ['good', 'paper'],
  ['warn', 'warn-tint'],
  ['stop', 'stop-tint'],
  ['stop', 'paper'],
  ['on-stop', 'stop'],
  ['stage-ink', 'stage'],
  ['stage-ink', 'stage-key'],
  ['stage-ink', 'stage-stop'],
  ['stage-soft', 'stage'],
  ['stage-good', 'stage-key'],
];
const edges: [edge: string, ground: string][] = [
  ['edge', 'paper'],
  ['edge', 'card'],
  ['edge', 'sand'],
  ['accent', 'paper'],
  ['stage-edge', 'stage'],
  ['stage-stop-edge', 'stage'],
];

function ratio(tokens: Record<string, string>, one: string, other: string): number {
  const [a, b] = [parseColour(tokens[one] ?? ''), parseColour(tokens[other] ?? '')];
  if (!a || !b) throw new Error(`no colour for ${one} or ${other}`);
  return contrast(a, b);
}

describe.each(Object.entries(schemes))('in the %s scheme', (_name, tokens) => {
  it.each(texts)('text in %s on %s has a contrast of 7:1', (text, ground) => {
    expect(ratio(tokens, text, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(edges)('an edge in %s on %s has a contrast of 3:1', (edge, ground) => {
    expect(ratio(tokens, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});

describe("an organisation's accent", () => {
  it.each(['#ffcc00', '#f00', '#000000', '#ffffff', '#7f7f7f'])('%s is made readable on both papers', (accent) => {
    const pair = accentPair(accent);
    if (!pair) throw new Error('no pair');
    expect(ratio({ ...schemes.light, own: pair.light }, 'own', 'sand')).toBeGreaterThanOrEqual(7);
    expect(ratio({ ...schemes.dark, own: pair.dark }, 'own', 'paper')).toBeGreaterThanOrEqual(7);
    expect(ratio({ ...schemes.dark, own: pair.dark }, 'own', 'on-accent')).toBeGreaterThanOrEqual(7);
  });

  it('stays as it is where it can be read', () => {
    expect(accentPair('#003355')?.light).toBe('#003355');
  });

  it.each(['red', '', '#12', 'url(x)', '#1234567'])('that is no colour (%j) is ignored', (accent) => {
    expect(accentPair(accent)).toBeUndefined();
  });
});
