/** A real coturn for tests: on free ports, with the product's own configuration, gone when closed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeStun,
  newTransaction,
  renderTurnConfig,
  type TurnCredentials,
  type TurnSettings,
  turnCredentials,
} from '@visavis/turn';
import { selfSigned } from './self-signed.ts';

/** Debian's, or another one that `COTURN` names. */
const program = process.env.COTURN ?? 'turnserver';
/** As it says itself. */
const versionOf = (): string => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();

export interface CoturnOptions {
  /** The address it listens at and relays from: loopback, or another one inside a network namespace. */
  address?: string;
  /** Lifts the deny list so that two browsers on this machine meet; true by default. False: the product's own list. */
  allowLoopbackPeers?: boolean;
  /** The one shared with signalling. */
  secret?: string;
  /** Those of one that was closed, to come back in its place. Free ones by default. */
  ports?: { port: number; tlsPort: number };
  /** Whose process it is, as in `deploy/`; ours by default. Needs root. */
  userId?: number;
  /** Further settings, over those that the place of the test asks for. */
  settings?: Partial<TurnSettings>;
}

export interface Coturn {
  address: string;
  /** UDP and TCP. */
  port: number;
  tlsPort: number;
  secret: string;
  /** As in `RTCIceServer.urls`. */
  urls: { stun: string; udp: string; tcp: string; tls: string };
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  spkiHash: string;
  certificateFile: string;
  /** For `RTCIceServer.username` and `.credential`; a negative lifetime makes expired ones. */
  credentials(lifetimeSeconds?: number): TurnCredentials;
  /** What it wrote so far, its newest 20,000 characters. */
  said(): string;
  close(): Promise<void>;
}

/** A port that was free for UDP and TCP a moment ago. */
async function freePort(address: string): Promise<number> {
  const tcp = createServer().listen(0, address);
  await once(tcp, 'listening');
  const bound = tcp.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4').bind(port, address);
  try {
    await once(udp, 'listening');
  } finally {
    udp.close();
    await new Promise((resolve) => tcp.close(resolve));
  }
  return port;
}

/** Asks for its own address until coturn answers; rejects when the process ends first. */
async function answering(child: ChildProcess, said: () => string, address: string, port: number): Promise<void> {
  const socket: Socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const request = encodeStun({ method: 'binding', transaction: newTransaction(), attributes: [] });
  const ask = () => socket.send(request, port, address);
  const again = setInterval(ask, 50);
  socket.on('error', () => undefined);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      child.once('exit', () => reject(new Error(`coturn ended:\n${said()}`)));
      child.once('error', reject);
      ask();
    });
  } finally {
    clearInterval(again);
    socket.close();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function settingsFor(folder: string, options: CoturnOptions, port: number, address: string): TurnSettings {
  return {
    version: versionOf(),
    realm: 'turn.test',
    secrets: [options.secret ?? 'the-relay-secret-of-a-test'],
    listeningIps: [address],
    relayIps: [address],
    port,
    everyPeerAllowed: options.allowLoopbackPeers ?? true,
    pidFile: join(folder, 'turn.pid'),
    database: join(folder, 'turndb'),
    ...options.settings,
  };
}

async function giveAway(folder: string, userId: number): Promise<void> {
  const files = await readdir(folder);
  for (const path of [folder, ...files.map((name) => join(folder, name))]) await chown(path, userId, userId);
}

/** Starts coturn with UDP, TCP and TLS; resolves when it answers. Close it, or it stays. */
export async function startCoturn(options: CoturnOptions = {}): Promise<Coturn> {
  const { address = '127.0.0.1' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'));
  const { port, tlsPort } = options.ports ?? { port: await freePort(address), tlsPort: await freePort(address) };
  const { certificateFile, keyFile, spkiHash } = await selfSigned(folder, 'turn.test', address);
  const tls = { port: tlsPort, certificate: certificateFile, privateKey: keyFile };
  const settings = { tls, ...settingsFor(folder, options, port, address) };
  const file = join(folder, 'turnserver.conf');
  await writeFile(file, renderTurnConfig(settings), { mode: 0o600 });
  const { userId } = options;
  if (userId !== undefined) await giveAway(folder, userId);
  const owner = userId === undefined ? {} : { uid: userId, gid: userId };
  const child = spawn(program, ['-c', file], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...owner });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-20_000);
    });
  }
  const close = async () => {
    await stop(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, () => said, address, port);
  } catch (error) {
    await close();
    throw error;
  }
  const [secret = ''] = settings.secrets;
  return {
    address,
    port,
    tlsPort,
    secret,
    urls: {
      stun: `stun:${address}:${port}`,
      udp: `turn:${address}:${port}?transport=udp`,
      tcp: `turn:${address}:${port}?transport=tcp`,
      tls: `turns:${address}:${tlsPort}?transport=tcp`,
    },
    spkiHash,
    certificateFile,
    credentials: (lifetimeSeconds = 600) => turnCredentials(secret, Date.now() / 1000 + lifetimeSeconds),
    said: () => said,
    close,
  };
}
