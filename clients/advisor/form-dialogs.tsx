/** The dialogues with a form: a new appointment, another time, corrected details. */
import { Appointment, type ChangedAppointment, type CreatedAppointment } from '@visavis/shared';
import { Button, Dialog, useLanguage, useUiTexts } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import * as v from 'valibot';
import { closesAt } from './day.ts';
import {
  allFields,
  correctionOf,
  emptyForm,
  type FormSetting,
  type FormValues,
  formOf,
  moveOf,
  newAppointmentOf,
  personFields,
  timeFields,
} from './form.ts';
import { PersonFields, SubjectField, TimeFields } from './form-fields.tsx';
import { FormSummary } from './form-parts.tsx';
import { InvitationFields } from './invitation-fields.tsx';
import { completeLink, makeLinkSecret } from './join-link.ts';
import { keepCode } from './link-store.ts';
import { MeetingFields } from './meeting-fields.tsx';
import type { Parts } from './parts.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';
import { type FormUse, useForm } from './use-form.ts';

/** A new appointment with everything that is shown only once. */
export interface Made {
  appointment: CreatedAppointment;
  link: string;
  /** False when this browser refused to keep the link's secret. */
  kept: boolean;
}

/** Saves, and where the advisor mails, makes the link's secret here. */
export async function createAppointment(parts: Parts, values: FormValues, zone: string): Promise<Made> {
  const request = newAppointmentOf(values, zone);
  const appointment = await parts.api.create(request);
  if (request.linkSecret !== 'browser') return { appointment, link: appointment.joinLink, kept: true };
  const k = makeLinkSecret(parts.random);
  const code = appointment.code === 'with-link' ? appointment.dialInCode : undefined;
  const until = closesAt(Date.parse(appointment.startsAt), appointment.durationMinutes);
  const kept = parts.links.keep(appointment.id, { k, ...(code !== undefined && { code }), until });
  return { appointment, link: completeLink(appointment.joinLink, k, code), kept };
}

function useFormSetting(): () => FormSetting {
  const { day, session } = useSetting();
  return () => ({ zone: session.organisation.timeZone, now: day.now() });
}

/** The frame of every form: summary, fields, one strong button. */
function FormDialog<Result>(props: {
  title: string;
  form: FormUse<Result>;
  submit: string;
  what: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const { words } = useUiTexts();
  const { form } = useTexts();
  const { flow } = props.form;
  const busy = flow.phase === 'saving';
  return (
    <Dialog title={props.title} onClose={props.onClose} steady>
      <form
        class="stack-loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.form.submit();
        }}
      >
        <FormSummary
          problems={flow.phase === 'editing' ? flow.problems : []}
          failure={flow.phase === 'editing' ? flow.failure : undefined}
          what={props.what}
          shown={props.form.shown}
        />
        {props.children}
        <div class="actions">
          <Button kind="primary" type="submit" icon="check" busy={busy}>
            {busy ? form.saving : props.submit}
          </Button>
          <Button onClick={props.onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A new appointment. What was typed stays in `draft` when the dialogue is closed by mistake. */
export function CreateDialog(props: {
  day: string;
  draft: { values: FormValues | undefined };
  onClose: () => void;
  onMade: (made: Made) => void;
}) {
  const { parts, day, session } = useSetting();
  const { form: texts } = useTexts();
  const language = useLanguage();
  const setting = useFormSetting();
  const zone = session.organisation.timeZone;
  const start = useRef(props.draft.values ?? emptyForm(props.day, setting(), language));
  const form = useForm({
    start: () => start.current,
    fields: allFields,
    setting,
    save: (values) => createAppointment(parts, values, zone),
    onSaved: (made) => {
      props.draft.values = undefined;
      day.put(v.parse(Appointment, made.appointment));
      props.onMade(made);
    },
  });
  const { flow } = form;
  if (flow.phase === 'editing' && flow.values !== start.current) props.draft.values = flow.values;
  const fields = {
    values: flow.values,
    problems: flow.phase === 'editing' ? flow.problems : [],
    setting: setting(),
    change: form.change,
  };
  return (
    <FormDialog title={texts.titles.create} form={form} submit={texts.save} what={texts.failed} onClose={props.onClose}>
      <TimeFields {...fields} start={start.current.day} />
      <PersonFields {...fields} />
      <SubjectField {...fields} />
      <MeetingFields {...fields} />
      <InvitationFields {...fields} />
    </FormDialog>
  );
}

interface ChangeProps {
  appointment: Appointment;
  onClose: () => void;
  onChanged: (changed: ChangedAppointment) => void;
}

/** Another time for the same link. */
export function MoveDialog({ appointment, onClose, onChanged }: ChangeProps) {
  const { parts, day, session } = useSetting();
  const { form: texts } = useTexts();
  const setting = useFormSetting();
  const zone = session.organisation.timeZone;
  const start = useRef(formOf(appointment, zone));
  const form = useForm({
    start: () => start.current,
    fields: timeFields,
    setting,
    save: (values) => parts.api.change(appointment.id, moveOf(values, zone)),
    onSaved: (changed) => {
      day.put(v.parse(Appointment, changed));
      onChanged(changed);
    },
  });
  const { flow } = form;
  return (
    <FormDialog
      title={texts.titles.move(appointment.guest.name)}
      form={form}
      submit={texts.saveMove}
      what={texts.failed}
      onClose={onClose}
    >
      <p>{appointment.mail === 'service' ? texts.moveHint : texts.moveHintOwn}</p>
      <TimeFields
        values={flow.values}
        problems={flow.phase === 'editing' ? flow.problems : []}
        setting={setting()}
        change={form.change}
        start={start.current.day}
      />
    </FormDialog>
  );
}

/** Name, address or telephone put right. */
export function CorrectDialog({ appointment, onClose, onChanged }: ChangeProps) {
  const { parts, day, session } = useSetting();
  const { form: texts } = useTexts();
  const setting = useFormSetting();
  const start = useRef(formOf(appointment, session.organisation.timeZone));
  const form = useForm<ChangedAppointment | undefined>({
    start: () => start.current,
    fields: personFields,
    setting,
    save: async (values) => {
      const change = correctionOf(values, appointment);
      return change === undefined ? undefined : parts.api.change(appointment.id, change);
    },
    onSaved: (changed) => {
      if (changed === undefined) return onClose();
      keepCode(parts.links, changed);
      day.put(v.parse(Appointment, changed));
      onChanged(changed);
    },
  });
  const { flow } = form;
  return (
    <FormDialog
      title={texts.titles.correct}
      form={form}
      submit={texts.saveCorrect}
      what={texts.failed}
      onClose={onClose}
    >
      <PersonFields
        values={flow.values}
        problems={flow.phase === 'editing' ? flow.problems : []}
        setting={setting()}
        change={form.change}
      />
    </FormDialog>
  );
}
