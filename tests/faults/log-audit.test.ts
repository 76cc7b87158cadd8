/** The eye on the pods' logs sees what has no place there. */
import { describe, expect, it } from 'vitest';
import { auditLog } from './log-audit.ts';

const secrets = new Set(['Zm9vYmFyYmF6cXV4cXV4eA']);
const line = (fields: object) => `${JSON.stringify({ level: 30, msg: 'seat taken', ...fields })}\n`;

describe('the log of a pod', () => {
  it('passes with labels, seats and connections', () => {
    const connections = ['x'.repeat(22), 'bc_CeyJR4FHwzQGW8AzTVQ', 'eyJR4FHwzQGW8AzTVQbc_C'];
    const lines = connections.map((connection) => line({ room: 'a1b2c3d4', connection }));
    expect(auditLog(lines.join('') + line({ level: 40 }), secrets)).toEqual([]);
  });

  it.each([
    ['a secret', line({ room: 'Zm9vYmFyYmF6cXV4cXV4eA' })],
    ['a token', line({ reason: 'eyJhbGciOiJFZERTQSJ9.x' })],
    ['a token', line({ reason: 'eyJhbGciOiJFZERTQSJ9fQ0abcd' })],
    ['a sealed or plain body', line({ reason: 's.AAAAAAAAAAAAAAAAAAAAAAAA' })],
    ['an address', line({ reason: 'from 127.3.2.1' })],
    ['gave up', line({ level: 50 })],
    ['not a log line', 'Error: oops\n'],
  ])('is found to hold %s', (why, text) => {
    expect(auditLog(text, secrets).map((finding) => finding.why)).toContain(why);
  });
});
