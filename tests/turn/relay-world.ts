/** Runs in a network of its own (`own-address.test.ts` starts it): real relays with what deploy/ tells them, and what people on them get, as JSON. */
import { execFileSync } from 'node:child_process';
import { systemClock } from '@visavis/runtime';
import { openTurnClient, type PeerAddress, probeDenyList, type TurnClient, tryRelay } from '@visavis/turn';
import { turnChecks } from '../../services/doctor/checks/turn.ts';
import { deployFolder } from '../deploy/read-yaml.ts';
import { look } from '../doctor/world.ts';
import type { Coturn } from '../support/coturn.ts';
import { placeOf, relayAt } from './shipped-relay.ts';
import { composeEnvironment, kubernetesEnvironment } from './shipped-settings.ts';

/** Of the examples in deploy/; two machines as far as relays can tell. */
const outside = ['203.0.113.7', '203.0.113.8'] as const;
const inside = ['10.0.0.7', '10.0.0.8'] as const;
/** A bridge of containers, which coturn finds before the others. */
const bridge = '10.0.0.1';
/** One that the doctor asks for, as an address of this machine. */
const asked = '10.1.2.3';
/** coturn leaves loopback out where it looks for addresses itself. */
function lay(cable: string, addresses: readonly string[]): void {
  const ip = (words: string) => void execFileSync('ip', words.split(' '), { stdio: 'pipe' });
  ip(`link add ${cable} type veth peer name ${cable}-end`);
  ip(`link set ${cable} up`);
  ip(`link set ${cable}-end up`);
  for (const address of addresses) ip(`addr add ${address}/32 dev ${cable}`);
}
lay('bridge0', [bridge]);
lay('outside0', [...inside, asked, ...outside]);

async function withRelays<T>(relays: Promise<Coturn>[], use: (...relays: Coturn[]) => Promise<T>): Promise<T> {
  const started = await Promise.all(relays);
  try {
    return await use(...started);
  } finally {
    for (const relay of started) await relay.close();
  }
}

/** Whom the relay would send to besides itself. */
async function judge(relay: Coturn) {
  const client = await openTurnClient(placeOf(relay), relay.credentials());
  const { address: relayed } = await client.allocate('ipv4');
  const neighbours: Record<string, number | null> = {};
  for (const address of [bridge, ...inside, ...outside]) neighbours[address] = await client.permission(address);
  await client.close();
  const { wrong } = await probeDenyList(placeOf(relay), relay.credentials());
  const trial = await tryRelay(placeOf(relay), relay.credentials());
  return { relayed, neighbours, wrong: wrong.map(({ address }) => address), trial };
}

async function arrives(from: TurnClient, to: TurnClient, peer: PeerAddress): Promise<boolean> {
  const heard = new Promise<boolean>((resolve) => {
    to.receive((data) => resolve(data.toString() === 'hello'));
    systemClock.after(2_000, () => resolve(false));
  });
  from.send(peer, Buffer.from('hello'));
  return heard;
}

/** One person on each of two relays. */
async function meet(one: Coturn, other: Coturn) {
  const clients = [
    await openTurnClient(placeOf(one), one.credentials()),
    await openTurnClient(placeOf(other), other.credentials()),
  ] as const;
  const [here, there] = [await clients[0].allocate('ipv4'), await clients[1].allocate('ipv4')];
  const answers = [await clients[0].permission(there.address), await clients[1].permission(here.address)];
  const came = [await arrives(clients[0], clients[1], there), await arrives(clients[1], clients[0], here)];
  for (const client of clients) await client.close();
  return { relayed: [here.address, there.address], answers, came };
}

async function ask(relay: Coturn) {
  const check = turnChecks.find(({ name }) => name === 'turn udp');
  if (!check) throw new Error('no such check');
  return look(check, { env: { TURN_URLS: relay.urls.udp, TURN_SECRET: relay.secret } });
}

/** Twice, as after two starts of the machine. */
function fence(): void {
  for (let start = 0; start < 2; start += 1)
    execFileSync(`${deployFolder}relay-firewall.sh`, [outside[1], 'fd00::8'], { stdio: 'pipe' });
}

const compose = composeEnvironment();
const kubernetes = (node: 0 | 1) => relayAt(outside[node], kubernetesEnvironment(outside[node]));
const pairs = outside.map((address, node) => `${address}/${inside[node]}`).join(' ');
const natted = (node: 0 | 1) =>
  relayAt(inside[node], { ...kubernetesEnvironment(inside[node]), TURN_EXTERNAL_IPS: pairs });

const found = {
  compose: await withRelays([relayAt(outside[0], compose)], judge),
  composeBehindNat: await withRelays(
    [relayAt(inside[0], { ...compose, TURN_EXTERNAL_IPS: `${outside[0]}/${inside[0]}` })],
    judge,
  ),
  kubernetes: await withRelays([kubernetes(0)], judge),
  askedBehindNat: await withRelays([relayAt(asked, { ...compose, TURN_EXTERNAL_IPS: `${outside[0]}/${asked}` })], ask),
  forgottenBehindNat: await withRelays([relayAt(inside[0], kubernetesEnvironment(inside[0]))], ask),
  twoNodes: await withRelays([kubernetes(0), kubernetes(1)], meet),
  twoNodesBehindNat: await withRelays([natted(0), natted(1)], meet),
  fence: await withRelays([relayAt(outside[0], compose)], async (relay) => {
    const before = await ask(relay);
    fence();
    const after = await ask(relay);
    const relayed = 'INPUT -p udp --sport 49152:65535 --dport 49152:65535 -j DROP';
    execFileSync('iptables', ['-A', ...relayed.split(' ')], { stdio: 'pipe' });
    return { before, after, cut: await ask(relay) };
  }),
};
process.stdout.write(JSON.stringify(found));
