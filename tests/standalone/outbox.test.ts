/** The outbox is for whoever sits at the machine, shows what the guest gets, and runs nothing of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttp, createLog } from '@visavis/runtime';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { registerOutbox } from '../../services/standalone/outbox.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'visavis-outbox-'));
  const composer = createTransport({ streamTransport: true, buffer: true });
  const { message } = await composer.sendMail({
    from: 'Musterkasse <video@example.de>',
    to: 'Käthe Müller <kaethe@example.org>',
    subject: 'Ihr Videogespräch <am> Montag',
    text: 'Hier geht es hinein: http://localhost:3000/j#abc.def.12345678 <script>',
    html: '<p style="color:red">Hallo</p><script>alert(1)</script>',
    icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', filename: 'termin.ics' },
  });
  writeFileSync(join(folder, 'mail-1.eml'), Buffer.isBuffer(message) ? message : '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function outbox() {
  const app = createHttp({ log: createLog({ level: 'silent', role: 'test' }) });
  registerOutbox(app, { folder, origin: { host: 'localhost:3000', secure: false } });
  return app;
}
const here = { headers: { host: 'localhost:3000' } };

it('lists mails with subject and receiver', async () => {
  const { body } = await outbox().inject({ url: '/outbox', ...here });
  expect(body).toContain('Ihr Videogespräch &lt;am&gt; Montag');
  expect(body).toContain('Käthe Müller &lt;kaethe@example.org&gt;');
  expect(body).toContain('href="/outbox/mail-1.eml"');
});

it('shows the text with a link that can be clicked, and markup as text', async () => {
  const { body } = await outbox().inject({ url: '/outbox/mail-1.eml', ...here });
  expect(body).toContain('<a href="http://localhost:3000/j#abc.def.12345678">');
  expect(body).toContain('&lt;script&gt;');
});

it('shows the HTML form under a policy that runs and loads nothing', async () => {
  const answer = await outbox().inject({ url: '/outbox/mail-1.eml/html', ...here });
  expect(answer.body).toContain('<p style="color:red">Hallo</p>');
  expect(answer.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});

it('hands out the calendar file', async () => {
  const answer = await outbox().inject({ url: '/outbox/mail-1.eml/parts/0', ...here });
  expect(answer.body).toContain('BEGIN:VCALENDAR');
  expect(answer.headers['content-disposition']).toContain('attachment');
});

it('hands out the mail itself, byte for byte', async () => {
  const page = await outbox().inject({ url: '/outbox/mail-1.eml', ...here });
  const [, url = ''] = /href="([^"]+)">mail-1\.eml</.exec(page.body) ?? [];
  const answer = await outbox().inject({ url, ...here });
  expect(answer.headers['content-type']).toBe('message/rfc822');
  expect(answer.rawPayload).toEqual(readFileSync(join(folder, 'mail-1.eml')));
});

it('says what to do when there is no mail yet', async () => {
  rmSync(folder, { recursive: true });
  const { body, statusCode } = await outbox().inject({ url: '/outbox', ...here });
  expect(statusCode).toBe(200);
  expect(body).toContain('No mail yet');
});

it.each([
  ['from another machine', { remoteAddress: '192.0.2.7', ...here }],
  ['through a proxy', { headers: { ...here.headers, 'x-forwarded-for': '192.0.2.7' } }],
  ['under a foreign name that resolves to this machine', { headers: { host: 'evil.example' } }],
])('answers 404 to whoever comes %s', async (_how, request) => {
  for (const url of ['/outbox', '/outbox/mail-1.eml', '/outbox/mail-1.eml/html', '/outbox/mail-1.eml/parts/0']) {
    expect((await outbox().inject({ url, ...request })).statusCode).toBe(404);
  }
});

it.each(['/outbox/..%2fsecrets.json', '/outbox/other.eml', '/outbox/mail-1.eml/parts/9', '/outbox/mail-1.eml/parts/x'])(
  'answers 404 at %s',
  async (url) => {
    expect((await outbox().inject({ url, ...here })).statusCode).toBe(404);
  },
);
