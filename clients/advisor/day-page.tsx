/** The day: its date, the card that matters now, the list, and the dialogues that change it. */

import { Announcement, Button, Frame, Notice, StepHeading, useUiTexts } from '@visavis/ui';
import { durationWords } from '@visavis/ui/call/advice.ts';
import { useCallTexts } from '@visavis/ui/texts/call.ts';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { addDays, momentOf, wallClock } from './dates.ts';
import { type DayEntry, type DayPlan, planOf } from './day.ts';
import { CurrentCard, DayList } from './day-list.tsx';
import type { DaySnapshot } from './day-store.ts';
import type { RoomReceipt } from './desk-page.tsx';
import { DialogOf, type OpenDialog } from './dialogs.tsx';
import type { OnEntryAction } from './entry-parts.tsx';
import { FailureNotice } from './failure.tsx';
import type { FormValues } from './form.ts';
import { waitingCount } from './knock.ts';
import { KnockPanel } from './knock-panel.tsx';
import { RequestsPanel } from './requests/requests-panel.tsx';
import { useSetting, useTimes } from './setting.tsx';
import { SignedIn } from './signed-in.tsx';
import { useTexts } from './texts/index.ts';
import { WalkInPanel } from './walk-ins/walk-in-panel.tsx';

export interface DayPageProps {
  /** The ways to the other pages. */
  nav: ComponentChildren;
  onRequests: () => void;
  snapshot: DaySnapshot;
  receipt: RoomReceipt | undefined;
  onReceiptRead: () => void;
  onRoom: (entry: Pick<DayEntry, 'appointment'>, start: boolean) => void;
  onSignOut: () => void;
}

export function DayPage(props: DayPageProps) {
  const { snapshot } = props;
  const { day: texts } = useTexts();
  const { session, onLanguage } = useSetting();
  const zone = session.organisation.timeZone;
  const plan = useMemo(
    () => planOf(snapshot.appointments, snapshot.presence, snapshot.day, zone, snapshot.now),
    [snapshot],
  );
  const [dialog, setDialog] = useState<OpenDialog | undefined>(undefined);
  const draft = useRef<{ values: FormValues | undefined }>({ values: undefined });
  const onAction: OnEntryAction = (kind, entry) => setDialog({ kind, appointment: entry.appointment });
  const rows = { now: snapshot.now, onRoom: props.onRoom, onAction };
  return (
    <Frame
      organisation={{ name: session.organisation.name, phone: '' }}
      onLanguage={onLanguage}
      aside={<SignedIn name={session.advisor.name} onSignOut={props.onSignOut} />}
    >
      <div class="advisor stack-loose">
        {props.nav}
        <div class="day">
          <div class="day-main stack-loose">
            <DayHead snapshot={snapshot} plan={plan} onCreate={() => setDialog({ kind: 'create' })} />
            <DayNotices {...props} plan={plan} />
            {plan.current && <CurrentCard key={plan.current.appointment.id} entry={plan.current} {...rows} />}
            <DayList plan={plan} {...rows} />
            <EmptyDay snapshot={snapshot} plan={plan} />
          </div>
          <aside class="stack-loose">
            <WalkInPanel onRoom={(appointment) => props.onRoom({ appointment }, false)} />
            <RequestsPanel onAll={props.onRequests} />
            <KnockPanel snapshot={snapshot} />
          </aside>
        </div>
      </div>
      <KnockAnnouncement snapshot={snapshot} />
      <Announcement>{snapshot.deskLost ? texts.offline : ''}</Announcement>
      {dialog && <DialogOf dialog={dialog} onDialog={setDialog} draft={draft.current} />}
    </Frame>
  );
}

/** The date as the heading, the way to other days, and the one thing that is always possible. */
function DayHead(props: { snapshot: DaySnapshot; plan: DayPlan; onCreate: () => void }) {
  const { day: texts } = useTexts();
  const { day: store, session } = useSetting();
  const times = useTimes();
  const { day, now, knock } = props.snapshot;
  const zone = session.organisation.timeZone;
  const date = times.day(momentOf(day, '12:00', zone) ?? now);
  const count = waitingCount(knock);
  const title = texts.title(date);
  return (
    <header class="day-head">
      <div class="row row-apart">
        <StepHeading title={count > 0 ? texts.knock.windowTitle(count, title) : title}>{date}</StepHeading>
        <Button kind={props.plan.current?.canOpen ? 'plain' : 'primary'} icon="plus" onClick={props.onCreate}>
          {texts.create}
        </Button>
      </div>
      <nav class="row" aria-label={texts.navigation}>
        <Button icon="chevron-left" small onClick={() => store.show(addDays(day, -1))}>
          {texts.previous}
        </Button>
        <Button small onClick={() => store.show(wallClock(now, zone).day)}>
          {texts.today}
        </Button>
        <Button icon="chevron-right" small onClick={() => store.show(addDays(day, 1))}>
          {texts.next}
        </Button>
      </nav>
      <Announcement>{date}</Announcement>
    </header>
  );
}

/** What came to pass: the receipt of a conversation, a lost line, a list that did not load, someone on another day. */
function DayNotices(props: DayPageProps & { plan: DayPlan }) {
  const { day: texts } = useTexts();
  const { words } = useUiTexts();
  const { day: store, session } = useSetting();
  const { snapshot, plan } = props;
  const { timeZone } = session.organisation;
  const isElsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone;
  return (
    <>
      {props.receipt && <ReceiptNotice receipt={props.receipt} onRead={props.onReceiptRead} />}
      {plan.waitingElsewhere > 0 && (
        <Notice tone="good" icon="door-open">
          <p>{texts.waitingElsewhere(plan.waitingElsewhere)}</p>
          <Button small onClick={() => store.show(wallClock(snapshot.now, timeZone).day)}>
            {texts.goToday}
          </Button>
        </Notice>
      )}
      {snapshot.deskLost && (
        <Notice tone="warn" icon="wifi-off">
          <p>{texts.offline}</p>
        </Notice>
      )}
      {snapshot.list === 'failed' && snapshot.failure && (
        <FailureNotice what={texts.listFailed} error={snapshot.failure}>
          <Button icon="refresh-cw" small onClick={() => void store.refresh()}>
            {words.tryAgain}
          </Button>
        </FailureNotice>
      )}
      {isElsewhere && <p class="soft">{texts.otherZone(timeZone)}</p>}
    </>
  );
}

function ReceiptNotice({ receipt, onRead }: { receipt: RoomReceipt; onRead: () => void }) {
  const { receipt: texts } = useTexts().day;
  const call = useCallTexts();
  const { name, reason, talkedMs } = receipt;
  const sentences: Record<RoomReceipt['reason'], string> = {
    'hung-up': texts.talked(name, durationWords(talkedMs, call)),
    left: texts.notTalked(name),
    dismissed: texts.dismissed(name),
    replaced: texts.replaced(name),
    'room-over': texts.roomOver(name),
  };
  return (
    <Notice tone="good" live>
      <p>
        <strong>{talkedMs > 0 || reason !== 'hung-up' ? sentences[reason] : texts.notTalked(name)}</strong>
      </p>
      {talkedMs > 0 && <p>{texts.kept}</p>}
      <div>
        <Button small onClick={onRead}>
          {texts.close}
        </Button>
      </div>
    </Notice>
  );
}

function EmptyDay({ snapshot, plan }: { snapshot: DaySnapshot; plan: DayPlan }) {
  const { day: texts } = useTexts();
  const { words } = useUiTexts();
  if (snapshot.list === 'loading') return <p role="status">{words.loading}</p>;
  if (snapshot.list === 'failed' || plan.current !== undefined) return null;
  if (plan.rest.length > 0) return plan.isToday ? <p class="soft">{texts.allDone}</p> : null;
  return (
    <div class="card stack-tight">
      <p>
        <strong>{plan.isToday ? texts.emptyToday : texts.empty}</strong>
      </p>
      <p class="soft">{texts.emptyHelp}</p>
    </div>
  );
}

/** Said once for every knock that may be heard at all. */
function KnockAnnouncement({ snapshot }: { snapshot: DaySnapshot }) {
  const { knock } = useTexts().day;
  const times = useTimes();
  const { announced } = snapshot;
  return (
    <Announcement urgent>
      {announced && knock.announce(announced.guest.name, times.time(Date.parse(announced.startsAt)))}
    </Announcement>
  );
}
