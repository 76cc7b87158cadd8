/** Turns what happens between the two browsers into events of the call and facts of its view. */
import { countFrozen } from './call-snapshot.ts';
import type { CallEvent } from './call-state.ts';
import type { CallWatch } from './call-watch.ts';
import type { CompanyEvents } from './company-face.ts';
import type { LaneNews } from './lane.ts';
import type { PairEvents } from './pair-face.ts';
import type { RoomRequest } from './signalling.ts';

export interface PairListener {
  watch: CallWatch;
  handle(event: CallEvent): void;
  relay(request: RoomRequest): boolean;
  lane(news: LaneNews): void;
}

export const pairEvents = ({ watch, handle, relay, lane }: PairListener): PairEvents & CompanyEvents => ({
  relay,
  lane,
  hint: (hint) => watch.surround({ hints: { ...watch.around.hints, [hint.kind]: hint } }),
  told(message) {
    watch.surround({ peerUnsealed: false });
    handle({ type: 'told', message });
  },
  lineChanged(line, standing) {
    watch.surround({ line });
    handle({ type: 'line', line: standing });
  },
  lineBuilt: () => handle({ type: 'line-built' }),
  ownScreen: (ownScreen) => watch.surround({ ownScreen }),
  second: (second) => watch.surround({ second }),
  declined: () => handle({ type: 'closed', how: 'dismissed', refusal: { code: 'dismissed' } }),
  remoteStream: (remoteStream) => watch.surround({ remoteStream }),
  remoteScreen: (remoteScreen) => watch.surround({ remoteScreen }),
  media(section) {
    if (section !== 'screen') watch.surround({ arrived: { ...watch.around.arrived, [section]: true } });
    handle({ type: 'media' });
  },
  proof(privacy) {
    watch.surround({ privacy });
    handle({ type: 'proof', isChecked: privacy.state === 'checked' });
  },
  stats(stats) {
    const { path, codec, frozenMs } = stats;
    watch.surround({ stats, path, codec, frozenMs: countFrozen(watch.around.frozenMs, frozenMs) });
  },
  flow: (flow) => watch.surround({ flow }),
  refused(reason) {
    const { dropped, peerUnsealed } = watch.around;
    watch.surround({ dropped: dropped + 1, peerUnsealed: peerUnsealed || reason === 'unsealed' });
  },
});
