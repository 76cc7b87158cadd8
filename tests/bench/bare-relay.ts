/**
 * The measured process that is the barest relay over several processes: Fastify, `ws` and Redis, our messages, no checks.
 * It believes every ticket unread but for its claims, keeps who is where in a hash, and loads nothing of ours.
 */
import { randomUUID } from 'node:crypto';
import websocket from '@fastify/websocket';
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import type { WebSocket } from 'ws';

interface Member {
  socket: WebSocket;
  /** Which process each other seat of the room is at. */
  others: Map<string, string>;
}

const self = randomUUID();
const redisUrl = process.env.REDIS_URL ?? '';
const [commands, inbox] = [new Redis(redisUrl), new Redis(redisUrl)];
const rooms = new Map<string, Map<string, Member>>();
const roomMs = 45_000;
const pingMs = 25_000;

const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));

/** To a member at this process or at another; `joins` is the seat of whoever the text announces, who is here. */
function hand(pod: string, room: string, to: string, text: string, joins = ''): void {
  if (pod === self) deliver(room, to, text, joins, self);
  else commands.publish(pod, `${room} ${to} ${joins} ${self} ${text}`).catch(() => {});
}

function deliver(room: string, to: string, text: string, joins: string, from: string): void {
  const member = rooms.get(room)?.get(to);
  member?.socket.send(text);
  if (joins !== '') member?.others.set(joins, from);
}

async function enter(socket: WebSocket, token: string, incarnation: string): Promise<{ room: string; seat: string }> {
  const { room, seat } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const member: Member = { socket, others: new Map() };
  const members = rooms.get(room) ?? new Map<string, Member>();
  rooms.set(room, members.set(seat, member));
  const key = `room:${room}`;
  const found = await commands.pipeline().hset(key, seat, self).pexpire(key, roomMs).hgetall(key).exec();
  for (const [other, pod] of Object.entries(found?.[2]?.[1] ?? {})) if (other !== seat) member.others.set(other, pod);
  const peers = [...member.others.keys()].map((other) => ({ seat: other, incarnation }));
  const limits = { maxBodyBytes: 24_576, messagesPerSecond: 20, messagesBurst: 120 };
  const fixed = { epoch: 1, iceServers: [], iceTtlS: 0, relayOnly: false, heartbeatMs: 20_000, limits };
  const connection = randomUUID().replaceAll('-', '').slice(0, 22);
  say(socket, { type: 'welcome', connection, seat, peers, resume: token, now: Date.now(), ...fixed });
  const joined = JSON.stringify({ type: 'peer', event: 'joined', seat, incarnation });
  for (const [other, pod] of member.others) hand(pod, room, other, joined, seat);
  return { room, seat };
}

function leave(room: string, seat: string, socket: WebSocket): void {
  const members = rooms.get(room);
  if (members?.get(seat)?.socket !== socket) return;
  members.delete(seat);
  if (members.size === 0) rooms.delete(room);
  commands.hdel(`room:${room}`, seat).catch(() => {});
}

function listen(socket: WebSocket): void {
  let place = { room: '', seat: '' };
  const beat = setInterval(() => socket.ping(), pingMs);
  socket.on('message', async (data: Buffer) => {
    const text = data.toString();
    const message = JSON.parse(text);
    if (message.type === 'hello' || message.type === 'resume') {
      place = await enter(socket, message.ticket ?? message.resume, message.incarnation);
    }
    if (message.type === 'relay' || message.type === 'ack') {
      const pod = rooms.get(place.room)?.get(place.seat)?.others.get(message.to);
      if (pod) hand(pod, place.room, message.to, text.replace(`"to":"${message.to}"`, `"from":"${place.seat}"`));
    }
    if (message.type === 'ping') say(socket, { type: 'pong', c: message.c, now: Date.now() });
    if (message.type === 'bye') socket.close(1000);
  });
  socket.on('close', () => {
    clearInterval(beat);
    leave(place.room, place.seat, socket);
  });
}

inbox.on('message', (_channel, message) => {
  const [, room = '', to = '', joins = '', from = '', text = ''] = /^(\S+) (\S+) (\S*) (\S+) (.*)$/.exec(message) ?? [];
  deliver(room, to, text, joins, from);
});
await inbox.subscribe(self);
const app = Fastify();
await app.register(websocket, { options: { perMessageDeflate: false, handleProtocols: () => 'visavis.v1' } });
app.get('/signal/:affinity', { websocket: true }, listen);
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log('listening');
