/** `/outbox`: the mails of an installation without a mail server, for the one who sits at that machine. */
import { escapeHtml, type PageOrigin, pageHeaders, sendPage } from '@visavis/pages';
import { isLoopbackAddress, isLoopbackName } from '@visavis/runtime';
import { VisavisError } from '@visavis/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listOutbox, type OutboxMail, readOutbox } from './outbox-files.ts';

/** A mail's own markup: its styles are inside it, and it may load and run nothing. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const style = `body { font: 18px/1.5 system-ui, sans-serif; max-width: 66ch; margin: 2rem auto; padding: 0 1rem; color: #182a2c; background: #fbf8f2 }
a { color: #0b5a5c } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #fffdf9; border: 1px solid #d9d0bf; padding: 1rem }
li { margin: 0.5rem 0 } dt { color: #4d5f60 } dd { margin: 0 0 0.5rem }`;

const document = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/outbox/style.css"></head><body><main>${body}</main></body></html>`;

/** Plain text whose addresses can be clicked. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('');

function mailPage(name: string, mail: OutboxMail): string {
  const files = mail.attachments.map(
    (file, index) => `<li><a href="/outbox/${name}/parts/${index}">${escapeHtml(file.name)}</a></li>`,
  );
  return document(
    escapeHtml(mail.subject),
    `<p><a href="/outbox">Outbox</a></p><h1>${escapeHtml(mail.subject)}</h1>
<dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to)}</dd></dl>
<pre>${linked(mail.text)}</pre>
<ul><li><a href="/outbox/${name}/html">As the guest's mail program shows it</a></li>${files.join('')}</ul>`,
  );
}

async function listPage(folder: string): Promise<string> {
  const entries = await listOutbox(folder);
  const rows = await Promise.all(
    entries.map(async ({ name }) => {
      const mail = await readOutbox(folder, name);
      return `<li><a href="/outbox/${name}">${escapeHtml(mail?.subject ?? name)}</a><br>${escapeHtml(mail?.to ?? '')}</li>`;
    }),
  );
  const empty = '<p>No mail yet. Make an appointment, and its invitation appears here.</p>';
  return document('Outbox', `<h1>Outbox</h1>${rows.length > 0 ? `<ul>${rows.join('')}</ul>` : empty}`);
}

/** Whoever is not at this machine, or was sent here by a foreign name that resolves to it, finds nothing. */
async function onlyHere(request: FastifyRequest): Promise<void> {
  const here = isLoopbackAddress(request.socket.remoteAddress ?? '') && isLoopbackName(request.hostname);
  if (!here || request.headers['x-forwarded-for'] !== undefined) throw new VisavisError('not-found');
}

export interface OutboxOptions {
  /** Where the mailer writes `.eml` files. */
  folder: string;
  origin: PageOrigin;
}

/** Adds the viewer. Register it only where the server listens on a loopback address; each request is checked as well. */
export function registerOutbox(app: FastifyInstance, { folder, origin }: OutboxOptions): void {
  const headers = pageHeaders(origin);
  const plain = { onRequest: onlyHere };
  const mailOf = async (request: FastifyRequest<{ Params: { name: string } }>): Promise<OutboxMail> => {
    const mail = await readOutbox(folder, request.params.name);
    if (!mail) throw new VisavisError('not-found');
    return mail;
  };
  const kept = (reply: FastifyReply) => reply.headers(headers).header('cache-control', 'no-store');
  app.get('/outbox', plain, async (_request, reply) => sendPage(reply, headers, await listPage(folder)));
  app.get('/outbox/style.css', plain, async (_request, reply) => kept(reply).type('text/css').send(style));
  app.get<{ Params: { name: string } }>('/outbox/:name', plain, async (request, reply) =>
    sendPage(reply, headers, mailPage(request.params.name, await mailOf(request))),
  );
  app.get<{ Params: { name: string } }>('/outbox/:name/html', plain, async (request, reply) =>
    sendPage(reply, { ...headers, 'content-security-policy': mailPolicy }, (await mailOf(request)).html),
  );
  app.get<{ Params: { name: string; part: string } }>('/outbox/:name/parts/:part', plain, async (request, reply) => {
    const file = (await mailOf(request)).attachments[Number(request.params.part)];
    if (!file) throw new VisavisError('not-found');
    const safeName = file.name.replace(/[^\w.-]/g, '_');
    return kept(reply)
      .header('content-disposition', `attachment; filename="${safeName}"`)
      .type(file.type)
      .send(file.content);
  });
}
