/** Which names and addresses are this very machine (RFC 6890, RFC 6761 §6.3). */

/** An address as sockets tell it, `::ffff:127.0.0.1` included. */
export const isLoopbackAddress = (address: string): boolean =>
  /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/i.test(address) || address === '::1';

/** A host name as a browser sends it, without the port. */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name.replace(/^\[(.*)\]$/, '$1'));
