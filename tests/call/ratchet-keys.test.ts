/** Keys of the ratchet: the numbers of the protocol's own vectors, computed once more by Node, and what nobody can read. */
import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DataSeal } from '../../clients/call/data-seal.ts';
import { epochKeys, isTheirs, macKeys, macOf, nextRootKey, rootKey } from '../../clients/call/ratchet-keys.ts';
import { createBrowserAgreement } from '../../clients/call/x25519-browser.ts';

const { subtle } = crypto;
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const text = (value: string) => new TextEncoder().encode(value);
/** `vectors/handshake.json`, "ratchet". */
const rk0 = 'be1522e17916febca91c2ab3887e090271498e9bcf370c7180da63b27096a894';
const rk1 = '8687d540e4057df98deb92315700b89a16b459e7cf2dee090071dc9451e96f42';
const base = { initiator0: 'c2cacb3842755807eb08a50ac7647840', responder1: 'd766273a97d3fae2da7e1f467ddc7ab5' };

/** What a base key of these bytes derives, by Node. */
const byNode = (key: string) => Buffer.from(hkdfSync('sha256', bytes(key), new Uint8Array(), text('probe'), 32));
const derivedBy = async (key: CryptoKey) => {
  const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text('probe') };
  return Buffer.from(await subtle.deriveBits(info, key, 256));
};
const signedBy = async (key: CryptoKey) => Buffer.from(await subtle.sign('HMAC', key, text('probe')));
const hmacByNode = (key: string) => createHmac('sha256', bytes(key)).update('probe').digest();

async function changed() {
  const [a, b] = [
    await createBrowserAgreement(subtle, bytes('1a'.repeat(32))),
    await createBrowserAgreement(subtle, bytes('1c'.repeat(32))),
  ];
  const x = { initiator: a.publicKey, responder: b.publicKey };
  const dh = (await a.agree(b.publicKey)) ?? new Uint8Array();
  return { dh, root: await nextRootKey(subtle, await rootKey(subtle, bytes(rk0)), { e: 1, dh, x }) };
}

describe('a root key', () => {
  it('leads to the next as the vector says, and the agreed secret is wiped', async () => {
    const { dh, root } = await changed();
    expect(await signedBy(root)).toEqual(hmacByNode(rk1));
    expect(dh).toEqual(new Uint8Array(32));
  });

  it('derives the base keys of the vector, each for its direction', async () => {
    const first = await epochKeys(subtle, await rootKey(subtle, bytes(rk0)), 'initiator');
    expect(await derivedBy(first.frames.send)).toEqual(byNode(base.initiator0));
    const { root } = await changed();
    const second = await epochKeys(subtle, root, 'initiator');
    expect(await derivedBy(second.frames.receive)).toEqual(byNode(base.responder1));
    const other = await epochKeys(subtle, root, 'responder');
    expect(await derivedBy(other.frames.send)).toEqual(byNode(base.responder1));
  });

  it('takes its bytes over, and neither it nor what it derives can be read out', async () => {
    const given = bytes(rk0);
    const root = await rootKey(subtle, given);
    expect(given).toEqual(new Uint8Array(32));
    const { frames, data } = await epochKeys(subtle, root, 'responder');
    const mac = await macKeys(subtle, root, 'responder');
    for (const key of [root, frames.send, frames.receive, data.send, data.receive, mac.own, mac.theirs])
      expect(key.extractable).toBe(false);
    expect([data.send.algorithm, data.send.usages]).toEqual([{ name: 'AES-GCM', length: 256 }, ['encrypt']]);
  });
});

describe('a message of the ratchet', () => {
  it('is believed by the other side only, and only to the letter', async () => {
    const [own, theirs] = [
      await macKeys(subtle, await rootKey(subtle, bytes(rk0)), 'initiator'),
      await macKeys(subtle, await rootKey(subtle, bytes(rk0)), 'responder'),
    ];
    const said = { kind: 'rotate-1', e: 1, x: 'A'.repeat(43) } as const;
    const mac = await macOf(subtle, own, said);
    expect(await isTheirs(subtle, theirs, said, mac)).toBe(true);
    expect(await isTheirs(subtle, own, said, mac)).toBe(false);
    for (const change of [{ kind: 'rotate-2' as const }, { e: 2 }, { x: `B${'A'.repeat(42)}` }])
      expect(await isTheirs(subtle, theirs, { ...said, ...change }, mac)).toBe(false);
    const { x: _, ...done } = said;
    expect(await isTheirs(subtle, theirs, { ...done, kind: 'rotate-3' }, mac)).toBe(false);
  });

  it('has the MAC that the protocol names, byte for byte', async () => {
    const lv = (value: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(value.length);
      return Buffer.concat([length, value]);
    };
    const all = (...values: string[]) => Buffer.concat(values.map((value) => lv(Buffer.from(value))));
    const info = Buffer.concat([all('visavis/1', 'rk-mac', 'responder'), Buffer.from([1])]);
    const key = createHmac('sha256', bytes(rk0)).update(info).digest();
    const x = Buffer.alloc(32, 9);
    const e = Buffer.from([0, 0, 0, 7]);
    const spoken = Buffer.concat([all('visavis/1', 'rotate-2'), lv(e), lv(x)]);
    const own = await macKeys(subtle, await rootKey(subtle, bytes(rk0)), 'responder');
    const mac = await macOf(subtle, own, { kind: 'rotate-2', e: 7, x: x.toString('base64url') });
    expect(mac).toBe(createHmac('sha256', key).update(spoken).digest('base64url'));
  });
});

describe('sealed data', () => {
  async function pair() {
    const [a, b] = [new DataSeal(), new DataSeal()];
    a.install(0, await epochKeys(subtle, await rootKey(subtle, bytes(rk0)), 'initiator'));
    b.install(0, await epochKeys(subtle, await rootKey(subtle, bytes(rk0)), 'responder'));
    for (const side of [a, b]) side.switchTo(0);
    return { a, b };
  }
  const seal = async (side: DataSeal, value: string, label = 'text') =>
    (await side.seal(label, text(value))) ?? new Uint8Array();
  const read = (found: Uint8Array | undefined) => found && new TextDecoder().decode(found);

  it('goes both ways, once each, in order', async () => {
    const { a, b } = await pair();
    const [one, two] = [await seal(a, 'one'), await seal(a, 'two')];
    expect(read(await b.open('text', one))).toBe('one');
    expect(read(await b.open('text', two))).toBe('two');
    expect(await b.open('text', two)).toBeUndefined();
    expect(await b.open('text', one)).toBeUndefined();
    expect(read(await a.open('text', await seal(b, 'back')))).toBe('back');
  });

  it('cannot be turned back on its sender, nor taken for something else, nor changed', async () => {
    const { a, b } = await pair();
    const sealed = await seal(a, 'one');
    expect(await a.open('text', sealed)).toBeUndefined();
    expect(await b.open('file', sealed)).toBeUndefined();
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await b.open('text', changed)).toBeUndefined();
      expect(await b.open('text', sealed.subarray(0, at))).toBeUndefined();
    }
    expect(read(await b.open('text', sealed))).toBe('one');
  });

  it('leaves nobody without a key, and opens nothing under a forgotten one', async () => {
    const { a, b } = await pair();
    const old = await seal(a, 'old');
    const { root } = await changed();
    a.install(1, await epochKeys(subtle, root, 'initiator'));
    b.install(1, await epochKeys(subtle, root, 'responder'));
    a.switchTo(1);
    b.switchTo(1);
    b.forget(1);
    expect(read(await b.open('text', await seal(a, 'new')))).toBe('new');
    b.install(2, await epochKeys(subtle, root, 'responder'));
    b.switchTo(2);
    b.forget(0);
    b.forget(1);
    expect(await b.open('text', old)).toBeUndefined();
    expect(await new DataSeal().seal('text', text('plain'))).toBeUndefined();
    a.close();
    expect([await a.seal('text', text('late')), a.isReady]).toEqual([undefined, false]);
  });

  it('opens what a slow channel brings until the keys have changed once more', async () => {
    const { a, b } = await pair();
    const old = await seal(a, 'old');
    const { root } = await changed();
    b.install(1, await epochKeys(subtle, root, 'responder'));
    b.switchTo(1);
    b.forget(0);
    b.forget(0);
    expect(read(await b.open('text', old))).toBe('old');
    b.install(2, await epochKeys(subtle, root, 'responder'));
    b.switchTo(2);
    b.forget(1);
    expect(await b.open('files', await seal(a, 'later', 'files'))).toBeUndefined();
  });

  it('keeps the order of each label by itself, and of everything that is asked for at once', async () => {
    const { a, b } = await pair();
    const [file, note] = await Promise.all([seal(a, 'file', 'files'), seal(a, 'note')]);
    expect(
      await Promise.all([b.open('text', note), b.open('files', file)].map(async (one) => read(await one))),
    ).toEqual(['note', 'file']);
    const many = await Promise.all(Array.from({ length: 50 }, (_, index) => seal(a, String(index))));
    const opened = await Promise.all(many.map((sealed) => b.open('text', sealed)));
    expect(opened.map(read)).toEqual(Array.from({ length: 50 }, (_, index) => String(index)));
  });

  it('never uses a counter twice, also when keys are installed again', async () => {
    const { a } = await pair();
    const before = await seal(a, 'one');
    a.install(0, await epochKeys(subtle, await rootKey(subtle, bytes(rk0)), 'initiator'));
    a.switchTo(0);
    const after = await seal(a, 'one');
    expect([...before.subarray(4, 12), ...after.subarray(4, 12)]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2,
    ]);
  });
});
