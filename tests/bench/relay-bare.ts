/** The measured process of the relay benchmark that is the barest server which does the same job, and loads nothing of ours. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { serve } from './relay-process.ts';

/** Parses every message and forwards the raw string to the other of the pair; checks nothing. */
async function startBare(): Promise<{ port: number; connections(): number }> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const rooms = new Map<string, WebSocket[]>();
  server.on('connection', (socket) => {
    let pair: WebSocket[] = [];
    socket.on('message', (data) => {
      const text = data.toString();
      const message: { type: string; room: string } = JSON.parse(text);
      if (message.type === 'hello') {
        pair = rooms.get(message.room) ?? [];
        rooms.set(message.room, pair);
        pair.push(socket);
        socket.send('{"type":"welcome"}');
        return;
      }
      for (const other of pair) if (other !== socket) other.send(text);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { port: (http.address() as AddressInfo).port, connections: () => server.clients.size };
}

serve(startBare);
