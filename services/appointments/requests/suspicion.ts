/** When a wish for a slot has to be confirmed by the mail's link first: pure rules over what was counted before it. */

/** How many wishes there were before this one, within the windows of `attempts.ts`. */
export interface WishesBefore {
  /** From the same address, within an hour. */
  byAddress: number;
  /** Many came from the same part of the network within the hour. Counted by instance: neighbours never wait for each other. */
  isBusyNetwork: boolean;
  /** That named the same e-mail address, within a day. */
  byMail: number;
  /** The work was of the harder kind, which whoever asks for much of it gets. */
  isHardWork: boolean;
}

/** A family at one table stays below; whoever tries to take the whole morning does not. */
const calm = { byAddress: 4, byMail: 2 };

/** How long a slot waits for the mail's link, milliseconds. */
export const unconfirmedMs = 15 * 60_000;

export const isSuspicious = (before: WishesBefore): boolean =>
  before.isHardWork || before.isBusyNetwork || before.byAddress >= calm.byAddress || before.byMail >= calm.byMail;

/** The neighbourhood of an address group: the /24 of an IPv4 address, the /48 of an IPv6 one. Only ever a counter's key. */
export const networkOf = (addressGroup: string): string =>
  addressGroup.includes(':')
    ? `${addressGroup.split(':').slice(0, 3).join(':')}::/48`
    : `${addressGroup.split('.').slice(0, 3).join('.')}.0/24`;
