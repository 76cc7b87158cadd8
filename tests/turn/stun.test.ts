/** STUN on the wire, against the test vectors of RFC 5769 and hostile bytes. */
import { createHmac } from 'node:crypto';
import {
  decodeData,
  decodeStun,
  encodeStun,
  longTermKey,
  newTransaction,
  readXorAddress,
  xorAddress,
} from '@visavis/turn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** RFC 5769 §2.2 and §2.3: the transaction of all its samples. */
const transaction = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');

describe('an address in a message', () => {
  it.each([
    ['192.0.2.1', '0001a147e112a643'],
    ['2001:db8:1234:5678:11:2233:4455:6677', '0002a1470113a9faa5d3f179bc25f4b5bed2b9d9'],
  ])('is masked as in RFC 5769: %s', (address, hex) => {
    expect(xorAddress(address, 32_853, transaction).toString('hex')).toBe(hex);
  });

  it.each([
    ['::ffff:127.0.0.1', '0:0:0:0:0:ffff:7f00:1'],
    ['fe80::', 'fe80:0:0:0:0:0:0:0'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['2001:db8::1:2', '2001:db8:0:0:0:0:1:2'],
  ])('may be written short: %s is %s', (short, long) => {
    const bytes = (address: string) => xorAddress(address, 1, transaction).toString('hex');
    expect(bytes(short)).toHaveLength(40);
    expect(bytes(short)).toBe(bytes(long));
  });
});

describe('an address that is read', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1', '0001a147e112a643'],
    [
      '2001:db8:1234:5678:11:2233:4455:6677',
      '2001:db8:1234:5678:11:2233:4455:6677',
      '0002a1470113a9faa5d3f179bc25f4b5bed2b9d9',
    ],
    ['nothing of another family', undefined, '0003a147e112a643'],
    ['nothing of another length', undefined, '0001a147e112'],
    ['nothing without bytes', undefined, ''],
  ])('is that of RFC 5769: %s', (_title, address, hex) => {
    const read = readXorAddress(Buffer.from(hex, 'hex'), transaction);
    expect(read).toEqual(address === undefined ? null : { address, port: 32_853 });
  });
});

describe('a request', () => {
  it('has the key of RFC 5769 §2.4 and signs what it covers', () => {
    const key = longTermKey('\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9', 'example.org', 'TheMatrIX');
    const nonce = Buffer.from('f//499k954d6OL34oL9FSTvy64sA');
    const name = Buffer.from('\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9');
    const bytes = encodeStun(
      {
        method: 'binding',
        transaction: Buffer.from('78ad3433c6ad72c029da412e', 'hex'),
        attributes: [
          ['username', name],
          ['nonce', nonce],
          ['realm', Buffer.from('example.org')],
        ],
      },
      key,
    );
    expect(bytes.subarray(-20).toString('hex')).toBe('f67024656dd64a3e02b8e0712e85c9a28ca89666');
    expect(bytes.readUInt16BE(2)).toBe(bytes.length - 20);
    expect(createHmac('sha1', key).update(bytes.subarray(0, -24)).digest()).toEqual(bytes.subarray(-20));
  });

  it('has a transaction of its own each time', () => {
    expect(newTransaction()).toHaveLength(12);
    expect(newTransaction().equals(newTransaction())).toBe(false);
  });
});

describe('an answer', () => {
  const answer = (type: number, body: Buffer) => {
    const head = Buffer.from(`000000002112a442${transaction.toString('hex')}`, 'hex');
    head.writeUInt16BE(type, 0);
    head.writeUInt16BE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const forbidden = Buffer.from('00090008000004034e6f7065', 'hex');

  it('is success without an error code, or tells it', () => {
    expect(decodeStun(answer(0x0108, Buffer.alloc(0)))).toMatchObject({ errorCode: null });
    const read = decodeStun(answer(0x0118, forbidden));
    expect(read?.errorCode).toBe(403);
    expect(read?.transaction.equals(transaction)).toBe(true);
  });

  it.each([
    ['a request', answer(0x0008, Buffer.alloc(0))],
    ['an indication', answer(0x0016, Buffer.alloc(0))],
    ['channel data', Buffer.from('40000004aabbccdd', 'hex')],
    ['an error without its code', answer(0x0118, Buffer.alloc(0))],
    ['a length that lies', Buffer.concat([answer(0x0108, Buffer.alloc(0)), Buffer.alloc(4)])],
    ['an attribute that runs over the end', answer(0x0108, Buffer.from('00090100', 'hex'))],
    ['another cookie', Buffer.concat([Buffer.from('0108000000000000', 'hex'), transaction])],
  ])('is not %s', (_what, bytes) => {
    expect(decodeStun(bytes)).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, isFramed) => {
        decodeStun(isFramed ? answer(0x0118, Buffer.from(bytes)) : Buffer.from(bytes));
        decodeData(isFramed ? answer(0x0017, Buffer.from(bytes)) : Buffer.from(bytes));
      }),
    );
  });

  it('is not what a peer sent, which comes with its address', () => {
    const peer = Buffer.concat([Buffer.from('00120008', 'hex'), xorAddress('192.0.2.1', 32_853, transaction)]);
    const data = Buffer.from('0013000268690000', 'hex');
    const heard = decodeData(answer(0x0017, Buffer.concat([peer, data])));
    expect(heard).toEqual({ from: { address: '192.0.2.1', port: 32_853 }, data: Buffer.from('hi') });
    expect(decodeStun(answer(0x0017, Buffer.concat([peer, data])))).toBeNull();
    for (const half of [peer, data]) expect(decodeData(answer(0x0017, half))).toBeNull();
    expect(decodeData(answer(0x0016, Buffer.concat([peer, data])))).toBeNull();
  });
});
