/** The proxy's eye for Redis' protocol: whole values in any pieces, and which of them are messages. */
import { describe, expect, it } from 'vitest';
import { isMessage, RespSplitter } from './resp.ts';

const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
const message = (word: string, head = '*3') => `${head}\r\n${bulk(word)}${bulk('vv:pod:a')}${bulk('{"a":1}\n\r\n*3')}`;

const stream: [title: string, text: string][] = [
  ['a simple answer', '+OK\r\n'],
  ['an error', '-ERR no\r\n'],
  ['a number', ':12\r\n'],
  ['a text with line ends in it', bulk('a\r\n$3\r\nb')],
  ['no text', '$-1\r\n'],
  ['no list', '*-1\r\n'],
  ['an empty list', '*0\r\n'],
  ['lists in a list', `*2\r\n*1\r\n:1\r\n*2\r\n${bulk('x')}+y\r\n`],
  ['a map', `%1\r\n+a\r\n*1\r\n:1\r\n`],
  ['an attribute with its value', `|1\r\n+ttl\r\n:9\r\n${bulk('x')}`],
  ['null, true, a double', '_\r\n#t\r\n,1.5\r\n'.slice(0, 3)],
  ['a message', message('smessage')],
  ['a pushed message', message('message', '>3')],
];

describe('a stream of answers', () => {
  it.each([1, 2, 3, 7, 1_000])('is cut into whole values when it comes in pieces of %i bytes', (size) => {
    const all = Buffer.from(stream.map(([, text]) => text).join(''));
    const splitter = new RespSplitter();
    const found: string[] = [];
    for (let at = 0; at < all.length; at += size) {
      found.push(...splitter.feed(all.subarray(at, at + size)).map(String));
    }
    expect(found).toEqual(stream.map(([, text]) => text));
  });
});

describe('a value', () => {
  it.each(['message', 'smessage', 'pmessage'])('is a message when it begins with %s', (word) => {
    expect(isMessage(Buffer.from(message(word)))).toBe(true);
    expect(isMessage(Buffer.from(message(word, '>3')))).toBe(true);
  });

  it.each([
    ['the answer to a subscription', `*3\r\n${bulk('ssubscribe')}${bulk('message')}:1\r\n`],
    ['a text that reads like one', bulk('smessage')],
    ['a list of another kind', `*2\r\n${bulk('messages')}:1\r\n`],
  ])('is none when it is %s', (_title, text) => {
    expect(isMessage(Buffer.from(text))).toBe(false);
  });
});
