/** A hint whether other mail servers will believe our sender: SPF (RFC 7208) and DMARC (RFC 7489) of its domain. */
import { Resolver } from 'node:dns/promises';
import { isLoopbackName } from '@visavis/runtime';
import { codeOf } from '../certificate.ts';
import { type Check, type Finding, ok, skipped, warning } from '../check.ts';
import { settleWithin } from '../patience.ts';

const patienceMs = 4_000;

/** TXT records of the domain and of `_dmarc` below it; undefined when no resolver answers. */
export interface MailRecords {
  spf: readonly string[] | undefined;
  dmarc: readonly string[] | undefined;
}

/** Records, judged. Whether DKIM signs can only be seen in a mail that arrived. */
export function interpretMailDomain({ spf, dmarc }: MailRecords): Finding {
  if (spf === undefined || dmarc === undefined) return skipped('no resolver answers');
  const missing = [
    ...(spf.some((text) => text.startsWith('v=spf1')) ? [] : ['SPF']),
    ...(dmarc.some((text) => text.startsWith('v=DMARC1')) ? [] : ['DMARC']),
  ];
  if (missing.length === 0) return ok('SPF and DMARC are published; look for DKIM in a mail that arrived');
  return warning(
    `the sender's domain has no ${missing.join(' and no ')}`,
    'publish it with your mail provider and sign with DKIM, or invitations end up as spam.',
  );
}

async function texts(resolver: Resolver, name: string): Promise<string[] | undefined> {
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENODATA' || code === 'ENOTFOUND' ? [] : undefined;
  }
}

export const mailDomainCheck: Check = {
  name: 'mail domain',
  remedy: 'look at the resolver of this machine (/etc/resolv.conf).',
  async run({ settings, url, clock, signal }) {
    const domain = settings.MAIL_FROM?.split('@')[1] ?? url.hostname;
    if (settings.SMTP_URL === undefined || isLoopbackName(domain)) return skipped('no mail leaves this machine');
    const resolver = new Resolver({ timeout: 1_500, tries: 2 });
    signal.addEventListener('abort', () => resolver.cancel());
    const asked = Promise.all([texts(resolver, domain), texts(resolver, `_dmarc.${domain}`)]);
    const [spf, dmarc] = await settleWithin(clock, patienceMs, asked, [undefined, undefined]);
    return interpretMailDomain({ spf, dmarc });
  },
};
