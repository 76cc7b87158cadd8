/** What one turn says to a line leaves it in one packet. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { PodSocket } from '../../services/signalling/socket.ts';
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

/** A browser's line and the pod's end of it. */
async function joined() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ noServer: true, WebSocket: PodSocket });
  const arrival = new Promise<PodSocket>((resolve) => {
    server.on('upgrade', (request, line, head) => {
      sockets.handleUpgrade(request, line, head, (socket) => {
        socket.gatherOn(line);
        resolve(socket);
      });
    });
  });
  const browser = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const pod = await arrival;
  const close = async () => {
    browser.terminate();
    await pod.closed();
    server.close();
  };
  return { browser, pod, close };
}

it('texts of every length and alphabet arrive whole and in their order, whichever way they are framed', async () => {
  const { browser, pod, close } = await joined();
  const texts = [
    '',
    'a',
    'x'.repeat(125),
    'x'.repeat(126),
    'ü',
    'é'.repeat(125),
    '😀',
    '\u0000',
    '\x7f',
    'x'.repeat(65_535),
    'x'.repeat(65_536),
    'é'.repeat(32_768),
    'y'.repeat(70_000),
  ];
  const heard: { text: string; isBinary: boolean }[] = [];
  const all = new Promise<void>((resolve) => {
    browser.on('message', (data, isBinary) => {
      if (heard.push({ text: data.toString(), isBinary }) === 2 * texts.length) resolve();
    });
  });
  for (const text of texts) {
    pod.send(text);
    pod.send(Buffer.from(text));
  }
  await all;
  expect(heard).toEqual(texts.flatMap((text) => [text, text].map((same) => ({ text: same, isBinary: false }))));
  await close();
});
