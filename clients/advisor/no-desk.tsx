/** The page of somebody who leads or operates and does not advise: what they keep for the organisation, no appointments, no guests. */
import type { Session } from '@visavis/shared';
import { Frame, type Language, useUiTexts } from '@visavis/ui';
import { useModule } from '@visavis/ui/call/use-module.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { keepSignedIn } from './keep-signed-in.ts';
import { LaterLead } from './later-lead.tsx';
import type { Parts } from './parts.ts';
import type { SessionEvent } from './session.ts';
import { HouseContext } from './setting.tsx';
import { useSignOut } from './sign-out.ts';
import { SignedIn } from './signed-in.tsx';
import { LaterStatistics } from './statistics/later-statistics.tsx';
import { useTexts } from './texts/index.ts';

const loadOffer = () => import('./offer/offer-page.tsx');

function LaterOffer() {
  const { words } = useUiTexts();
  const offer = useModule(true, loadOffer);
  return offer ? <offer.OfferPage /> : <p role="status">{words.loading}</p>;
}

type Place = 'lead' | 'offer' | 'statistics';

/** Who operates sees no offer. */
const waysOf = (isLead: boolean): readonly Place[] =>
  isLead ? ['lead', 'offer', 'statistics'] : ['lead', 'statistics'];

function Ways({ at, ways, onPlace }: { at: Place; ways: readonly Place[]; onPlace: (place: Place) => void }) {
  const { places } = useTexts().day;
  return (
    <nav class="place-nav" aria-label={places.label}>
      {ways.map((place) => (
        <button
          key={place}
          type="button"
          class="button button-quiet button-small"
          aria-current={at === place ? 'page' : undefined}
          onClick={() => onPlace(place)}
        >
          <span>{places[place]}</span>
        </button>
      ))}
    </nav>
  );
}

export function NoDesk(props: {
  parts: Parts;
  session: Session;
  onLanguage: (language: Language) => void;
  onSession: (event: SessionEvent) => void;
}) {
  const { parts, session } = props;
  const { signIn } = useTexts();
  const isLead = session.roles.includes('lead');
  const ways = waysOf(isLead);
  const [at, setAt] = useState<Place>('lead');
  const house = useMemo(() => ({ parts, session }), [parts, session]);
  const signOut = useSignOut(parts, props.onSession);
  useEffect(() => keepSignedIn(parts, () => false), [parts]);
  return (
    <HouseContext.Provider value={house}>
      <Frame
        organisation={{ name: session.organisation.name, phone: '' }}
        onLanguage={props.onLanguage}
        aside={<SignedIn name={session.advisor.name} onSignOut={signOut} />}
      >
        <div class="advisor stack-loose">
          {ways.length > 1 && <Ways at={at} ways={ways} onPlace={setAt} />}
          {at === 'lead' && <LaterLead />}
          {at === 'offer' && <LaterOffer />}
          {at === 'statistics' && <LaterStatistics parts={parts} timeZone={session.organisation.timeZone} />}
          <p class="soft">{isLead ? signIn.noDeskLead : signIn.noDeskOperator}</p>
        </div>
      </Frame>
    </HouseContext.Provider>
  );
}
