/** The call engine on the browser's own parts. */
import { browserParts, checkNetwork, createCall, createMedia, measureThroughput } from '@visavis/call';
import { type IceServer, Incarnation, toBase64url } from '@visavis/shared';
import { ApiError } from '@visavis/ui';
import * as v from 'valibot';
import type { CheckTicketFor, Engine } from './engine.ts';

/** The very servers a call would use: a pod hands them out to the holder of a check ticket, and the line closes again. */
async function iceServersFor(ticketFor: CheckTicketFor): Promise<readonly IceServer[]> {
  const { connect, randomBytes } = browserParts();
  const incarnation = v.parse(Incarnation, toBase64url(randomBytes(16)));
  const { ticket, signalling } = await ticketFor(incarnation);
  return new Promise((resolve, reject) => {
    const line = connect(
      { url: signalling, ticket, incarnation },
      {
        welcome: ({ iceServers }) => {
          line.close();
          resolve(iceServers);
        },
        message: () => undefined,
        closed: ({ error }) => reject(new ApiError(error ?? 'unavailable')),
      },
      () => false,
    );
  });
}

export const browserEngine: Engine = {
  createMedia: () => createMedia(),
  createCall: (options) => createCall(options, browserParts()),
  checkNetwork: async (ticketFor) => {
    const servers = await iceServersFor(ticketFor);
    const network = await checkNetwork(servers);
    return { network, throughput: (signal) => measureThroughput(servers, network, signal) };
  },
};
