/** The handshake's machine: what it takes, what ends it, and what it never does before the other side has shown itself. */
import { describe, expect, it } from 'vitest';
import {
  bindWithinMs,
  type HandshakeMessage,
  handshakeDeadline,
  newHandshake,
  stepHandshake,
} from '../../clients/call/handshake.ts';
import { hash, pair, shake, tell } from './handshake-sides.ts';

describe('a handshake', () => {
  it('says four messages, names the certificates, and is bound once both have shown it on the line', () => {
    const { initiator, responder } = shake();
    expect([...responder.said, ...initiator.said].map(({ kind }) => kind)).toEqual([
      'commit',
      'reveal',
      'share',
      'confirm',
    ]);
    expect([initiator.state.phase, responder.state.phase]).toEqual(['confirmed', 'confirmed']);
    for (const side of [initiator, responder]) side.hear({ type: 'line-open' });
    expect([initiator.state.phase, responder.state.phase]).toEqual(['binding', 'binding']);
    initiator.hear({ type: 'bind', tag: responder.bind ?? '' });
    responder.hear({ type: 'bind', tag: initiator.bind ?? '' });
    expect([initiator.state.phase, responder.state.phase]).toEqual(['bound', 'bound']);
    expect(initiator.done.filter((deed) => deed === 'bound')).toHaveLength(1);
  });

  it('forgets the keys once it has handed them over', () => {
    const { initiator, responder } = shake();
    for (const side of [initiator, responder]) side.hear({ type: 'line-open' });
    initiator.hear({ type: 'bind', tag: responder.bind ?? '' });
    expect(Object.keys(initiator.state).sort()).toEqual(['line', 'phase', 'role']);
  });

  it('names the certificate to the gate only when the promise and the tag were kept', () => {
    const { initiator, responder } = pair();
    tell(initiator, responder.said[0]);
    expect(initiator.done).not.toContain('expect');
    tell(responder, initiator.said[0]);
    expect(responder.done).toContain('expect');
    tell(initiator, responder.said[1]);
    expect(initiator.done).toContain('expect');
  });

  it('takes a proof of the line that came before it could look at it', () => {
    const { initiator, responder } = pair();
    for (const side of [initiator, responder]) side.hear({ type: 'line-open' });
    tell(initiator, responder.said[0]);
    tell(responder, initiator.said[0]);
    tell(initiator, responder.said[1]);
    responder.hear({ type: 'bind', tag: initiator.bind ?? '' });
    expect(responder.state.phase).toBe('awaits-confirm');
    tell(responder, initiator.said[1]);
    expect(responder.state.phase).toBe('bound');
  });

  it.each([
    ['another certificate', (said: HandshakeMessage) => ({ ...said, fp: hash('other') }), 'commitment'],
    ['another key', (said: HandshakeMessage) => ({ ...said, e: hash('other') }), 'commitment'],
    ['another tag', (said: HandshakeMessage) => ({ ...said, tag: hash('other') }), 'tag'],
  ])('ends over a reveal with %s than was promised', (_name, change, fault) => {
    const { initiator, responder } = pair();
    tell(initiator, responder.said[0]);
    tell(responder, initiator.said[0]);
    const [, reveal] = responder.said;
    tell(initiator, reveal && (change(reveal) as HandshakeMessage));
    expect([initiator.fault, initiator.said.length]).toEqual([fault, 1]);
    expect(initiator.done).not.toContain('expect');
  });

  it('ends when the line ends at another certificate, and shows it nothing', () => {
    const { initiator } = shake();
    initiator.areCertificatesTheirs = false;
    initiator.hear({ type: 'line-open' });
    expect([initiator.fault, initiator.bind]).toEqual(['certificate', undefined]);
  });

  it('ends over its own proof handed back, and over any other', () => {
    for (const wrong of ['own', hash('any')]) {
      const { initiator } = shake();
      initiator.hear({ type: 'line-open' });
      initiator.hear({ type: 'bind', tag: wrong === 'own' ? (initiator.bind ?? '') : wrong });
      expect(initiator.fault).toBe('bind');
    }
  });

  it('ends ten seconds after the line opened without a proof, and not a millisecond earlier', () => {
    const { initiator } = shake();
    expect(handshakeDeadline(initiator.state)).toBeUndefined();
    initiator.hear({ type: 'line-open' }, 500);
    expect(handshakeDeadline(initiator.state)).toBe(500 + bindWithinMs);
    initiator.hear({ type: 'tick' }, 499 + bindWithinMs);
    expect(initiator.fault).toBeUndefined();
    initiator.hear({ type: 'tick' }, 500 + bindWithinMs);
    expect(initiator.fault).toBe('late');
  });

  it('ends without cryptography before it says anything', () => {
    const { state } = newHandshake('responder');
    expect(stepHandshake(state, { type: 'derived', derived: 'secret' }, 0)).toMatchObject({
      state: { phase: 'failed', fault: 'secret' },
      effects: [{ do: 'fail' }],
    });
  });
});
