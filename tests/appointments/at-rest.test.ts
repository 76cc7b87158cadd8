/** What lies in the database: sealed values, peppered codes, device tokens, and no plain word of a person. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { DialInCode } from '@visavis/shared';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeviceTokens } from '../../services/appointments/device-tokens.ts';
import { createCodeBook, newDialInCode } from '../../services/appointments/dial-in-code.ts';
import { createVault, lengthPrefixed } from '../../services/appointments/encryption.ts';
import { roomState, roomWindow } from '../../services/appointments/room-window.ts';
import { affinity } from '../../services/appointments/tickets.ts';
import { admit, create, guestEmail, guestName, hour, minute, newIncarnation } from '../support/appointment-samples.ts';
import { openTestDatabase, startAppointments, type TestDatabase, tables } from '../support/appointments-app.ts';
import { asked, setOffer } from '../support/booking-samples.ts';

const key = () => randomBytes(32);
const place = { table: 'appointments', column: 'email_enc', id: 'a' };

describe('a sealed value', () => {
  it('opens where it was sealed and nowhere else', () => {
    const vault = createVault([key()]);
    const sealed = vault.seal('anna@example.org', place);
    expect(vault.open(sealed, place)).toBe('anna@example.org');
    for (const other of [
      { ...place, id: 'b' },
      { ...place, column: 'phone_enc' },
      { ...place, table: 'outbox' },
    ]) {
      expect(() => vault.open(sealed, other)).toThrow(`a value of ${other.table}.${other.column} does not open`);
    }
    expect(() => createVault([key()]).open(sealed, place)).toThrow('does not open');
  });

  it('does not open with any byte changed, cut or added', () => {
    const vault = createVault([key()]);
    const sealed = vault.seal('anna@example.org', place);
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.constantFrom('A', 'b', '7', '.', ''), (at, letter) => {
        const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
        const body = Buffer.from(changed.split('.')[2] ?? '', 'base64url');
        const same =
          changed.startsWith(sealed.slice(0, 11)) && body.equals(Buffer.from(sealed.split('.')[2] ?? '', 'base64url'));
        if (!same) expect(() => vault.open(changed, place)).toThrow('does not open');
      }),
    );
  });

  it('never looks the same twice', () => {
    const vault = createVault([key()]);
    expect(vault.seal('x', place)).not.toBe(vault.seal('x', place));
  });

  it('stays readable while keys change, and is sealed with the new one', () => {
    const [old, fresh] = [key(), key()];
    const before = createVault([old]).seal('x', place);
    const both = createVault([fresh, old]);
    expect(both.open(before, place)).toBe('x');
    expect(createVault([fresh]).open(both.seal('x', place), place)).toBe('x');
    expect(both.derive('a')[0]?.export()).not.toEqual(both.derive('b')[0]?.export());
  });
});

describe('a dial-in code', () => {
  it('is digested as the specification says, and compared with the pepper of its time', () => {
    const [old, fresh] = [key(), key()];
    const code = v.parse(DialInCode, '04829137');
    const stored = createCodeBook([{ version: 1, key: old }]).digest('a', code);
    const expected = createHmac('sha256', old)
      .update(lengthPrefixed('dial-in', 'a', code))
      .digest('base64url');
    expect(stored).toEqual({ hmac: expected, pepper: 1 });
    const both = createCodeBook([
      { version: 2, key: fresh },
      { version: 1, key: old },
    ]);
    expect(both.matches('a', code, stored)).toBe(true);
    expect(both.matches('b', code, stored)).toBe(false);
    expect(both.digest('a', code).pepper).toBe(2);
    expect(createCodeBook([{ version: 3, key: old }]).matches('a', code, stored)).toBe(false);
  });

  it('has eight digits, each of them alike often', () => {
    const counts = Array.from({ length: 8 }, () => new Array<number>(10).fill(0));
    for (let i = 0; i < 5_000; i++) {
      const code = newDialInCode();
      for (let at = 0; at < 8; at++) {
        const column = counts[at];
        const digit = Number(code[at]);
        if (column) column[digit] = (column[digit] ?? 0) + 1;
      }
    }
    for (const count of counts.flat()) expect(Math.abs(count - 500)).toBeLessThan(150);
  });
});

describe('a device token', () => {
  const tokens = createDeviceTokens(createVault([key()]));

  it('is known to its holder until it expires', () => {
    const { token, thumbprint } = tokens.issue('appointment', 3, 10_000);
    expect(tokens.read(token, 'appointment', 9_999)).toEqual({ thumbprint, codeVersion: 3 });
    expect(tokens.read(token, 'appointment', 10_000)).toBeNull();
    expect(tokens.read(token, 'other', 0)).toBeNull();
    expect(tokens.read(undefined, 'appointment', 0)).toBeNull();
    expect(createDeviceTokens(createVault([key()])).read(token, 'appointment', 0)).toBeNull();
  });

  it('is worthless with any letter changed', () => {
    const { token } = tokens.issue('appointment', 3, 10_000_000);
    for (let at = 0; at < token.length - 1; at++) {
      const changed = token.slice(0, at) + (token[at] === '1' ? '2' : '1') + token.slice(at + 1);
      expect(tokens.read(changed, 'appointment', 0)).toBeNull();
    }
  });
});

describe('the room', () => {
  it.each([
    [30, 15 + 30 + 120],
    [345, 480],
    [480, 480],
  ])('of %i minutes is open for %i', (duration, open) => {
    const window = roomWindow(100 * hour, duration);
    expect(window.opensAtMs).toBe(100 * hour - 15 * minute);
    expect((window.closesAtMs - window.opensAtMs) / minute).toBe(open);
    expect(roomState(window, window.opensAtMs - 1)).toBe('early');
    expect(roomState(window, window.closesAtMs - 1)).toBe('open');
    expect(roomState(window, window.closesAtMs)).toBe('over');
  });

  it('has an affinity that anybody can work out', () => {
    const room = newIncarnation();
    const digest = createHash('sha256').update(Buffer.concat([Buffer.from('visavis/affinity'), Buffer.from(room)]));
    expect(affinity(room)).toBe(digest.digest('hex').slice(0, 8));
  });
});

describe('the tables', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
  }, 60_000);
  afterAll(() => database?.close());

  it('hold no name, address, subject, code, secret or token in plain words', async () => {
    const test = await startAppointments(database.database);
    test.refuseMails();
    const made = await create(test);
    const admission = await admit(test, { appointment: made.id, code: made.dialInCode });
    await setOffer(test);
    const request = await asked(test);
    await test.appointments.settled();
    const dumps = await Promise.all(tables.map((table) => database.database.db.execute(`select * from ${table}`)));
    const text = JSON.stringify(dumps.map((dump) => (dump as unknown as { rows: [] }).rows));
    expect(text).toContain(made.number);
    expect(text).toContain(request.id);
    const k = made.joinLink.split('#')[1]?.split('.')[1] ?? '';
    const secrets = [
      guestName,
      guestEmail,
      '030 1234567',
      'Kostenplan',
      `"${made.dialInCode}"`,
      `"${request.code}"`,
      'A123456780',
      'Wilhelmine',
      k,
      admission.ticket,
      admission.device,
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);
    await test.close();
  });
});
