/** The HTML of mails: nothing from outside, nothing that runs, readable colours. */
import { describe, expect, it } from 'vitest';
import { invitationKinds } from '../../services/appointments/invitations/facts.ts';
import { composeInvitation } from '../../services/appointments/invitations/invitation.ts';
import { invitationFacts, invitationSettings } from '../support/invitation-facts.ts';

const movedFromMs = Date.parse('2026-11-23T08:00:00Z');
const htmlOf = (kind: (typeof invitationKinds)[number], name = 'Grete Lüders') =>
  composeInvitation(invitationFacts({ kind, movedFromMs, guest: { name, email: 'g@example.org' } }), invitationSettings)
    .html;

/** WCAG 2.2, contrast ratio of two `#rrggbb` colours. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

describe.each(invitationKinds)('the HTML of a mail (%s)', (kind) => {
  const html = htmlOf(kind);

  it('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<(img|link|script|iframe|object|embed|form|input|video|audio|svg|base)\b/i);
    expect(html).not.toMatch(/\b(src|srcset|background|poster|on\w+)\s*=/i);
    expect(html).not.toMatch(/url\(|@import|javascript:|data:/i);
  });

  it('links to nothing but the pages and the telephone', () => {
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(2);
    for (const target of targets)
      expect(target).toMatch(/^(https:\/\/video\.example\.de\/(j#|terms$|privacy$)|tel:\+?\d+$)/);
  });

  it('uses tables for layout that screen readers pass over, and headers for facts', () => {
    const layout = html.match(/<table(?! cell)[^>]*>/g) ?? [];
    for (const table of layout) expect(table).toContain('role="presentation"');
    expect(html).toContain('<th class="label" scope="row"');
    expect(html).toMatch(/<html lang="de">/);
  });
});

describe('the join link', () => {
  it('is one button, and readable as it is', () => {
    const { joinLink } = invitationFacts();
    const html = htmlOf('invite');
    expect(html.split(`href="${joinLink}"`)).toHaveLength(3);
    expect(html).toContain(`>${joinLink}</a>`);
    expect(html.split('class="button"')).toHaveLength(2);
  });
});

describe('what people typed', () => {
  it('is text, never markup', () => {
    const html = htmlOf('invite', `<img src=x onerror="alert(1)"> & 'Co' "Q"`);
    expect(html).toContain(
      'Guten Tag &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Co&#39; &quot;Q&quot;,',
    );
    expect(html).not.toContain('<img');
  });
});

describe('colours', () => {
  const html = htmlOf('invite');
  const [style = ''] = /<style>[\s\S]*<\/style>/.exec(html) ?? [];
  const inDark = (name: string, property: string) =>
    new RegExp(`^\\.${name}[^{]*\\{(?:[^}]*;)?${property}:(#[0-9a-f]{6})`, 'm').exec(style)?.[1] ?? '';
  const inLight = (mark: RegExp) => mark.exec(html)?.[1] ?? '';
  const card = inLight(/class="card pad" bgcolor="(#[0-9a-f]{6})"/);
  const sand = inLight(/class="sand" bgcolor="(#[0-9a-f]{6})"/);
  const paper = inLight(/class="paper" bgcolor="(#[0-9a-f]{6})"/);
  const ink = inLight(/<h1 class="ink" style="[^"]*[^-]color:(#[0-9a-f]{6})/);
  const soft = inLight(/<p class="soft" style="[^"]*[^-]color:(#[0-9a-f]{6})/);
  const teal = inLight(/<a class="link"[^>]*style="color:(#[0-9a-f]{6})/);

  it.each([
    ['text on the card', ink, card],
    ['text on sand', ink, sand],
    ['soft text on the card', soft, card],
    ['soft text on sand', soft, sand],
    ['soft text on paper', soft, paper],
    ['links on the card', teal, card],
    ['the button', '#ffffff', teal],
    ['dark: text on the card', inDark('ink', 'color'), inDark('card', 'background')],
    ['dark: text on sand', inDark('ink', 'color'), inDark('sand', 'background')],
    ['dark: soft text on sand', inDark('soft', 'color'), inDark('sand', 'background')],
    ['dark: links on the card', inDark('link', 'color'), inDark('card', 'background')],
    ['dark: the button', inDark('button a', 'color'), inDark('button', 'background')],
  ])('stand out 7 to 1: %s', (_what, front, back) => {
    expect(front).toMatch(/^#/);
    expect(back).toMatch(/^#/);
    expect(contrast(front, back)).toBeGreaterThanOrEqual(7);
  });
});
