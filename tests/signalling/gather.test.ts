/** What one turn says to a line leaves it in one packet. */
import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { lineGatherer } from '../../services/signalling/socket-gather.ts';

/** A line that notes what goes out together. */
function newLine(): { line: Writable; packets: string[] } {
  const packets: string[] = [];
  const take = (chunks: { chunk: Buffer }[]) =>
    packets.push(Buffer.concat(chunks.map(({ chunk }) => chunk)).toString());
  const line = new Writable({
    write: (chunk, _encoding, done) => {
      take([{ chunk }]);
      done();
    },
    writev: (chunks, done) => {
      take(chunks);
      done();
    },
  });
  return { line, packets };
}

describe('lines that are written to several times in one turn', () => {
  it('send what was said in one packet, in order, when the turn is over', async () => {
    const gather = lineGatherer();
    const [one, two] = [newLine(), newLine()];
    for (const word of ['a', 'b', 'c']) {
      for (const { line } of [one, two]) {
        gather(line);
        line.write(word);
      }
    }
    expect(one.packets).toEqual([]);
    await turn();
    expect(one.packets).toEqual(['abc']);
    expect(two.packets).toEqual(['abc']);
  });

  it('hold back nothing beyond the turn', async () => {
    const gather = lineGatherer();
    const { line, packets } = newLine();
    for (const word of ['a', 'b']) {
      gather(line);
      line.write(word);
      await turn();
    }
    expect(packets).toEqual(['a', 'b']);
    expect(line.writableCorked).toBe(0);
  });

  it('harm nobody when they are destroyed meanwhile', async () => {
    const gather = lineGatherer();
    const [one, two] = [newLine(), newLine()];
    for (const { line } of [one, two]) {
      gather(line);
      line.write('a');
    }
    one.line.destroy();
    await turn();
    expect([one.packets, two.packets]).toEqual([[], ['a']]);
  });
});
