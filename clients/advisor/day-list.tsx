/** The day as one card to act on and a list of the others. */
import { Button, Icon } from '@visavis/ui';
import { useId, useState } from 'preact/hooks';
import { type DayEntry, type DayPlan, minutesBetween } from './day.ts';
import { EntryDetails, NumberWords, type OnEntryAction, StandingChip } from './entry-parts.tsx';
import { LightLine, LightList } from './light-list.tsx';
import { useTimes } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export interface EntryProps {
  entry: DayEntry;
  now: number;
  /** `start`: the press of "Gespräch starten" counts; otherwise the room is only opened. */
  onRoom: (entry: DayEntry, start: boolean) => void;
  onAction: OnEntryAction;
}

/** A button that shows and hides the rest, named after whom it is about. */
function MoreButton(props: { name: string; open: boolean; onToggle: () => void }) {
  const { day } = useTexts();
  return (
    <Button kind="quiet" icon="chevron-down" small expanded={props.open} onClick={props.onToggle} class="more">
      {props.open ? day.less : day.more}
      <span class="unseen"> {day.about(props.name)}</span>
    </Button>
  );
}

/** How the card says when: waiting is the chip's, the rest in minutes. */
function CardChip({ entry, now }: { entry: DayEntry; now: number }) {
  const { day } = useTexts();
  if (entry.standing !== 'now' && entry.standing !== 'soon' && entry.standing !== 'later')
    return <StandingChip entry={entry} now={now} />;
  const words =
    entry.standing === 'now'
      ? (entry.appointment.mode === 'video' ? day.running : day.runningInPerson)(minutesBetween(entry.startsAt, now))
      : day.upcoming(minutesBetween(now, entry.startsAt));
  return (
    <span class="chip">
      <Icon name="clock" />
      <span>{words}</span>
    </span>
  );
}

/** The way into the room: one strong button, or the sentence that says why there is none yet. */
function CardWays({ entry, onRoom }: EntryProps) {
  const { day } = useTexts();
  const times = useTimes();
  if (entry.appointment.mode === 'in-person')
    return (
      <p class="soft">
        <strong>{day.inPerson}</strong>: {entry.appointment.place}
      </p>
    );
  if (!entry.canOpen) return <p class="soft">{day.opensAt(times.time(entry.opensAt))}</p>;
  if (entry.standing === 'waiting')
    return (
      <div class="now-ways">
        <Button kind="primary" icon="video" onClick={() => onRoom(entry, true)}>
          {day.start}
        </Button>
        <Button kind="quiet" icon="door-open" small onClick={() => onRoom(entry, false)}>
          {day.open}
        </Button>
      </div>
    );
  return (
    <Button
      kind="primary"
      icon={entry.standing === 'talking' ? 'video' : 'door-open'}
      onClick={() => onRoom(entry, false)}
    >
      {entry.standing === 'talking' ? day.join : day.open}
    </Button>
  );
}

/** The appointment that matters now. */
export function CurrentCard(props: EntryProps) {
  const { entry, now } = props;
  const times = useTimes();
  const { day } = useTexts();
  const [open, setOpen] = useState(false);
  const { appointment } = entry;
  return (
    <article class="card card-now stack" aria-labelledby="now-title">
      <div class="now">
        <div class="stack-tight">
          <CardChip entry={entry} now={now} />
          <h2 id="now-title">
            <span class="nowrap numbers">{times.time(entry.startsAt)}</span> · {appointment.guest.name}
          </h2>
          <p class="soft">
            {appointment.subject !== null && `${appointment.subject} · `}
            <NumberWords number={appointment.number} />
          </p>
          {entry.standing === 'talking' && <p class="soft">{day.runningElsewhere}</p>}
          {appointment.mode === 'video' && <LightList lights={entry.lights} />}
        </div>
        <CardWays {...props} />
      </div>
      {entry.mail === 'failed' && !open && <EntryDetailsHint {...props} />}
      <div class="row">
        <MoreButton name={appointment.guest.name} open={open} onToggle={() => setOpen(!open)} />
      </div>
      {open && <EntryDetails entry={entry} onAction={props.onAction} />}
    </article>
  );
}

function EntryDetailsHint({ entry, onAction }: EntryProps) {
  const { day } = useTexts();
  return (
    <div class="row">
      <p>{day.mail[entry.mail]}</p>
      <Button icon="pencil" small onClick={() => onAction('correct', entry)}>
        {day.correct}
      </Button>
    </div>
  );
}

/** One of the other appointments: time, who, how their device is, state; everything else behind "Mehr". */
function EntryRow(props: EntryProps) {
  const { entry, now } = props;
  const { day } = useTexts();
  const times = useTimes();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { appointment } = entry;
  const isPast = entry.standing === 'over' || entry.standing === 'cancelled';
  return (
    <li class={isPast ? 'entry entry-past' : 'entry'} aria-labelledby={id}>
      <div class="entry-time numbers">
        <strong>{times.time(entry.startsAt)}</strong>
        <span class="soft">{day.untilTime(times.time(entry.endsAt))}</span>
      </div>
      <div class="stack-tight">
        <h3 id={id}>{appointment.guest.name}</h3>
        {appointment.subject !== null && <p class="soft">{appointment.subject}</p>}
        {appointment.mode === 'in-person' && (
          <p class="soft">
            {day.inPerson}: {appointment.place}
          </p>
        )}
        {!isPast && appointment.mode === 'video' && (
          <LightLine lights={entry.lights} canCall={appointment.guest.phone !== null} />
        )}
      </div>
      <div class="entry-end">
        <StandingChip entry={entry} now={now} />
        {entry.canOpen && entry.standing !== 'over' && (
          <Button icon="door-open" small onClick={() => props.onRoom(entry, false)}>
            {day.open}
          </Button>
        )}
        <MoreButton name={appointment.guest.name} open={open} onToggle={() => setOpen(!open)} />
      </div>
      {open && (
        <div class="entry-more">
          <NumberWords number={appointment.number} />
          <EntryDetails entry={entry} onAction={props.onAction} />
        </div>
      )}
    </li>
  );
}

/** All but the card, by time. */
export function DayList(props: Omit<EntryProps, 'entry'> & { plan: DayPlan }) {
  const { day } = useTexts();
  const { plan, ...rest } = props;
  if (plan.rest.length === 0) return null;
  return (
    <section class="stack-tight">
      <h2 class="unseen">{plan.current === undefined ? day.list : day.alsoList}</h2>
      <ol class="entries">
        {plan.rest.map((entry) => (
          <EntryRow key={entry.appointment.id} entry={entry} {...rest} />
        ))}
      </ol>
    </section>
  );
}
