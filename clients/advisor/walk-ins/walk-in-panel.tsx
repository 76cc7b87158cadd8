/** The queue on the day page: who waits and how long, the next person, calls to make, and the switch between free and pause. */
import type { Appointment, WalkInPerson, WalkInQueue } from '@visavis/shared';
import { Announcement, Button, Icon, Notice, telephoneHref, unbroken, useLanguage, useView } from '@visavis/ui';
import { FailureNotice } from '../failure.tsx';
import { useSetting } from '../setting.tsx';
import { useWalkInTexts } from './texts/index.ts';
import type { WalkInSnapshot, WalkInStore } from './walk-in-store.ts';

interface PanelProps {
  /** Goes into the room of somebody who was taken. */
  onRoom: (appointment: Appointment) => void;
}

/** Nothing at all where nobody comes from a portal. */
export function WalkInPanel(props: PanelProps) {
  const { walkIns } = useSetting();
  return walkIns === undefined ? null : <Panel {...props} store={walkIns} />;
}

function Panel({ store, onRoom }: PanelProps & { store: WalkInStore }) {
  const view = useView(store);
  const texts = useWalkInTexts();
  const { day } = useSetting();
  const { queue } = view;
  if (queue === undefined) return null;
  const take = async () => {
    const appointment = await store.take();
    if (appointment === undefined) return;
    day.put(appointment);
    onRoom(appointment);
  };
  return (
    <section class="card stack" aria-labelledby="walk-ins-title">
      <h2 id="walk-ins-title">{texts.title}</h2>
      <Waiting queue={queue} />
      <label class="tick">
        <input
          type="checkbox"
          checked={queue.isFree}
          onChange={(event) => void store.setFree(event.currentTarget.checked)}
        />
        <span>{texts.free}</span>
      </label>
      {queue.current ? (
        <Current queue={queue} store={store} view={view} onRoom={onRoom} />
      ) : (
        queue.waiting > 0 && (
          <div>
            <Button icon="door-open" busy={view.busy} onClick={() => void take()}>
              {texts.take}
            </Button>
          </div>
        )
      )}
      <Said view={view} />
      <Calls queue={queue} store={store} busy={view.busy} />
      {/* The same words twice would not be read again: a space makes them others. */}
      <Announcement>
        {view.announced > 0 ? `${texts.arrived(view.announced)}${' '.repeat(view.arrived % 2)}` : ''}
      </Announcement>
    </section>
  );
}

/** Minutes by the service's clock, as of its answer. */
const minutesSince = (since: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));

function Waiting({ queue }: { queue: WalkInQueue }) {
  const texts = useWalkInTexts();
  const language = useLanguage();
  const { waiting, longestSince, now, services } = queue;
  if (waiting === 0 || longestSince === null) return <p>{texts.nobody}</p>;
  return (
    <>
      <p>
        <strong>{texts.waiting(waiting)}</strong> {texts.longest(minutesSince(longestSince, now))}
      </p>
      {services.length > 1 && (
        <ul class="entries">
          {services.map(({ service, title, waiting: count }) => (
            <li key={service}>{texts.ofService(title?.[language] ?? title?.de ?? service, count)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Said({ view }: { view: WalkInSnapshot }) {
  const texts = useWalkInTexts();
  return (
    <div role="status">
      {view.tooLate && (
        <Notice>
          <p>{texts.tooLate}</p>
        </Notice>
      )}
      {view.failure && <FailureNotice what={texts.notDone} error={view.failure} />}
    </div>
  );
}

/** Name and number of somebody, and what they came for. */
function Facts({ person }: { person: WalkInPerson }) {
  const texts = useWalkInTexts();
  const language = useLanguage();
  return (
    <div>
      <h3>{person.name}</h3>
      <p class="soft">
        {person.title?.[language] ?? person.title?.de ?? person.service} · {texts.insured}{' '}
        <span class="numbers nowrap">{person.insuranceNumber}</span>
      </p>
    </div>
  );
}

/** The one who was taken: back into the room, or done. */
function Current(props: PanelProps & { queue: WalkInQueue; store: WalkInStore; view: WalkInSnapshot }) {
  const { queue, store, view, onRoom } = props;
  const texts = useWalkInTexts();
  const { day } = useSetting();
  const { appointments } = useView(day);
  if (queue.current === null) return null;
  const { person, appointment } = queue.current;
  const made = appointments.find(({ id }) => id === appointment);
  return (
    <div class="stack-tight">
      <p>{texts.current}</p>
      <Facts person={person} />
      <div class="row">
        {made && (
          <Button icon="video" onClick={() => onRoom(made)}>
            {texts.back}
          </Button>
        )}
        <Button icon="check" busy={view.busy} onClick={() => void store.end(person.id, 'over')}>
          {texts.over}
        </Button>
      </div>
    </div>
  );
}

function Calls({ queue, store, busy }: { queue: WalkInQueue; store: WalkInStore; busy: boolean }) {
  const texts = useWalkInTexts();
  if (queue.calls.length === 0) return null;
  return (
    <div class="stack-tight">
      <h3>{texts.calls(queue.calls.length)}</h3>
      <ul class="entries stack">
        {queue.calls.map((person) => (
          <li key={person.id} class="stack-tight">
            <Facts person={person} />
            <div class="row">
              <a class="telephone" href={telephoneHref(person.phone ?? '')}>
                <Icon name="phone" />
                <span class="nowrap numbers">{unbroken(person.phone ?? '')}</span>
              </a>
              <Button icon="check" small busy={busy} onClick={() => void store.end(person.id, 'called')}>
                {texts.called}
                <span class="unseen"> ({person.name})</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
