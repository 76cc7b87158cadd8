/** A real relay as `deploy/` starts it: its ports, its user, and its settings by environment. */
import { readConfig } from '@visavis/runtime';
import { TurnEnvironment, turnSettings } from '../../services/turn/settings.ts';
import { type Coturn, startCoturn } from '../support/coturn.ts';

/** As in `deploy/`. */
const userId = 10_001;
const identity = { TURN_REALM: 'turn.test', TURN_SECRET: 'the-relay-secret-of-a-test' };

/** `address` is where its world reaches it. */
export function relayAt(address: string, environment: Record<string, string>): Promise<Coturn> {
  const env = { ...identity, ...environment, TURN_REALM: identity.TURN_REALM };
  const { version: _ofThePlace, ...settings } = turnSettings(readConfig(TurnEnvironment, env, 'TURN_'));
  return startCoturn({ address, allowLoopbackPeers: false, ports: { port: 3478, tlsPort: 5349 }, userId, settings });
}

export const placeOf = ({ address, port }: Coturn) => ({ host: address, port });
