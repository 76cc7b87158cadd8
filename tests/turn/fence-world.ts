/** Runs in a network of its own (`fence.test.ts` starts it): a relay's machine and another one, and who reaches what before and behind relay-firewall.sh, as JSON. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openTurnClient, type PeerAddress } from '@visavis/turn';
import { deployFolder } from '../deploy/read-yaml.ts';
import type { Coturn } from '../support/coturn.ts';
import { placeOf, relayAt } from './shipped-relay.ts';
import { kubernetesEnvironment } from './shipped-settings.ts';

/** Of the examples in deploy/. */
const own = '203.0.113.7';
const other = '203.0.113.8';
/** Behind a bridge, with a published port. */
const container = '172.30.9.2';
/** A cluster's network (VXLAN), a relayed port, and a name server's. */
const tunnel = { address: other, port: 8472 };
const relayed = { address: other, port: 50_777 };
const published = { address: own, port: 53 };

const run = (words: string) =>
  void execFileSync(words.split(' ')[0] ?? '', words.split(' ').slice(1), { stdio: 'pipe' });

/** The other machine and, behind the same cable, the container. */
async function layNeighbour(): Promise<{ child: ChildProcess; inside: (words: string) => void }> {
  const program = fileURLToPath(new URL('./neighbour.ts', import.meta.url));
  const places = [tunnel, relayed, { address: container, port: published.port }];
  const listening = places.map(({ address, port }) => `${address}:${port}`);
  const child = spawn('unshare', ['-n', '--', process.execPath, program, ...listening], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const inside = (words: string) => run(`nsenter -t ${child.pid} -n ${words}`);
  run(`ip link add near type veth peer name far netns ${child.pid}`);
  run(`ip addr add ${own}/24 dev near`);
  run('ip link set near up');
  run(`ip route add ${container} dev near`);
  for (const address of [`${other}/24`, `${container}/32`]) inside(`ip addr add ${address} dev far`);
  for (const device of ['lo', 'far']) inside(`ip link set ${device} up`);
  child.stdin.write('laid');
  await once(child.stdout, 'data');
  return { child, inside };
}

/** A port as Docker publishes it, also to programs of the machine itself. */
const publish = () =>
  run(
    `iptables -t nat -A OUTPUT -p udp --dport ${published.port} -m addrtype --dst-type LOCAL -j DNAT --to-destination ${container}`,
  );

interface Line {
  send(peer: PeerAddress, data: Buffer): void;
  receive(listener: (data: Buffer) => void): void;
}

/** Which of `peers` say what they were told. The last one does, and twice: until then the others have had their time. */
async function heard(line: Line, peers: readonly PeerAddress[], areWaitedFor: boolean): Promise<boolean[]> {
  const came = new Set<string>();
  let look = () => {};
  line.receive((data) => {
    came.add(data.toString());
    look();
  });
  const until = (words: readonly string[]) =>
    new Promise<void>((resolve) => {
      look = () => void (words.every((word) => came.has(word)) && resolve());
      look();
    });
  for (const [index, peer] of peers.entries()) line.send(peer, Buffer.from(`${index}`));
  const last = peers.at(-1) ?? relayed;
  for (const round of ['first', 'second']) {
    line.send(last, Buffer.from(round));
    await until([round]);
  }
  if (areWaitedFor) await until([...peers.keys()].map(String));
  return [...peers.keys()].map((index) => came.has(String(index)));
}

/** Somebody with a credential, on one allocation: one that may not send would be ended. */
async function throughRelay(relay: Coturn, areWaitedFor: boolean): Promise<boolean[]> {
  const client = await openTurnClient(placeOf(relay), relay.credentials());
  await client.allocate('ipv4');
  for (const address of [own, other]) await client.permission(address);
  const found = await heard(client, [tunnel, published, relayed], areWaitedFor);
  await client.close();
  return found;
}

/** A program of another user, or the kernel, which picks such ports for tunnels too. */
async function besideRelay(port: number, areWaitedFor: boolean): Promise<boolean[]> {
  const socket = createSocket('udp4').bind(port, own);
  await once(socket, 'listening');
  const line: Line = {
    send: (peer, data) => socket.send(data, peer.port, peer.address),
    receive: (listener) => void socket.on('message', listener),
  };
  const found = await heard(line, [tunnel, published, relayed], areWaitedFor);
  socket.close();
  return found;
}

const look = async (relay: Coturn, areOpen: boolean) => ({
  relayed: await throughRelay(relay, areOpen),
  clients: [await besideRelay(49_999, areOpen), await besideRelay(40_000, areOpen)],
});

const reservedPorts = '/proc/sys/net/ipv4/ip_local_reserved_ports';
const { child, inside } = await layNeighbour();
publish();
writeFileSync(reservedPorts, '30000-32767');
const relay = await relayAt(own, kubernetesEnvironment(own));
const before = await look(relay, true);
// On both machines, twice, as after two starts.
for (let start = 0; start < 2; start += 1) {
  run(`${deployFolder}relay-firewall.sh ${other} fd00::8`);
  inside(`${deployFolder}relay-firewall.sh ${own}`);
}
const after = await look(relay, false);
const rules = execFileSync('ip', ['rule', 'list'], { encoding: 'utf8' }).match(/fwmark/g)?.length ?? 0;
const reserved = readFileSync(reservedPorts, 'utf8').trim();
await relay.close();
child.stdin?.end();
process.stdout.write(JSON.stringify({ before, after, rules, reserved }));
