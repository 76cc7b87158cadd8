/** The join link's fragment, what a tab remembers, and the requests of the guest page. */
import { describe, expect, it } from 'vitest';
import { createApi } from '../../clients/guest/api.ts';
import { withLink } from '../../clients/guest/calendar-file.ts';
import { fragmentOf, grouped, onlyDigits, readFragment } from '../../clients/guest/link.ts';
import { readSession, writeSession } from '../../clients/guest/session.ts';
import { link, organisation } from './sample.ts';

const whole = `#${'A'.repeat(22)}.${'B'.repeat(22)}`;

describe('a fragment', () => {
  it('carries appointment, secret and code', () => {
    expect(readFragment(`${whole}.48291370`)).toEqual({ found: 'link', link, forTest: false });
  });

  it('may come without the code', () => {
    expect(readFragment(whole)).toEqual({ found: 'link', link: { ...link, code: undefined }, forTest: false });
  });

  it('may ask for the test of the device', () => {
    expect(readFragment(`${whole}.48291370.test`)).toEqual({ found: 'link', link, forTest: true });
    expect(readFragment(`${whole}.test`)).toMatchObject({ link: { code: undefined }, forTest: true });
  });

  it('survives being written and read again', () => {
    expect(readFragment(fragmentOf(link))).toMatchObject({ found: 'link', link });
  });

  it.each(['', '#'])('%j is none', (text) => {
    expect(readFragment(text)).toEqual({ found: 'none' });
  });

  it.each([
    '#main',
    `#${'A'.repeat(22)}`,
    `#${'A'.repeat(21)}.${'B'.repeat(22)}`,
    `${whole}.4829137`,
    `${whole}.48291370.1`,
    `${whole}.48291370.test.test`,
    '#.test',
    `${whole}.4829137x`,
    '#<script>',
  ])('%j is broken', (text) => {
    expect(readFragment(text)).toEqual({ found: 'broken' });
  });
});

describe('digits', () => {
  it.each([
    ['4829 1370', '48291370'],
    [' 4829-1370.', '48291370'],
    ['Code: 48291370', '48291370'],
  ])('%j are read as %s', (typed, digits) => {
    expect(onlyDigits(typed)).toBe(digits);
  });

  it.each([
    ['4829', '4829'],
    ['48291', '4829 1'],
    ['4711223310', '4711 2233 10'],
  ])('%s are shown as "%s"', (digits, shown) => {
    expect(grouped(digits)).toBe(shown);
  });
});

describe('what a tab remembers', () => {
  const memory = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };

  it('comes back as it was', () => {
    const store = memory();
    const session = { link, device: 'token', consent: '2026-11', inRoom: true, onAir: false };
    writeSession(store, session);
    expect(readSession(store)).toEqual(session);
  });

  it.each(['', '{', '[]', '{"inRoom":"yes"}'])('is nothing when it is unreadable (%j)', (text) => {
    expect(readSession({ ...memory(), getItem: () => text })).toBeUndefined();
  });

  it('does not stop a browser that keeps nothing', () => {
    const refuse = () => {
      throw new Error('quota');
    };
    const store = { getItem: refuse, setItem: refuse, removeItem: refuse };
    expect(() => writeSession(store, { inRoom: true, onAir: false })).not.toThrow();
    expect(readSession(store)).toBeUndefined();
    expect(() => writeSession(undefined, { inRoom: true, onAir: false })).not.toThrow();
    expect(readSession(undefined)).toBeUndefined();
  });
});

describe('the requests', () => {
  it('read the organisation', async () => {
    const asked: string[] = [];
    const api = createApi(async (path, init) => {
      asked.push(`${init.method} ${path}`);
      return Response.json(organisation);
    });
    expect(await api.organisation()).toEqual(organisation);
    expect(asked).toEqual(['GET /api/v1/organisation']);
  });

  it('fail with the code, the waiting time and the incident that the service names', async () => {
    const error = { code: 'too-many', message: 'm', retryAfterMs: 30_000, incident: '7K3M9QXA' };
    const api = createApi(async () => Response.json({ error }, { status: 429 }));
    await expect(api.link({ appointment: link.appointment })).rejects.toMatchObject({
      code: 'too-many',
      retryAfterMs: 30_000,
      incident: '7K3M9QXA',
    });
  });

  it('accept the empty answer to a report', async () => {
    const api = createApi(async () => new Response(null, { status: 204 }));
    const good = { direct: 'good', udp: 'good', tcp: 'good', tls: 'good' } as const;
    const result = { camera: 'good', microphone: 'good', sound: 'good', network: good } as const;
    await expect(api.reportCheck({ number: '4711223310', device: 'd', result })).resolves.toBeUndefined();
  });
});

it('puts the own link into the calendar file wherever the service left a place', () => {
  expect(withLink('URL:{link}\r\nDESCRIPTION:{link}', 'https://x/j#a')).toBe(
    'URL:https://x/j#a\r\nDESCRIPTION:https://x/j#a',
  );
});
