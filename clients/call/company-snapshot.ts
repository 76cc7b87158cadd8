/** Makes what a page sees of the third person. */
import { type CompanionState, isAdmitted, refusedBy } from './companion-state.ts';
import type { CompanyFacts } from './company-face.ts';
import type { ThirdFacts } from './company-line.ts';
import type { SecondView } from './company-view.ts';

/** Both are on the air to each other, and something arrives wherever something is sent. */
export function isTalking({ isReady, isLeaving }: CompanyFacts, third: ThirdFacts): boolean {
  const { standing, isProven, ready, heard, microphone, camera } = third;
  const isSilent = microphone !== 'on' && camera !== 'on';
  return isReady && !isLeaving && ready && standing === 'connected' && isProven && (heard || isSilent);
}

/** `hasTalked`: under this link, at this page. Undefined: there is nobody. */
export function secondView(
  state: CompanionState,
  facts: CompanyFacts,
  third: ThirdFacts,
  hasTalked: boolean,
): SecondView | undefined {
  const { seat, link, load, there } = state;
  const by = refusedBy(state);
  const isOwn = seat === 'companion';
  if (!isOwn && (link === undefined || load === undefined)) return undefined;
  const isShown = isAdmitted(state);
  return {
    seat: isOwn ? 'guest' : 'companion',
    name: isOwn ? third.name : link?.name,
    kind: link?.kind,
    standing: standingOf(state, facts, third, hasTalked),
    ...(by !== undefined && { refusedBy: by }),
    present: there !== undefined && (isOwn || there === load),
    microphone: third.microphone,
    camera: third.camera,
    remoteStream: isShown ? third.face : undefined,
    remoteScreen: isShown && third.screen === 'on' ? third.shown : undefined,
  };
}

function standingOf(
  state: CompanionState,
  facts: CompanyFacts,
  third: ThirdFacts,
  hasTalked: boolean,
): SecondView['standing'] {
  if (refusedBy(state) !== undefined || state.link === undefined) return 'refused';
  const isOwn = state.seat === 'companion';
  if (!isOwn && state.own === 'open') return 'asking';
  if (isOwn ? state.load === undefined && state.theirs !== 'yes' : !isAdmitted(state)) return 'asked';
  if (isTalking(facts, third)) return 'talking';
  return hasTalked ? 'interrupted' : 'connecting';
}
