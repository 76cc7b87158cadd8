/** A form that opens without a password but says what may be done with it (ISO 32000-1, 7.6.3, algorithms 2 and 4), made for tests. */
import { createHash } from 'node:crypto';
import { formOf } from './form-papers.ts';

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The cipher of those days; old enough that Node has it no more. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number) => {
    [box[a], box[b]] = [box[b] ?? 0, box[a] ?? 0];
  };
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (box[at] ?? 0) + (key[at % key.length] ?? 0)) % 256;
    swap(at, other);
  }
  let [first, second] = [0, 0];
  return data.map((byte) => {
    first = (first + 1) % 256;
    second = (second + (box[first] ?? 0)) % 256;
    swap(first, second);
    return byte ^ (box[((box[first] ?? 0) + (box[second] ?? 0)) % 256] ?? 0);
  }) as Buffer;
}

/** Anybody may read it, and nobody may change it. */
export function restricted(): Uint8Array<ArrayBuffer> {
  const owner = Buffer.alloc(32, 0x11);
  const id = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-3_904);
  const hash = createHash('md5')
    .update(Buffer.concat([padding, owner, permissions, id]))
    .digest();
  const user = rc4(hash.subarray(0, 5), padding);
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -3904 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`;
  const plain = Buffer.from(formOf(['/FT /Tx /T (a)'])).toString('latin1');
  const locked = plain.replace(
    '/Root 1 0 R',
    `/Root 1 0 R /ID [<${id.toString('hex')}> <${id.toString('hex')}>] ${encrypt}`,
  );
  return new Uint8Array(Buffer.from(locked, 'latin1'));
}
