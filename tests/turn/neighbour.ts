/** Another machine of `fence-world.ts`, in a network of its own: says what it gets back, at each `address:port` of its arguments. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

process.stdout.write('here');
// Once its cable is in, it is told so; it ends with whoever started it.
await once(process.stdin, 'data');
process.stdin.once('end', () => process.exit());
for (const place of process.argv.slice(2)) {
  const [address, port] = place.split(':');
  const socket = createSocket('udp4').bind(Number(port), address);
  socket.on('message', (data, from) => socket.send(data, from.port, from.address));
  await once(socket, 'listening');
}
process.stdout.write('ready');
