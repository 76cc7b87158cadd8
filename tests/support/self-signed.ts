/** A certificate of our own for tests that need TLS. */
import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SelfSigned {
  certificateFile: string;
  keyFile: string;
  certificate: string;
  key: string;
  /** SHA-256 of the public key in base64, for Chromium's `--ignore-certificate-errors-spki-list`. */
  spkiHash: string;
}

/** Makes a P-256 certificate in `folder`, valid for a day, for `name` and every other name or address. */
export async function selfSigned(folder: string, name: string, ...others: string[]): Promise<SelfSigned> {
  const certificateFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  const names = [name, ...others].map((one) => `${isIP(one) ? 'IP' : 'DNS'}:${one}`).join(',');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`, '-days', '1'];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    ...curve,
    ...subject,
    '-keyout',
    keyFile,
    '-out',
    certificateFile,
  ]);
  const [certificate, key] = await Promise.all([readFile(certificateFile, 'utf8'), readFile(keyFile, 'utf8')]);
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return { certificateFile, keyFile, certificate, key, spkiHash: createHash('sha256').update(spki).digest('base64') };
}
