/** Changes without a form, each after one question: cancel, send again, open the own mail again, new code. */
import { Appointment, type ChangedAppointment } from '@visavis/shared';
import { type ApiError, Button, type ButtonKind, Dialog } from '@visavis/ui';
import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { asApiError, FailureNotice } from './failure.tsx';
import { keepCode } from './link-store.ts';
import type { Parts } from './parts.ts';
import { useSetting, useTimes } from './setting.tsx';
import { type AdvisorTexts, useTexts } from './texts/index.ts';

export type ConfirmKind = 'cancel' | 'resend' | 'hand-out' | 'new-code';

interface Question {
  title: string;
  hints: string[];
  yes: string;
  strong: ButtonKind;
}

function questionOf(kind: ConfirmKind, appointment: Appointment, texts: AdvisorTexts['form']): Question {
  const { guest, mail, code } = appointment;
  const isOwn = mail === 'advisor';
  switch (kind) {
    case 'cancel':
      return {
        title: texts.titles.cancel(guest.name),
        hints: [isOwn ? texts.cancelHintOwn : texts.cancelHint],
        yes: texts.cancelYes,
        strong: 'stop',
      };
    case 'resend':
      return {
        title: texts.titles.resend,
        hints: [texts.resendHint(guest.email ?? '')],
        yes: texts.resendYes,
        strong: 'primary',
      };
    case 'hand-out':
      return { title: texts.titles.handOut, hints: [texts.handOutHint], yes: texts.handOutYes, strong: 'primary' };
    case 'new-code':
      return {
        title: texts.titles.newCode,
        hints: [texts.newCodeHint, ...(!isOwn && code === 'with-link' ? [texts.newCodeMailed] : [])],
        yes: texts.newCodeYes,
        strong: 'primary',
      };
    default:
      return kind satisfies never;
  }
}

async function perform(parts: Parts, kind: ConfirmKind, appointment: Appointment): Promise<ChangedAppointment> {
  const { id } = appointment;
  if (kind === 'cancel') {
    const cancelled = await parts.api.cancel(id);
    parts.links.forget(id);
    return cancelled;
  }
  if (kind !== 'new-code') return parts.api.change(id, { resend: true });
  const changed = await parts.api.change(id, { newCode: true });
  keepCode(parts.links, changed);
  return changed;
}

export interface ConfirmProps {
  kind: ConfirmKind;
  appointment: Appointment;
  onClose: () => void;
  onChanged: (changed: ChangedAppointment) => void;
}

function useDeed({ kind, appointment, onChanged }: ConfirmProps) {
  const { parts, day } = useSetting();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | undefined>(undefined);
  const act = async () => {
    setBusy(true);
    try {
      const changed = await perform(parts, kind, appointment);
      day.put(v.parse(Appointment, changed));
      onChanged(changed);
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
      void day.refresh();
    }
  };
  return { busy, error, act };
}

export function ConfirmDialog(props: ConfirmProps) {
  const { kind, appointment } = props;
  const { form: texts } = useTexts();
  const times = useTimes();
  const { busy, error, act } = useDeed(props);
  const question = questionOf(kind, appointment, texts);
  const startsAt = Date.parse(appointment.startsAt);
  return (
    <Dialog
      title={question.title}
      onClose={props.onClose}
      foot={
        <>
          <Button kind={question.strong} busy={busy} onClick={() => void act()}>
            {question.yes}
          </Button>
          <Button onClick={props.onClose}>{kind === 'cancel' ? texts.cancelNo : texts.back}</Button>
        </>
      }
    >
      {error && <FailureNotice what={texts.failed} error={error} focused />}
      <p>
        <strong>
          {times.day(startsAt)}, <span class="numbers">{times.time(startsAt)}</span> · {appointment.guest.name}
        </strong>
      </p>
      {question.hints.map((hint) => (
        <p key={hint}>{hint}</p>
      ))}
    </Dialog>
  );
}
