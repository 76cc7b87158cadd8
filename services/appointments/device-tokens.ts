/** Device tokens: what a browser keeps after it was let in, so that it comes back without typing the code (OWASP's device cookie). */
import { createHash, createHmac, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { DeviceThumbprint } from '@visavis/shared';
import * as v from 'valibot';
import { lengthPrefixed, type Vault } from './encryption.ts';

/** What a genuine token says. `codeVersion` is that of the code it was earned with; 0 for an advisor's browser. */
export interface KnownDevice {
  thumbprint: DeviceThumbprint;
  codeVersion: number;
}

/** `holder` is an appointment's id, or `advisor:<id>`; a token is worth nothing for another. */
export interface DeviceTokens {
  /** A token for a new device, or for the same one again when `thumbprint` is given. `untilMs`: milliseconds since 1970. */
  issue(
    holder: string,
    codeVersion: number,
    untilMs: number,
    thumbprint?: DeviceThumbprint,
  ): { token: string } & KnownDevice;
  /** Null for anything but a genuine token of this holder that has not expired. */
  read(token: string | undefined, holder: string, nowMs: number): KnownDevice | null;
}

const shape = /^d1\.([A-Za-z0-9_-]{43})\.(\d{1,9})\.(\d{1,12})\.([A-Za-z0-9_-]{43})$/;

/** Tokens are `d1.<thumbprint>.<code version>.<expiry in seconds>.<HMAC-SHA-256>`; nothing is stored. */
export function createDeviceTokens(vault: Vault): DeviceTokens {
  const keys = vault.derive('device-token');
  const mac = (key: KeyObject, holder: string, fields: readonly string[]) =>
    createHmac('sha256', key)
      .update(lengthPrefixed('device', holder, ...fields))
      .digest();
  return {
    issue(holder, codeVersion, untilMs, thumbprint) {
      const device =
        thumbprint ?? v.parse(DeviceThumbprint, createHash('sha256').update(randomBytes(32)).digest('base64url'));
      const fields = [device, String(codeVersion), String(Math.floor(untilMs / 1000))];
      const [key] = keys;
      if (key === undefined) throw new Error('no device key');
      const token = `d1.${fields.join('.')}.${mac(key, holder, fields).toString('base64url')}`;
      return { token, thumbprint: device, codeVersion };
    },
    read(token, holder, nowMs) {
      const [, device = '', version = '', expires = '', tag = ''] = shape.exec(token ?? '') ?? [];
      if (tag === '' || Number(expires) * 1000 <= nowMs) return null;
      const given = Buffer.from(tag, 'base64url');
      const genuine = keys.some((key) => timingSafeEqual(mac(key, holder, [device, version, expires]), given));
      return genuine ? { thumbprint: v.parse(DeviceThumbprint, device), codeVersion: Number(version) } : null;
    },
  };
}
