/** What is wrong with a certificate, in words, wherever it was met. */
import { rootCertificates } from 'node:tls';

/** For anything that takes TLS options: one's own authority besides the well-known ones. */
export const authorities = (ca: string | undefined): { ca?: string[] } =>
  ca === undefined ? {} : { ca: [...rootCertificates, ca] };

const unsigned = {
  says: 'the certificate is signed by nobody whom browsers know',
  fix: 'use a certificate of a public authority, or hand your own authority to the doctor with --ca.',
};
const faults: Record<string, { says: string; fix: string }> = {
  CERT_HAS_EXPIRED: { says: 'the certificate has expired', fix: 'renew it and reload whoever serves it.' },
  CERT_NOT_YET_VALID: {
    says: 'the certificate is not valid yet',
    fix: 'compare the clocks of this machine and of the authority.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    says: 'the certificate is for another name',
    fix: 'get one whose subject alternative names hold the host name that browsers use.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: unsigned,
  SELF_SIGNED_CERT_IN_CHAIN: unsigned,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    says: 'the chain of the certificate ends too early',
    fix: 'serve the intermediate certificates too, or hand your own authority to the doctor with --ca.',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    says: 'the chain of the certificate ends too early',
    fix: 'serve the intermediate certificates too ("full chain").',
  },
};

/** The words for OpenSSL's or Node's code; undefined for a code that is about something else. */
export const certificateFault = (code: string | undefined): { says: string; fix: string } | undefined =>
  code === undefined ? undefined : faults[code];

/** The code of an error, if it has one. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
