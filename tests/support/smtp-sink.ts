/** A real SMTP server that keeps what it gets and refuses what it is told to; for tests. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { type SelfSigned, selfSigned } from './self-signed.ts';

export interface ReceivedMail {
  raw: Buffer;
  mail: ParsedMail;
  from: string;
  to: string[];
  user: string | null;
  encrypted: boolean;
}

export interface SmtpSinkOptions {
  /** STARTTLS is offered with a certificate of its own by default; `none` offers none, `implicit` is TLS from the start. */
  tls?: 'starttls' | 'implicit' | 'none';
  /** Asks for this log-in. */
  login?: { user: string; pass: string };
}

type Refusal = { at: 'sender' | 'recipient' | 'data'; code: number } | null;

export interface SmtpSink {
  host: string;
  port: number;
  certificate: SelfSigned;
  /** Refuses at that stage with that reply code until it is called with null. */
  refuse(refusal: Refusal): void;
  received: ReceivedMail[];
  /** Connections so far. */
  connections(): number;
  close(): Promise<void>;
}

const refused = (code: number) => Object.assign(new Error('refused as the test asked'), { responseCode: code });

function options(certificate: SelfSigned, { tls = 'starttls', login }: SmtpSinkOptions): SMTPServerOptions {
  return {
    secure: tls === 'implicit',
    key: certificate.key,
    cert: certificate.certificate,
    disabledCommands: tls === 'none' ? ['STARTTLS'] : [],
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth(auth, _session, done) {
      if (auth.username === login?.user && auth.password === login?.pass) done(null, { user: auth.username });
      else done(new Error('wrong log-in'));
    },
  };
}

async function read(stream: AsyncIterable<Uint8Array>, session: SMTPServerSession): Promise<ReceivedMail> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const { mailFrom, rcptTo } = session.envelope;
  return {
    raw,
    mail: await simpleParser(raw),
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    user: session.user ?? null,
    encrypted: session.secure,
  };
}

/** Listens on a free port of 127.0.0.1. */
export async function startSmtpSink(wanted: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const folder = await mkdtemp(join(tmpdir(), 'smtp-sink-'));
  const certificate = await selfSigned(folder, 'localhost', '127.0.0.1');
  await rm(folder, { recursive: true });
  const received: ReceivedMail[] = [];
  let refusal: Refusal = null;
  let connections = 0;
  const refusalAt = (stage: 'sender' | 'recipient' | 'data') =>
    refusal?.at === stage ? refused(refusal.code) : undefined;
  const server = new SMTPServer({
    ...options(certificate, wanted),
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onMailFrom: (_address, _session, done) => done(refusalAt('sender')),
    onRcptTo: (_address, _session, done) => done(refusalAt('recipient')),
    async onData(stream, session, done) {
      const mail = await read(stream, session);
      const refuse = refusalAt('data');
      if (refuse) return done(refuse);
      received.push(mail);
      done();
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const bound = listening.address();
  return {
    host: '127.0.0.1',
    port: typeof bound === 'object' && bound ? bound.port : 0,
    certificate,
    refuse(next) {
      refusal = next;
    },
    received,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
