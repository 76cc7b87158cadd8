/** Whether the STUN servers that browsers are given tell them their address. */
import { bindingAnswers } from '@visavis/turn';
import { relayOf } from '../addresses.ts';
import { authorities, certificateFault, codeOf } from '../certificate.ts';
import { broken, type Check, type Finding, ok, worst } from '../check.ts';
import { settleWithin } from '../patience.ts';

/** Below the deadline, so that of several servers the silent one is named. */
const patienceMs = 4_000;

/** Whether a server answered, or the code of what went wrong. */
export interface Bound {
  where: string;
  answered: boolean | { code: string };
}

/** One server's answer, judged. */
export function interpretStun({ where, answered }: Bound): Finding {
  if (answered === true) return ok(`${where} answers`);
  const code = answered === false ? undefined : answered.code;
  const known = certificateFault(code);
  if (known) return broken(`${where}: ${known.says}`, known.fix);
  return broken(`${where} does not answer`, 'start coturn, and open its port (3478) for UDP in the firewall.');
}

export const stunCheck: Check = {
  name: 'stun',
  remedy: 'start coturn, and open its port (3478) for UDP in the firewall.',
  async run({ settings, ca, clock }) {
    const asked = settings.STUN_URLS.flatMap((url) => relayOf(url) ?? []).map(async (server): Promise<Bound> => {
      const where = `${server.host}:${server.port}`;
      try {
        const asked = bindingAnswers({ ...server, ...authorities(ca) }, clock);
        return { where, answered: await settleWithin(clock, patienceMs, asked, false) };
      } catch (error) {
        return { where, answered: { code: codeOf(error) ?? '' } };
      }
    });
    return worst((await Promise.all(asked)).map(interpretStun), 'STUN_URLS is not set');
  },
};
