/** The part of the peer contract that is about content: two channels beside the one for messages, with room made by waiting. */
import { check, checkEqual, makePair, type PeerScenario } from './peer-pair.ts';

export const contentScenarios: PeerScenario[] = [
  {
    title: 'carries content on two channels, each in order, and says when it cannot',
    async run(bench) {
      const pair = makePair(bench);
      const bytes = (text: string) => new TextEncoder().encode(text);
      check(!(await pair.a.peer.sendContent('content', bytes('early'))), 'nothing is sent before the channel is open');
      await pair.connected();
      for (const side of [pair.a, pair.b])
        await Promise.all([side.hasTold('content content open'), side.hasTold('content bulk open')]);
      const sent = ['one', 'two'].map((text) => pair.a.peer.sendContent('content', bytes(text)));
      sent.push(pair.a.peer.sendContent('bulk', bytes('big')), pair.b.peer.sendContent('content', bytes('back')));
      checkEqual(await Promise.all(sent), [true, true, true, true], 'an open channel takes bytes');
      await Promise.all([
        pair.b.hasTold('content content two'),
        pair.b.hasTold('content bulk big'),
        pair.a.hasTold('content content back'),
      ]);
      const onContent = pair.b.told.filter((news) => news.startsWith('content content'));
      checkEqual(onContent.slice(1), ['content content one', 'content content two'], 'bytes arrive in order');
      checkEqual(pair.b.count('text one'), 0, 'content is no message');
      pair.close();
      check(!(await pair.a.peer.sendContent('bulk', bytes('late'))), 'nothing is sent after close');
    },
  },
  {
    title: 'takes more content than it can hold at once, in pieces of 64 KiB, and loses nothing',
    async run(bench) {
      const pair = makePair(bench);
      await pair.connected();
      await pair.a.hasTold('content bulk open');
      const before = pair.b.contentBytes;
      for (let piece = 0; piece < 64; piece++)
        check(await pair.a.peer.sendContent('bulk', new Uint8Array(65_565)), 'room comes by waiting');
      check(await pair.a.peer.sendContent('bulk', new TextEncoder().encode('end')), 'room comes by waiting');
      await pair.b.hasTold('content bulk end');
      checkEqual(pair.b.contentBytes - before, 64 * 65_565 + 3, 'every byte arrives');
      pair.close();
    },
  },
];
