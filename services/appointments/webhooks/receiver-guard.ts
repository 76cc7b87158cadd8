/** Which addresses messages may go to: whoever may name a receiver must not reach what only this machine can see (SSRF). */
import { type LookupAddress, lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Not for everybody: IANA's special-purpose registry (RFC 6890), multicast, and Azure's address for its own machines. */
const closed4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
/** Of IPv6 only what is global at all, less what leads elsewhere: Teredo and its like, documentation, 6to4. */
const open6 = ['2000::/3'];
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const kindOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), kindOf(address));
  }
  return list;
}

/** Whether the text is a network like `10.1.0.0/16`, for the setting that opens some. */
export function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
}

/** Of a receiver that may not be reached; the message names no address. */
export class ReceiverRefused extends Error {
  override name = 'ReceiverRefused';
}

export interface ReceiverGuard {
  /** Whether messages may go to this IP address. */
  allows(address: string): boolean;
  /**
   * For sockets: resolves a name and gives only addresses that are allowed, which are the very ones the socket then uses, so that a
   * name that resolves differently a moment later gains nothing. One address that is not allowed refuses the name.
   */
  lookup: LookupFunction;
}

/** `networks` are open although they are not for everybody, like `10.1.0.0/16`. */
export function createReceiverGuard(networks: readonly string[], names: typeof resolve = resolve): ReceiverGuard {
  const opened = listOf(networks);
  const [shut4, global6, shut6] = [listOf(closed4), listOf(open6), listOf(closed6)];
  const allows = (address: string): boolean => {
    const kind = kindOf(address);
    if (isIP(address) === 0) return false;
    if (opened.check(address, kind)) return true;
    return kind === 'ipv4' ? !shut4.check(address, kind) : global6.check(address, kind) && !shut6.check(address, kind);
  };
  const lookup: LookupFunction = (hostname, options, done) => {
    names(hostname, { all: true, family: 0 }, (error, found: LookupAddress[]) => {
      if (error) return done(error, []);
      if (found.length === 0 || !found.every(({ address }) => allows(address))) {
        return done(new ReceiverRefused('not for everybody'), []);
      }
      const [first] = found;
      return options.all === true ? done(null, found) : done(null, first?.address ?? '', first?.family);
    });
  };
  return { allows, lookup };
}
