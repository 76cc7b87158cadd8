/** The SDP gate: what real browsers write passes, every known trick is refused, nothing makes it throw. */
import { limits } from '@visavis/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddress, isCandidateAllowed } from '../../clients/call/candidate-gate.ts';
import { checkSdp } from '../../clients/call/sdp-gate.ts';
import { answer, everywhere, fakeLine, fixtures, hostile, offer, sdpOf } from './hostile-sdp.ts';

const check = (sdp: string, type: 'offer' | 'answer' = 'offer', expectedFingerprint?: string) =>
  checkSdp(sdp, { type, expectedFingerprint });

describe('descriptions that browsers really write', () => {
  it.each(Object.keys(fixtures))('passes %s', (name) => {
    const type = name.includes('answer') ? 'answer' : 'offer';
    const result = check(sdpOf(name), type);
    expect(result).toEqual({ ok: true, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    if (result.ok) expect(check(sdpOf(name), type, result.fingerprint)).toEqual(result);
  });

  it('reads the same certificate from the first offer and from the one with all candidates', () => {
    expect(check(sdpOf('chromium-offer-trickle'))).toEqual(check(offer));
  });

  it('passes a second picture section for the screen, and a renegotiation with two of them', () => {
    const video = /m=video[\s\S]*?(?=m=)/.exec(offer)?.[0] ?? '';
    const screen = everywhere(video, 'a=mid:1', 'a=mid:3');
    expect(check(`${offer.replace('BUNDLE 0 1 2', 'BUNDLE 0 1 2 3')}${screen}`).ok).toBe(true);
  });
});

describe('hostile descriptions', () => {
  it.each(hostile)('refuses %s', (_name, sdp, reason) => {
    expect(sdp === offer && reason !== 'fingerprint-changed').toBe(false);
    const expected = reason === 'fingerprint-changed' ? '00'.repeat(32) : undefined;
    expect(check(sdp, 'offer', expected)).toEqual({ ok: false, reason });
  });

  it('refuses an answer that leaves the role open and an offer handed over as an answer', () => {
    expect(check(everywhere(answer, 'setup:active', 'setup:actpass'), 'answer')).toEqual({
      ok: false,
      reason: 'setup',
    });
    expect(check(offer, 'answer')).toEqual({ ok: false, reason: 'setup' });
  });
});

describe('mutations of real descriptions', () => {
  const pieces = [
    fakeLine,
    'a=group:BUNDLE 0\r\n',
    'a=mid:1\r\n',
    'm=audio 9 RTP/AVP 0\r\n',
    '\r\n',
    '\r',
    '\n',
    '\0',
    'a=crypto:1 x\r\n',
    'ß',
  ];
  const mutation = fc.record({
    at: fc.nat(6_000),
    cut: fc.nat(60),
    put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })),
  });

  it('never pass with two certificates, without BUNDLE or with keys, and never throw (10,000 cases)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(fixtures)),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (name, mutations) => {
          let sdp = sdpOf(name);
          for (const { at, cut, put } of mutations) sdp = sdp.slice(0, at) + put + sdp.slice(at + cut);
          const result = check(sdp, name.includes('answer') ? 'answer' : 'offer');
          if (!result.ok) return;
          const prints = [...sdp.matchAll(/(?:^|[\r\n\0])\s*a\s*=\s*fingerprint\s*:\s*\S+\s+([0-9a-f:]+)/gi)].map(
            ([, hex]) => hex?.replaceAll(':', '').toLowerCase(),
          );
          expect(new Set(prints)).toEqual(new Set([result.fingerprint]));
          expect(sdp.match(/^a=group:/gm)).toHaveLength(1);
          expect(sdp).not.toMatch(/^a=(crypto|identity)/im);
          expect(sdp.match(/^m=/gm)?.length).toBe(sdp.match(/^a=mid:/gm)?.length);
        },
      ),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('never throws at any text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        (text) => !check(text).ok && typeof isCandidateAllowed(text) === 'boolean',
      ),
    );
  });
});

describe('candidates', () => {
  it.each([
    '',
    'candidate:1 1 udp 2122260223 192.0.2.1 47044 typ host generation 0 ufrag abcd network-id 1',
    'candidate:0 1 UDP 2122252543 2001:db8::1 47296 typ host',
    'candidate:2 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active',
    'candidate:3 1 udp 1686052607 198.51.100.7 60000 typ srflx raddr 0.0.0.0 rport 0 generation 0',
    'candidate:4 1 udp 41885439 203.0.113.9 3478 typ relay raddr 198.51.100.7 rport 6000',
    'candidate:5 1 udp 2113937151 8f9a3c5e-1111-4222-8333-abcdefabcdef.local 9 typ host',
  ])('allows %j', (text) => expect(isCandidateAllowed(text)).toBe(true));

  it.each([
    'a=candidate:1 1 udp 1 192.0.2.1 9 typ host',
    'candidate:1 1 udp 1 evil.example 9 typ host',
    'candidate:1 1 udp 1 192.0.2.1.evil 9 typ host',
    'candidate:1 1 udp 1 .local 9 typ host',
    'candidate:1 1 udp 1 192.0.2.1 70000 typ host',
    'candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=crypto:1 x',
    'candidate:1 1 udp 1 192.0.2.1 9 typ wormhole',
    'candidate:1 1 udp 1 192.0.2.1 9 typ srflx raddr evil.example rport 9',
    'candidate:1 1 udp 1 fe80::1%eth0 9 typ host',
  ])('refuses %j', (text) => expect(isCandidateAllowed(text)).toBe(false));

  it('knows addresses from names', () => {
    for (const text of ['0.0.0.0', '255.255.255.255', '::', '::ffff:192.0.2.1', '2001:db8::7'])
      expect(isAddress(text), text).toBe(true);
    for (const text of ['256.0.0.1', '1.2.3', '1.2.3.4.', ':', '12', 'abc', '', '1::2::3', '[::1]'])
      expect(isAddress(text), text).toBe(false);
  });

  it('holds descriptions to the size that a message may have', () => {
    expect(limits.sdpMaxBytes).toBe(16 * 1024);
  });
});
