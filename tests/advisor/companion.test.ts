/** Inviting a companion from the advisor's browser: whose secret it is, what is kept, what the running call learns. */
import type { Call } from '@visavis/call';
import { Companion, DialInCode, LinkSecret, type NewCompanion } from '@visavis/shared';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { expect as expectIn, invite, withdraw } from '../../clients/advisor/companion-deeds.ts';
import { makeLinkStore } from '../../clients/advisor/link-store.ts';
import type { Parts } from '../../clients/advisor/parts.ts';
import { memoryStorage } from '../../clients/advisor/safe-storage.ts';
import { sampleAppointment } from './sample.ts';

const code = v.parse(DialInCode, '12345678');
const k = v.parse(LinkSecret, 'K'.repeat(22));
type Told = Parameters<Call['expectCompanion']>[0];

function world() {
  const told: Told[] = [];
  const asked: unknown[] = [];
  const links = makeLinkStore(memoryStorage());
  const inviteCompanion = async (id: string, wish: NewCompanion) => {
    asked.push(wish);
    const isBrowser = wish.linkSecret === 'browser';
    const companion = v.parse(Companion, {
      ...{ name: wish.name, kind: wish.kind, language: 'de', email: wish.email ?? null, mailStatus: 'none' },
      ...{ linkSecret: wish.linkSecret, invitedAt: '2026-11-24T09:00:00Z', admittedAt: null },
    });
    const joinLink = `https://video.example.de/j#${id}${isBrowser ? '' : `.${k}.${code}`}`;
    const draft = { to: '', subject: 'S', text: 'Link: {link}', html: '<a href="{link}"></a>', calendar: '' };
    return { companion, joinLink, dialInCode: code, ...(wish.email && !isBrowser ? {} : { draft }) };
  };
  const api = { inviteCompanion, withdrawCompanion: async () => void asked.push('withdrawn') };
  const parts = { api, links, random: (bytes: Uint8Array) => void bytes.fill(7) } as unknown as Parts;
  const call = { expectCompanion: (invited: Told) => void told.push(invited) };
  return { told, asked, links, parts, call };
}

const wish: NewCompanion = { name: 'Aylin Demirkan', kind: 'interpreter' };

describe('a companion', () => {
  it('has the service’s secret where the guest’s link has it, and is expected in the call that runs', async () => {
    const { parts, call, told, asked } = world();
    const appointment = sampleAppointment();
    const made = await invite(parts, appointment, { ...wish, email: 'a@example.org' }, call);
    expect(asked).toEqual([{ ...wish, email: 'a@example.org', linkSecret: 'service' }]);
    expect(told).toEqual([{ name: wish.name, kind: 'interpreter', linkSecret: k }]);
    expect(made).toMatchObject({ draft: undefined, mailedTo: 'a@example.org' });
    expect(made.link).toBe(`https://video.example.de/j#${appointment.id}.${k}.${code}`);
    expect(made.appointment.companion?.name).toBe(wish.name);
  });

  it('has a secret of this browser where the guest’s link has one, kept until the appointment is over', async () => {
    const { parts, call, told, links } = world();
    const appointment = sampleAppointment({ linkSecret: 'browser', mail: 'advisor' });
    const { link, draft } = await invite(parts, appointment, wish, call);
    const [, secret = ''] = link.split('.').slice(-3);
    expect(link).toMatch(/#[\w-]{22}\.[\w-]{22}\.12345678$/);
    expect(draft?.text).toBe(`Link: ${link}`);
    expect(told[0]?.linkSecret).toBe(secret);
    expect(links.find(appointment.id)).toBeUndefined();
    const expected = { name: wish.name, kind: wish.kind, linkSecret: null };
    expectIn(parts, call, appointment.id, expected);
    expect(told[1]).toEqual(told[0]);
    expect(await withdraw(parts, appointment, call)).toMatchObject({ companion: null });
    expectIn(parts, call, appointment.id, expected);
    expect(told.slice(2)).toEqual([undefined, undefined]);
  });

  it('is nobody where the appointment has none', () => {
    const { parts, call, told } = world();
    expectIn(parts, call, 'A'.repeat(22), undefined);
    expect(told).toEqual([undefined]);
  });
});
