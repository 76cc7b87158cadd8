/** Small pieces that the card and the rows of the day share: the state as a chip, the mail's fate, the facts, the changes. */
import { Button, Chip, Icon, Notice, telephoneHref } from '@visavis/ui';
import { type DayEntry, minutesBetween } from './day.ts';
import { inGroups } from './join-link.ts';
import { LettersKey } from './letters-key.tsx';
import { OutcomeKeys } from './outcome-keys.tsx';
import { useSetting, useTimes } from './setting.tsx';
import { useTexts } from './texts/index.ts';

/** What can be asked for one appointment. */
export type EntryAction = 'move' | 'correct' | 'resend' | 'new-code' | 'cancel' | 'hand-out' | 'companion';
export type OnEntryAction = (action: EntryAction, entry: DayEntry) => void;

/** Whether somebody waits, talks, comes soon, or what should be looked at. */
export function StandingChip({ entry, now }: { entry: DayEntry; now: number }) {
  const { day } = useTexts();
  const { standing, waitingSince } = entry;
  if (waitingSince !== undefined)
    return (
      <Chip tone="good" icon="door-open">
        {day.waits(minutesBetween(waitingSince, now))}
      </Chip>
    );
  if (standing === 'talking') return <Chip icon="video">{day.standing.talking}</Chip>;
  if (standing === 'cancelled') return <Chip icon="x">{day.standing.cancelled}</Chip>;
  const { outcome, unread } = entry.appointment;
  if (unread > 0)
    return (
      <Chip tone="warn" icon="message-square-text">
        {day.letters(unread)}
      </Chip>
    );
  if (outcome !== null) return <Chip>{day.outcome.chip[outcome]}</Chip>;
  if (standing === 'over') return <Chip>{day.standing.over}</Chip>;
  if (entry.mail === 'failed' || entry.lights.worst === 'failed')
    return (
      <Chip tone="warn" icon="triangle-alert">
        {day.check}
      </Chip>
    );
  return <Chip>{day.standing[standing]}</Chip>;
}

/** What became of the invitation, with the remedy where it failed. */
export function MailNote({ entry, onAction }: { entry: DayEntry; onAction: OnEntryAction }) {
  const { day } = useTexts();
  if (entry.mail !== 'failed') return <p class="soft">{day.mail[entry.mail]}</p>;
  return (
    <Notice tone="warn">
      <p>{day.mail.failed}</p>
      <div class="row">
        <Button icon="pencil" small onClick={() => onAction('correct', entry)}>
          {day.correct}
        </Button>
        <Button icon="send" small onClick={() => onAction('resend', entry)}>
          {day.resend}
        </Button>
      </div>
    </Notice>
  );
}

/** Everything known about an appointment and what can be changed. */
export function EntryDetails({ entry, onAction }: { entry: DayEntry; onAction: OnEntryAction }) {
  const { appointment } = entry;
  const { day } = useSetting();
  const canNote = appointment.status !== 'cancelled' && day.now() >= entry.startsAt;
  return (
    <div class="stack">
      <EntryFacts entry={entry} />
      {appointment.status === 'confirmed' && <MailNote entry={entry} onAction={onAction} />}
      <EntryLetters entry={entry} />
      {canNote && <OutcomeKeys entry={entry} />}
      {entry.canChange && <EntryActions entry={entry} onAction={onAction} />}
    </div>
  );
}

/** A guest who meets in person reads on the page of their request; without one there is nobody to write to. */
function EntryLetters({ entry }: { entry: DayEntry }) {
  const { id, guest, unread, status } = entry.appointment;
  if (guest.email === null || (status === 'cancelled' && unread === 0)) return null;
  return (
    <div class="row">
      <LettersKey owner={{ of: 'appointments', id }} unread={unread} name={guest.name} />
    </div>
  );
}

function EntryFacts({ entry }: { entry: DayEntry }) {
  const { day, companion } = useTexts();
  const times = useTimes();
  const { appointment } = entry;
  const { guest, check } = appointment;
  const third = appointment.companion;
  const facts: [string, string][] = [
    [day.details.email, guest.email ?? day.details.erased],
    [day.details.language, day.details.languages[appointment.language]],
    appointment.mode === 'in-person'
      ? [day.details.place, appointment.place ?? '']
      : [day.details.code, appointment.code === 'with-link' ? day.details.codeWithLink : day.details.codeSeparately],
    ...(third ? ([[companion.title, companion.who(third.name, third.kind)]] satisfies [string, string][]) : []),
    ...(appointment.relayOnly ? ([[day.details.relay, day.details.relayOnly]] satisfies [string, string][]) : []),
    ...(check === null ? [] : ([[day.details.tested, times.stamp(Date.parse(check.at))]] satisfies [string, string][])),
  ];
  return (
    <dl class="facts">
      <div>
        <dt>{day.details.phone}</dt>
        <dd>
          {guest.phone === null ? (
            day.details.noPhone
          ) : (
            <a class="telephone" href={telephoneHref(guest.phone)}>
              <Icon name="phone" />
              <span class="nowrap numbers">{guest.phone}</span>
            </a>
          )}
        </dd>
      </div>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function EntryActions({ entry, onAction }: { entry: DayEntry; onAction: OnEntryAction }) {
  const { day, companion } = useTexts();
  const { parts } = useSetting();
  const { appointment } = entry;
  const isOwn = appointment.mail === 'advisor';
  const isVideo = appointment.mode === 'video';
  const act = (action: EntryAction) => () => onAction(action, entry);
  return (
    <div class="row">
      <Button icon="calendar-clock" small onClick={act('move')}>
        {day.move}
      </Button>
      <Button icon="pencil" small onClick={act('correct')}>
        {day.correct}
      </Button>
      {isOwn ? (
        <Button icon="mail" small onClick={act('hand-out')}>
          {day.handOut}
        </Button>
      ) : (
        <Button icon="send" small onClick={act('resend')}>
          {day.resend}
        </Button>
      )}
      {isVideo && (!isOwn || parts.links.find(appointment.id) !== undefined) && (
        <Button icon="key-round" small onClick={act('new-code')}>
          {day.newCode}
        </Button>
      )}
      {isVideo && (
        <Button icon="circle-user-round" small onClick={act('companion')}>
          {appointment.companion ? companion.title : companion.invite}
        </Button>
      )}
      <Button icon="calendar-x" small onClick={act('cancel')}>
        {day.cancel}
      </Button>
    </div>
  );
}

/** `Termin 4711 2233 10` */
export function NumberWords({ number }: { number: string }) {
  const { day } = useTexts();
  return <span class="nowrap numbers">{day.number(inGroups(number))}</span>;
}
