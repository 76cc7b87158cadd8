/** The secret of a join link in the advisor's browser, and the mail that carries it. */
import { describe, expect, it } from 'vitest';
import { completeLink, inGroups, makeLinkSecret, readPastedLink } from '../../clients/advisor/join-link.ts';
import { makeLinkStore } from '../../clients/advisor/link-store.ts';
import { mailtoOf } from '../../clients/advisor/mailto.ts';
import { memoryStorage, safeStorage } from '../../clients/advisor/safe-storage.ts';

const id = 'a'.repeat(22);
const k = makeLinkSecret((bytes) => void bytes.fill(251));
const base = `https://host.example/j#${id}`;

describe('a link', () => {
  it('is completed with the secret, and with the code unless that is told separately', () => {
    expect(completeLink(base, k, '48291370')).toBe(`${base}.${k}.48291370`);
    expect(completeLink(base, k, undefined)).toBe(`${base}.${k}`);
  });

  it('is read back from whatever was pasted with it', () => {
    const text = `Guten Tag,\nIhr Link: <${base}.${k}.48291370>\nBis bald.`;
    expect(readPastedLink(text, id)).toEqual({ ok: true, k, code: '48291370' });
    expect(readPastedLink(`${base}.${k}`, id)).toEqual({ ok: true, k, code: undefined });
  });

  it.each([
    ['', 'not-a-link'],
    [base, 'not-a-link'],
    [`${base}.short`, 'not-a-link'],
    [`https://host.example/j#${'b'.repeat(22)}.${'c'.repeat(22)}`, 'other-appointment'],
  ])('is refused when it is none of this appointment: %s', (text, reason) => {
    expect(readPastedLink(text, id)).toEqual({ ok: false, reason });
  });

  it('has 16 bytes of secret', () => {
    expect(k).toHaveLength(22);
  });
});

describe('the store of secrets', () => {
  const link = { k, until: 1_000 };

  it('keeps a secret over a reload and forgets it when the appointment is over', () => {
    const storage = memoryStorage();
    makeLinkStore(storage).keep(id, link);
    const later = makeLinkStore(storage);
    later.sweep(999);
    expect(later.find(id)).toEqual(link);
    later.sweep(1_000);
    expect(later.find(id)).toBeUndefined();
    expect(storage.length).toBe(0);
  });

  it('says when the browser refuses, and still knows the secret while the page lives', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const store = makeLinkStore(full);
    expect(store.keep(id, link)).toBe(false);
    expect(store.find(id)).toEqual(link);
  });

  it('takes no notice of what others stored, and drops what it cannot read', () => {
    const storage = memoryStorage();
    storage.setItem('other', 'thing');
    storage.setItem(`visavis.link.${id}`, '{"k":"short"}');
    const store = makeLinkStore(storage);
    expect(store.find(id)).toBeUndefined();
    store.sweep(0);
    expect([storage.getItem('other'), storage.length]).toEqual(['thing', 1]);
  });

  it('falls back on memory where the browser denies storage altogether', () => {
    const storage = safeStorage(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    storage.setItem('a', 'b');
    expect(storage.getItem('a')).toBe('b');
  });
});

describe('a mail for the own program', () => {
  const mail = {
    to: 'gast+1@example.org',
    subject: 'Ihr Gespräch & mehr',
    text: 'Guten Tag,\n\nhier: LINK\n\nBis bald',
  };

  it('is written out for a mail program, with its lines and its umlauts', () => {
    const { href, shortened } = mailtoOf(mail, 'LINK');
    expect(shortened).toBe(false);
    const url = new URL(href);
    expect(url.pathname).toBe('gast%2B1@example.org');
    expect(url.searchParams.get('subject')).toBe('Ihr Gespräch & mehr');
    expect(url.searchParams.get('body')).toBe('Guten Tag,\r\n\r\nhier: LINK\r\n\r\nBis bald');
  });

  it('keeps the link even behind more paragraphs than there is room for', () => {
    const link = completeLink(base, k, '48291370');
    const text = `${'Ein Absatz mit ein paar Worten.\n\n'.repeat(80)}hier: ${link}`;
    const { href } = mailtoOf({ ...mail, text }, link);
    expect(href.length).toBeLessThanOrEqual(1_900);
    expect(new URL(href).searchParams.get('body')).toContain(`hier: ${link}`);
  });

  it('is shortened by whole paragraphs and never loses the link', () => {
    const long = { ...mail, text: `Anfang\n\n${'lang '.repeat(600)}\n\nhier: LINK\n\nEnde` };
    const { href, shortened } = mailtoOf(long, 'LINK');
    expect(shortened).toBe(true);
    expect(href.length).toBeLessThanOrEqual(1_900);
    expect(new URL(href).searchParams.get('body')).toBe('Anfang\r\n\r\nhier: LINK\r\n\r\nEnde');
  });
});

it('writes numbers in groups that can be read aloud', () => {
  expect(inGroups('48291370')).toBe('4829 1370');
  expect(inGroups('4711223310')).toBe('4711 2233 10');
});
