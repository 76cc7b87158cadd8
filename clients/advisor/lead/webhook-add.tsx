/** A new receiver: its address and what it is told; then its secret, which is shown only here and now. */
import { type CreatedWebhook, webhookEvents } from '@visavis/shared';
import { Button, Dialog, FieldError, TextField, Tick, useUiTexts } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { ShownOnce } from '../shown-once.tsx';
import { useLeadTexts } from './texts/index.ts';
import {
  checkWebhook,
  emptyWebhook,
  newWebhook,
  type WebhookField,
  type WebhookForm,
  withEvent,
} from './webhooks-form.ts';

interface AddProps {
  onAdded: () => void;
  onClose: () => void;
}

const firstInput: Record<WebhookField, string> = { url: 'webhook-url', events: `webhook-${webhookEvents[0]}` };

function useNewWebhook({ onAdded, onClose }: AddProps) {
  const { parts } = useHouse();
  const saving = useSaving();
  const [form, setForm] = useState<WebhookForm>(emptyWebhook);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<CreatedWebhook | undefined>(undefined);
  const wrong = checkWebhook(form);
  const submit = async () => {
    if (saving.state === 'saving') return;
    setTried(true);
    const [first] = wrong;
    if (first !== undefined) return document.getElementById(firstInput[first])?.focus();
    const isDone = await saving.save(async () => setMade(await parts.lead.addWebhook(newWebhook(form))));
    if (isDone) onAdded();
  };
  const change = (part: Partial<WebhookForm>) => setForm({ ...form, ...part });
  // Its secret is shown once: nobody leaves while it is being made.
  const leave = () => {
    if (saving.state !== 'saving') onClose();
  };
  return { form, change, wrong: tried ? wrong : new Set<WebhookField>(), saving, submit, leave, made };
}

function Events(props: { form: WebhookForm; isWrong: boolean; change: (part: Partial<WebhookForm>) => void }) {
  const { webhooks: texts } = useLeadTexts();
  const { form, isWrong, change } = props;
  return (
    <fieldset class="stack-tight" aria-describedby={isWrong ? 'webhook-events-error' : undefined}>
      <legend class="field-label">{texts.events}</legend>
      {webhookEvents.map((event) => (
        <Tick
          key={event}
          id={`webhook-${event}`}
          checked={form.events.includes(event)}
          onChange={(isOn) => change({ events: withEvent(form.events, event, isOn) })}
        >
          {texts.eventNames[event]}
        </Tick>
      ))}
      <FieldError id="webhook-events-error">{isWrong && texts.problems.events}</FieldError>
    </fieldset>
  );
}

export function WebhookAdd(props: AddProps) {
  const { webhooks: texts } = useLeadTexts();
  const { words } = useUiTexts();
  const { form, change, wrong, saving, submit, leave, made } = useNewWebhook(props);
  if (made !== undefined) {
    const { added: title, secretOnce: once, secretWhy: hint, copy, done } = texts;
    return (
      <ShownOnce key="secret" {...{ title, once, hint, copy, done }} secret={made.secret} onClose={props.onClose} />
    );
  }
  return (
    <Dialog
      key="form"
      title={texts.add}
      onClose={leave}
      steady
      foot={
        <>
          <Button kind="primary" busy={saving.state === 'saving'} onClick={() => void submit()}>
            {texts.addNow}
          </Button>
          <Button onClick={leave}>{words.cancel}</Button>
        </>
      }
    >
      {saving.failure && (
        <FailureNotice what={texts.notAdded} words={{ conflict: texts.full }} error={saving.failure} focused />
      )}
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          id={firstInput.url}
          label={texts.address}
          hint={texts.addressHint}
          value={form.url}
          error={wrong.has('url') ? texts.problems.url : undefined}
          onValue={(url) => change({ url })}
          input={{ type: 'url', inputMode: 'url', autocomplete: 'off', spellcheck: false }}
        />
        <Events form={form} isWrong={wrong.has('events')} change={change} />
      </form>
    </Dialog>
  );
}
