/** Real parts, each broken on purpose: a mail server, TLS, a clock, and the way to a pod. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clockCheck } from '../../services/doctor/checks/clock.ts';
import { mailCheck } from '../../services/doctor/checks/mail.ts';
import { originsCheck } from '../../services/doctor/checks/origins.ts';
import { signInCheck } from '../../services/doctor/checks/sign-in.ts';
import { tlsCheck } from '../../services/doctor/checks/tls.ts';
import { websocketCheck } from '../../services/doctor/checks/websocket.ts';
import { freePort } from '../support/free-port.ts';
import { type SelfSigned, selfSigned } from '../support/self-signed.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { look } from './world.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(listener: RequestListener, tls?: SelfSigned): Promise<number> {
  const server = tls ? createTlsServer({ key: tls.key, cert: tls.certificate }, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n'));
  return (server.address() as AddressInfo).port;
}

describe('a mail server', () => {
  const login = { user: 'house', pass: 'right' };
  const found = (url: string, ca?: string) =>
    look(mailCheck, { env: { SMTP_URL: url, ...(ca ? { SMTP_CA: ca } : {}) } });

  it('is fine with STARTTLS and the right log-in, and gets no mail', async () => {
    const sink = await startSmtpSink({ login });
    closers.push(sink.close);
    const url = `smtp://house:right@localhost:${sink.port}?starttls=required`;
    expect(await found(url, sink.certificate.certificate)).toEqual({
      state: 'ok',
      says: 'greeting, TLS, log-in: accepted',
    });
    expect(sink.received).toEqual([]);
    expect((await found(url)).says).toContain('certificate of the mail server');
    expect((await found(url.replace('right', 'wrong'), sink.certificate.certificate)).says).toContain(
      'refuses the log-in',
    );
  });

  it('is broken without the encryption that is asked for, or without a listener', async () => {
    const sink = await startSmtpSink({ tls: 'none' });
    closers.push(sink.close);
    expect((await found(`smtp://localhost:${sink.port}?starttls=required`)).says).toBe(
      'the mail server offers no STARTTLS',
    );
    expect((await found(`smtp://127.0.0.1:${await freePort()}`)).says).toContain('is not reached');
  });
});

describe('the way to the service', () => {
  let folder: string;
  let certificate: SelfSigned;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'visavis-doctor-'));
    certificate = await selfSigned(folder, 'localhost');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is broken with a certificate of nobody, of another name, and fine but short with one of our own', async () => {
    const port = await serve((_request, response) => response.end(), certificate);
    const tls = (host: string, ca?: string) =>
      look(tlsCheck, { url: `https://${host}:${port}`, ...(ca ? { ca } : {}) });
    expect((await tls('localhost')).says).toContain('signed by nobody');
    expect((await tls('127.0.0.1', certificate.certificate)).says).toContain('another name');
    expect(await tls('localhost', certificate.certificate)).toMatchObject({
      state: 'warning',
      says: 'the certificate ends in 0 days',
    });
  });

  it.each([
    [-4_000, 'warning', 'service is'],
    [-60_000, 'broken', 'behind this machine'],
    [3_600_000, 'broken', 'ahead of this machine'],
  ])('has a clock that is %i ms wrong', async (offsetMs, state, says) => {
    const port = await serve((_request, response) => {
      response.setHeader('date', new Date(Date.now() + offsetMs).toUTCString()).end('{}');
    });
    const finding = await look(clockCheck, { url: `http://localhost:${port}` });
    expect(finding).toMatchObject({ state, says: expect.stringContaining(says) });
  });

  it('says that the load balancer reaches no pod', async () => {
    const url = `http://localhost:${await serve((_request, response) => response.end())}`;
    expect((await look(websocketCheck, { url })).says).toBe('the load balancer reaches no pod (502)');
    expect(await look(originsCheck, { url })).toMatchObject({ state: 'warning' });
  });
});

describe('the provider that advisors sign in with', () => {
  const found = (issuer: string) => look(signInCheck, { env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'house' } });

  it('is asked for its description below its own path, and for its keys', async () => {
    const said: Record<string, (at: string) => object> = {
      '/realm/.well-known/openid-configuration': (at) => ({
        ...{ issuer: `${at}/realm`, authorization_endpoint: `${at}/a`, token_endpoint: `${at}/t`, jwks_uri: `${at}/k` },
      }),
      '/k': () => ({ keys: [{ kty: 'EC' }] }),
    };
    const port = await serve(({ url = '' }, response) => {
      const answer = said[url];
      response.writeHead(answer ? 200 : 404).end(answer && JSON.stringify(answer(`http://localhost:${port}`)));
    });
    const at = `localhost:${port}`;
    expect(await found(`http://${at}/realm`)).toEqual({
      state: 'ok',
      says: `${at} describes itself and shows its keys`,
    });
    expect((await found(`http://${at}/other`)).says).toContain('answers 404');
    delete said['/k'];
    expect((await found(`http://${at}/realm`)).says).toContain('shows no keys');
  });

  it('is named when nobody listens, and not missed when none is set', async () => {
    const at = `localhost:${await freePort()}`;
    expect((await found(`http://${at}`)).says).toBe(`${at} is not reached (ECONNREFUSED)`);
    expect(await look(signInCheck)).toMatchObject({ state: 'skipped' });
  });
});
