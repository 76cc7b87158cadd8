/** Real descriptions of Chromium and Firefox, and the hostile ones made from them: each with the reason it is refused for. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { GateRefusal } from '../../clients/call/sdp-gate.ts';

const Fixtures = v.record(v.string(), v.array(v.string()));
const file = readFileSync(new URL('./fixtures/sdp.json', import.meta.url), 'utf8');
export const fixtures = v.parse(Fixtures, JSON.parse(file));
export const sdpOf = (name: string) => `${(fixtures[name] ?? []).join('\r\n')}\r\n`;
export const offer = sdpOf('chromium-offer');
const foxOffer = sdpOf('firefox-offer');
const realFingerprint = /sha-256 (\S+)/.exec(offer)?.[1] ?? '';
const fake = `sha-256 ${'AB:'.repeat(31)}AB`;
export const fakeLine = `a=fingerprint:${fake}\r\n`;
const ahead = (sdp: string, line: string, added: string) => sdp.replace(line, `${added}${line}`);
export const everywhere = (sdp: string, from: string | RegExp, to: string) => sdp.replaceAll(from, to);
const inVideo = (sdp: string, change: (section: string) => string) =>
  sdp.replace(/m=video[\s\S]*?(?=m=|$)/, (section) => change(section));
const candidate = (text: string) => ahead(offer, 'a=ice-ufrag', `a=candidate:${text}\r\n`);

export const answer = sdpOf('firefox-answer');
const extra = (line: string) => `${offer}${line}\r\nc=IN IP4 0.0.0.0\r\na=mid:9\r\na=setup:actpass\r\na=rtcp-mux\r\n`;
const bundled = (sdp: string) => sdp.replace('BUNDLE 0 1 2', 'BUNDLE 0 1 2 9');
const video = /m=video[\s\S]*?(?=m=)/.exec(offer)?.[0] ?? '';
const second = everywhere(video, 'a=mid:1', 'a=mid:9');
const third = everywhere(video, 'a=mid:1', 'a=mid:8');
const real = `a=fingerprint:sha-256 ${realFingerprint}`;

export const hostile: [string, string, GateRefusal][] = [
  ['a fake fingerprint before the real one', ahead(offer, real, fakeLine), 'fingerprint'],
  ['a fake fingerprint after the real one', offer.replace(`${real}\r\n`, `${real}\r\n${fakeLine}`), 'fingerprint'],
  ['a fake fingerprint for the session', ahead(offer, 'a=group', fakeLine), 'fingerprint'],
  ['a fake fingerprint in the last section', `${offer}${fakeLine}`, 'fingerprint'],
  ['a fake one beside Firefox’s session fingerprint', ahead(foxOffer, 'a=mid:0', fakeLine), 'fingerprint'],
  [
    'a fake fingerprint in one section only',
    inVideo(offer, (s) => everywhere(s, real, `a=fingerprint:${fake}`)),
    'fingerprint',
  ],
  ['no fingerprint', everywhere(offer, /a=fingerprint.*\r\n/g, ''), 'fingerprint'],
  ['a section without fingerprint', inVideo(offer, (s) => s.replace(/a=fingerprint.*\r\n/, '')), 'fingerprint'],
  ['sha-1', everywhere(offer, real, `a=fingerprint:sha-1 ${'AB:'.repeat(19)}AB`), 'fingerprint'],
  [
    'a second fingerprint with sha-512',
    ahead(offer, real, `a=fingerprint:sha-512 ${'AB:'.repeat(63)}AB\r\n`),
    'fingerprint',
  ],
  ['a fingerprint that is too short', everywhere(offer, real, 'a=fingerprint:sha-256 AB:CD'), 'fingerprint'],
  [
    'a fingerprint with a blank in front',
    everywhere(offer, real, `a=fingerprint: sha-256 ${realFingerprint}`),
    'fingerprint',
  ],
  ['an attribute in capitals', ahead(offer, real, fakeLine.replace('fingerprint', 'FINGERPRINT')), 'malformed'],
  [
    'an attribute with a blank in its name',
    ahead(offer, real, fakeLine.replace('fingerprint', 'fingerprint ')),
    'malformed',
  ],
  ['a line hidden behind a bare CR', offer.replace(real, `${real}\r${fakeLine.trim()}`), 'malformed'],
  ['a line hidden behind a bare LF', offer.replace(real, `${real}\n${fakeLine.trim()}`), 'malformed'],
  ['a line hidden behind NUL', offer.replace(real, `${real}\0${fakeLine.trim()}`), 'malformed'],
  ['a line hidden behind U+2028', offer.replace(real, `${real}\u2028${fakeLine.trim()}`), 'malformed'],
  ['another certificate than the one expected', offer, 'fingerprint-changed'],
  ['no BUNDLE', everywhere(offer, /a=group.*\r\n/g, ''), 'bundle'],
  ['an empty BUNDLE', offer.replace('BUNDLE 0 1 2', 'BUNDLE'), 'bundle'],
  ['a mid left out of BUNDLE', offer.replace('BUNDLE 0 1 2', 'BUNDLE 0 2'), 'bundle'],
  ['two BUNDLE groups', offer.replace('a=group:BUNDLE 0 1 2', 'a=group:BUNDLE 0\r\na=group:BUNDLE 1 2'), 'bundle'],
  ['a mid twice in BUNDLE', offer.replace('BUNDLE 0 1 2', 'BUNDLE 0 1 1'), 'bundle'],
  ['another group', offer.replace('BUNDLE 0 1 2', 'LS 0 1 2'), 'bundle'],
  ['a group inside a section', ahead(offer, 'a=mid:1', 'a=group:BUNDLE 1\r\n'), 'bundle'],
  ['a section without mid', offer.replace('a=mid:1\r\n', ''), 'mid'],
  ['two sections with one mid', offer.replace('a=mid:1', 'a=mid:0'), 'mid'],
  ['a section with two mids', offer.replace('a=mid:1', 'a=mid:1\r\na=mid:7'), 'mid'],
  ['a second audio section', bundled(extra('m=audio 9 UDP/TLS/RTP/SAVPF 111')), 'sections'],
  ['a third picture section', `${offer.replace('BUNDLE 0 1 2', 'BUNDLE 0 1 2 8 9')}${second}${third}`, 'sections'],
  ['a second data section', bundled(extra('m=application 9 UDP/DTLS/SCTP webrtc-datachannel')), 'sections'],
  ['a text section', bundled(extra('m=text 9 UDP/TLS/RTP/SAVPF 99')), 'sections'],
  ['no section at all', 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n', 'sections'],
  ['sound without encryption', offer.replace(/m=audio (\d+) UDP\/TLS\/RTP\/SAVPF/, 'm=audio $1 RTP/AVPF'), 'protocol'],
  [
    'keys in the description (SDES)',
    ahead(offer, 'a=mid:0', 'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\n'),
    'keys',
  ],
  ['an identity assertion', ahead(offer, 'a=group', 'a=identity:eyJpZHAiOnt9fQ\r\n'), 'keys'],
  ['key management', ahead(offer, 'a=group', 'a=key-mgmt:mikey AAAA\r\n'), 'keys'],
  ['a k= line', ahead(offer, 'a=group', 'k=clear:secret\r\n'), 'malformed'],
  ['no setup', everywhere(offer, /a=setup.*\r\n/g, ''), 'setup'],
  ['two setups', inVideo(offer, (s) => s.replace('a=setup:actpass', 'a=setup:active\r\na=setup:actpass')), 'setup'],
  ['an offer that has chosen its role', everywhere(offer, 'setup:actpass', 'setup:active'), 'setup'],
  ['held connections', everywhere(offer, 'setup:actpass', 'setup:holdconn'), 'setup'],
  ['RTCP on a port of its own', inVideo(offer, (s) => s.replace('a=rtcp-mux\r\n', '')), 'rtcp-mux'],
  ['H264 first', inVideo(offer, (s) => s.replace(/SAVPF \d+/, `SAVPF ${/rtpmap:(\d+) H264/.exec(s)?.[1]}`)), 'codec'],
  ['VP9 first', inVideo(foxOffer, (s) => s.replace('SAVPF 120', 'SAVPF 121')), 'codec'],
  [
    'one payload type with two meanings',
    inVideo(foxOffer, (s) => s.replace('a=rtpmap:120', 'a=rtpmap:120 H264/90000\r\na=rtpmap:120')),
    'codec',
  ],
  ['a picture section without codecs', inVideo(foxOffer, (s) => everywhere(s, /a=rtpmap.*\r\n/g, '')), 'codec'],
  ['a candidate with a host name', candidate('1 1 udp 1 evil.example 9 typ host'), 'address'],
  ['a candidate with a name below .local', candidate('1 1 udp 1 a.b.local 9 typ host'), 'address'],
  [
    'a related address with a host name',
    candidate('1 1 udp 1 192.0.2.9 9 typ srflx raddr evil.example rport 9'),
    'address',
  ],
  ['a candidate of an unknown kind', candidate('1 1 sctp 1 192.0.2.9 9 typ host'), 'address'],
  ['a candidate that is no candidate', candidate('x'), 'address'],
  ['a connection line with a host name', offer.replace('c=IN IP4 192.0.2.1', 'c=IN IP4 evil.example'), 'address'],
  ['an rtcp line with a host name', offer.replace(/a=rtcp:.*\r\n/, 'a=rtcp:9 IN IP4 evil.example\r\n'), 'address'],
  ['16 KiB and more', `${offer}${'a=x:y\r\n'.repeat(2_400)}`, 'too-large'],
  ['nothing', '', 'malformed'],
  ['another version', offer.replace('v=0', 'v=1'), 'malformed'],
  ['no end of line', offer.slice(0, -2), 'malformed'],
  ['an empty line', offer.replace('\r\n', '\r\n\r\n'), 'malformed'],
  ['a port range', offer.replace(/m=audio \d+/, 'm=audio 9/2'), 'malformed'],
  ['words', 'please connect\r\n', 'malformed'],
];
