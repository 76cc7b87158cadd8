/** Stands in for `randombytes` under simple-peer, which asks only for `.toString('hex')`. */

module.exports = (size) => {
  const bytes = crypto.getRandomValues(new Uint8Array(size));
  bytes.toString = () => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return bytes;
};
