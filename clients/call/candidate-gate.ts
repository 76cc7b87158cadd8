/** Lets through only candidates that name an address: no host name is ever looked up because a peer said so. */

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const mdns = /^[A-Za-z0-9-]{1,63}\.local$/;
const line =
  /^candidate:[A-Za-z0-9+/]{1,32} [1-9]\d{0,2} (?:udp|tcp) \d{1,10} (\S+) (\d{1,5}) typ (?:host|srflx|prflx|relay)((?: \S+ \S+)*)$/i;

/** An IPv4 or IPv6 literal, without a zone. */
export function isAddress(text: string): boolean {
  if (ipv4.test(text)) return true;
  if (!/^[0-9A-Fa-f:.]{2,45}$/.test(text) || !text.includes(':')) return false;
  try {
    return new URL(`http://[${text}]/`).hostname.length > 0;
  } catch {
    return false;
  }
}

/**
 * RFC 8839 §5.1: connection address and related address are literals or `*.local` (mDNS, RFC 6762). The empty string is
 * end-of-candidates (RFC 8838 §8.2). `text` has no `a=` in front.
 */
export function isCandidateAllowed(text: string): boolean {
  if (text === '') return true;
  const match = line.exec(text);
  if (match === null) return false;
  const [, address = '', port = '', extensions = ''] = match;
  if (!isAddress(address) && !mdns.test(address)) return false;
  if (Number(port) > 65_535) return false;
  const words = extensions.split(' ').slice(1);
  return words.every((word, at) => at % 2 === 0 || words[at - 1] !== 'raddr' || isAddress(word) || mdns.test(word));
}
