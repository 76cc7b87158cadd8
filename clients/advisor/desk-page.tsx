/** The signed-in page: it keeps the day alive, and shows either the day or the room of one appointment. */
import type { Appointment, Session } from '@visavis/shared';
import { type Language, timeOf, useUiTexts, useView } from '@visavis/ui';
import { useModule } from '@visavis/ui/call/use-module.ts';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { DayPage } from './day-page.tsx';
import { type DaySnapshot, DayStore } from './day-store.ts';
import { DeskFrame } from './desk-frame.tsx';
import { keepSignedIn } from './keep-signed-in.ts';
import { LaterLead } from './later-lead.tsx';
import type { Parts } from './parts.ts';
import { type NavPlace, PlaceNav } from './place-nav.tsx';
import { ArrivalAnnouncement } from './requests/request-list.tsx';
import { RequestStore } from './requests/request-store.ts';
import { RequestsPage } from './requests/requests-page.tsx';
import { againIn, type ReturnPlace, ReturnWait, type RoomAgain, returnPlace } from './room-again.tsx';
import { RoomPage } from './room-page.tsx';
import type { SessionEvent } from './session.ts';
import { type Setting, SettingContext, useSetting } from './setting.tsx';
import { useSignOut } from './sign-out.ts';
import { LaterStatistics } from './statistics/later-statistics.tsx';
import { advisorTexts } from './texts/index.ts';
import { useWalkIns } from './walk-ins/use-walk-ins.ts';

export interface DeskProps {
  parts: Parts;
  session: Session;
  language: Language;
  onLanguage: (language: Language) => void;
  onSession: (event: SessionEvent) => void;
}

/** What is said about the room one comes back from. */
export interface RoomReceipt {
  name: string;
  reason: 'hung-up' | 'dismissed' | 'replaced' | 'room-over' | 'left';
  talkedMs: number;
}

type Place =
  | { at: 'day'; receipt: RoomReceipt | undefined }
  | { at: 'requests' | 'offer' | 'lead' | 'statistics' }
  | ReturnPlace
  | ({ at: 'room'; appointment: Appointment; start: boolean; visit: number } & Partial<RoomAgain>);

/** The words of a notification, in whatever language the page speaks when it is shown. */
function useDayStore(props: DeskProps): DayStore {
  const { parts, session } = props;
  const language = useRef(props.language);
  language.current = props.language;
  const store = useMemo(() => {
    const { timeZone } = session.organisation;
    return new DayStore(parts, timeZone, (appointment) => {
      const { knock } = advisorTexts[language.current].day;
      const at = appointment === undefined ? undefined : Date.parse(appointment.startsAt);
      return {
        title: knock.notificationTitle,
        body: at === undefined ? '' : knock.notification(timeOf(at, { language: language.current, timeZone })),
      };
    });
  }, [parts, session]);
  useEffect(() => () => store.close(), [store]);
  return store;
}

function useRequestStore(parts: Parts): RequestStore {
  const store = useMemo(() => new RequestStore(parts), [parts]);
  useEffect(() => () => store.close(), [store]);
  return store;
}

export function Desk(props: DeskProps) {
  const { parts, session, onLanguage } = props;
  const store = useDayStore(props);
  const requests = useRequestStore(parts);
  const walkIns = useWalkIns(parts, session, store);
  const snapshot = useView(store);
  const [place, setPlace] = useState<Place>(() => returnPlace(parts) ?? { at: 'day', receipt: undefined });
  useEffect(() => {
    if (place.at !== 'return' || snapshot.list === 'loading') return;
    const again = againIn(place, snapshot);
    if (!again) parts.roomReturn.keep(undefined);
    setPlace(again ?? { at: 'day', receipt: undefined });
  }, [place.at, snapshot.list]);
  const onEnded = () => props.onSession({ type: 'ended' });
  const failure = snapshot.failure?.code;
  useEffect(() => {
    if (failure === 'not-signed-in' && place.at === 'day') onEnded();
  }, [failure, place.at]);
  const setting: Setting = useMemo(
    () => ({ parts, session, day: store, requests, walkIns, onLanguage, onEnded }),
    [parts, session, store, requests, walkIns, onLanguage],
  );
  const signOut = useSignOut(parts, props.onSession);
  const isBusy = useRef(false);
  isBusy.current = place.at === 'room';
  useEffect(() => keepSignedIn(parts, () => isBusy.current), [parts]);
  return (
    <SettingContext.Provider value={setting}>
      <Pages place={place} setPlace={setPlace} snapshot={snapshot} onSignOut={signOut} />
    </SettingContext.Provider>
  );
}

const loadOffer = () => import('./offer/offer-page.tsx');

/** Comes when it is opened. */
function LaterOffer() {
  const { words } = useUiTexts();
  const offer = useModule(true, loadOffer);
  return offer ? <offer.OfferPage /> : <p role="status">{words.loading}</p>;
}

interface PagesProps {
  place: Place;
  setPlace: (place: Place) => void;
  snapshot: DaySnapshot;
  onSignOut: () => void;
}

/** The one page that is shown. A room has no ways elsewhere: it is left first, and nothing is announced in it. */
function Pages({ place, setPlace, snapshot, onSignOut }: PagesProps) {
  const { walkIns, parts, session } = useSetting();
  const toDay = (receipt?: RoomReceipt) => setPlace({ at: 'day', receipt });
  if (place.at === 'return') return <ReturnWait />;
  if (place.at === 'room')
    return (
      <RoomPage
        key={place.visit}
        appointment={place.appointment}
        start={place.start}
        resumes={place.resumes}
        ticket={place.ticket}
        waiting={snapshot.knock}
        onLeave={(receipt) => {
          walkIns?.leftRoom(place.appointment.id, (receipt?.talkedMs ?? 0) > 0);
          toDay(receipt);
        }}
      />
    );
  const go = (to: NavPlace) => (to === 'day' ? toDay() : setPlace({ at: to }));
  const nav = (
    <>
      <ArrivalAnnouncement />
      <PlaceNav at={place.at} onPlace={go} />
    </>
  );
  if (place.at !== 'day')
    return (
      <DeskFrame nav={nav} onSignOut={onSignOut}>
        {place.at === 'requests' && <RequestsPage />}
        {place.at === 'offer' && <LaterOffer />}
        {place.at === 'lead' && <LaterLead />}
        {place.at === 'statistics' && <LaterStatistics parts={parts} timeZone={session.organisation.timeZone} />}
      </DeskFrame>
    );
  return (
    <DayPage
      nav={nav}
      onRequests={() => go('requests')}
      snapshot={snapshot}
      receipt={place.receipt}
      onReceiptRead={toDay}
      onRoom={({ appointment }, start) => setPlace({ at: 'room', appointment, start, visit: snapshot.now })}
      onSignOut={onSignOut}
    />
  );
}
