/** The fingerprint of an own certificate: what the handshake shows of it. */

/** SHA-256 as 64 lower-case hex digits (RFC 8122 §5); `undefined` where the browser does not tell. */
export function fingerprintOf(certificate: RTCCertificate): string | undefined {
  const { value } =
    certificate.getFingerprints?.().find(({ algorithm }) => algorithm?.toLowerCase() === 'sha-256') ?? {};
  const digits = value?.replaceAll(':', '').toLowerCase();
  return digits && /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}
