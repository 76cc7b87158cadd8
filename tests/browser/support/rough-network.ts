/** What a network does to a conversation: UDP is cut, an address changes, packets get lost; only in the run's own network. */
import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

/** The cable of `scripts/own-network.ts`, where browsers have their address. */
const cable = 'v0';
/** Networks of their own: the kernel takes a second address of one network away with the first. */
const home = { address: '10.99.0.1', gateway: '10.99.0.2' } as const;
const away = { address: '10.98.0.7', gateway: '10.98.0.2' } as const;
/** On loopback, which browsers leave out: a relay stays where it is whatever happens to the cable. */
const relayAddress = '10.77.0.1';

const ip = (...words: string[]) => void execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
const rule = (...words: string[]) =>
  void execFileSync('iptables', ['-w', ...words], { stdio: ['ignore', 'ignore', 'pipe'] });

/** Everything here is root's work on a network that nobody else uses. @throws {Error} on another one */
export function mustBeOwn(): void {
  const known: readonly string[] = [home.address, away.address];
  if (!networkInterfaces()[cable]?.some(({ address }) => known.includes(address)))
    throw new Error('these tests need a network of their own: run them as root on Linux');
}

/** As from outside: Chromium gives up TCP to a relay when the kernel makes it come from the relay's own address. */
const reachRelayFrom = (source: string) =>
  ip('route', 'replace', 'local', relayAddress, 'dev', 'lo', 'table', 'local', 'src', source);

/** Where a relay listens that outlives the changes below. */
export function layRelayAddress(): string {
  mustBeOwn();
  ip('addr', 'replace', `${relayAddress}/32`, 'dev', 'lo');
  reachRelayFrom(home.address);
  return relayAddress;
}

// Where packets arrive: dropped where they leave, the sender is told so, and coturn then closes what it relays.
const betweenRelays = ['INPUT', '-p', 'udp', '-s', relayAddress, '-d', relayAddress, '-j', 'ACCEPT'];

/** No UDP any more but between relays, as behind a strict firewall; the answer takes it back. */
export function cutUdp(): () => void {
  mustBeOwn();
  const all = ['INPUT', '-p', 'udp', '-j', 'DROP'];
  rule('-A', ...betweenRelays);
  rule('-A', ...all);
  return () => {
    rule('-D', ...all);
    rule('-D', ...betweenRelays);
  };
}

/** This share of all UDP packets gets lost; the answer takes it back. */
export function loseUdp(share: number): () => void {
  mustBeOwn();
  const some = [
    'OUTPUT',
    '-p',
    'udp',
    '-m',
    'statistic',
    '--mode',
    'random',
    '--probability',
    `${share}`,
    '-j',
    'DROP',
  ];
  rule('-A', ...some);
  return () => rule('-D', ...some);
}

/** The device has another address from one moment to the next, as when it joins another network; the answer gives the old one back. */
export function changeAddress(): () => void {
  mustBeOwn();
  const move = (from: typeof home | typeof away, to: typeof home | typeof away) => {
    ip('addr', 'add', `${to.address}/24`, 'dev', cable);
    reachRelayFrom(to.address);
    ip('addr', 'del', `${from.address}/24`, 'dev', cable);
    ip('route', 'replace', 'default', 'via', to.gateway);
  };
  move(home, away);
  return () => move(away, home);
}

/** No more than this passes loopback, on which all browsers of a test meet; kilobits a second. The answer takes it back. */
export function narrow(kilobits: number): () => void {
  mustBeOwn();
  const discipline = ['root', 'tbf', 'rate', `${kilobits}kbit`, 'burst', '4kb', 'latency', '400ms'];
  execFileSync('tc', ['qdisc', 'replace', 'dev', 'lo', ...discipline]);
  return () => void execFileSync('tc', ['qdisc', 'del', 'dev', 'lo', 'root']);
}
