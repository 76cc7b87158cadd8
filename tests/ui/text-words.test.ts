/** What a page shows of a text of the other side: no control characters, links that say where they lead. */
import { describe, expect, it } from 'vitest';
import { linksIn, shownText, wholeText } from '../../clients/ui/call/tools/text/text-words.ts';

describe('a text', () => {
  it('is shown without control characters, with its lines', () => {
    expect(shownText('a\u0000b\u001b[31mc\r\nd\u2028e\tf\u0085')).toBe('ab[31mc\nd\ne\tf');
  });

  it('keeps the marks that words of another direction need', () => {
    expect(shownText('שלום \u200f!')).toBe('שלום \u200f!');
  });
});

describe('links', () => {
  const hosts = (text: string) => linksIn(text).map(({ host }) => host);

  it('are found in a sentence, without what closes it', () => {
    expect(linksIn('Siehe https://example.org/a?b=1, oder (http://example.com).')).toEqual([
      { href: 'https://example.org/a?b=1', host: 'example.org' },
      { href: 'http://example.com/', host: 'example.com' },
    ]);
  });

  it('say their host so that no letter looks like another', () => {
    expect(hosts('https://аpple.com/')).toEqual(['xn--pple-43d.com']);
  });

  it('are no other schemes, no hidden hosts, and not more than three', () => {
    expect(hosts('javascript:alert(1) data:text/html,x file:///etc/passwd mailto:a@b.de ftp://x.de')).toEqual([]);
    expect(hosts('https://bank.example@evil.example/ https://localhost/ https://')).toEqual([]);
    expect(hosts([1, 2, 3, 4].map((n) => `https://h${n}.example`).join(' '))).toHaveLength(3);
    expect(hosts('https://a.example https://a.example')).toHaveLength(1);
  });
});

it('keeps a conversation as plain text, message after message', () => {
  const entries = [
    { session: 's', n: 1, at: 0, seat: 'guest', text: 'eins' } as const,
    { session: 's', n: 2, at: 1, seat: 'guest', text: 'zwei\u0007' } as const,
  ];
  expect(wholeText('Titel', entries, ({ n }) => `Gast ${n}`)).toBe('Titel\n\nGast 1\neins\n\nGast 2\nzwei\n');
});
