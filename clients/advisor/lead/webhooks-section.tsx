/** Which systems of the organisation are told of what becomes of appointments: seen, added, tried, paused and deleted. */
import type { Webhook } from '@visavis/shared';
import { Button, Dialog, useUiTexts } from '@visavis/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { Section } from './section.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';
import { WebhookAdd } from './webhook-add.tsx';
import { WebhookCard } from './webhook-card.tsx';

function DeleteDialog(props: { webhook: Webhook; onDeleted: () => void; onClose: () => void }) {
  const { webhooks: texts } = useLeadTexts();
  const { words } = useUiTexts();
  const { parts } = useHouse();
  const saving = useSaving();
  const remove = async () => {
    const isDone = await saving.save(() => parts.lead.deleteWebhook(props.webhook.id));
    if (!isDone) return;
    props.onDeleted();
    props.onClose();
  };
  return (
    <Dialog
      title={texts.removeTitle}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="stop" busy={saving.state === 'saving'} onClick={() => void remove()}>
            {texts.remove}
          </Button>
          <Button onClick={props.onClose}>{words.cancel}</Button>
        </>
      }
    >
      {saving.failure && <FailureNotice what={texts.notRemoved} words={texts.words} error={saving.failure} focused />}
      <p class="webhook-address">
        <strong>{props.webhook.url}</strong>
      </p>
      <p>{texts.removeHint}</p>
    </Dialog>
  );
}

/**
 * With a receiver its keys are gone, and of two dialogues in a row the second knows nothing of what was pressed before the first: once
 * nothing is `open`, the key that adds one has the focus.
 */
function useFocusAfter(open: unknown, list: unknown) {
  const adding = useRef<HTMLDivElement>(null);
  const isLost = useRef(false);
  useEffect(() => {
    if (open !== undefined || !isLost.current || document.activeElement !== document.body) return;
    isLost.current = false;
    adding.current?.querySelector('button')?.focus();
  }, [open, list]);
  const lose = () => {
    isLost.current = true;
  };
  return { adding, lose };
}

function List(props: { webhooks: readonly Webhook[]; onChanged: () => void; onDelete: (webhook: Webhook) => void }) {
  const { webhooks: texts } = useLeadTexts();
  if (props.webhooks.length === 0) return <p>{texts.none}</p>;
  return (
    <ul class="plain-list stack">
      {props.webhooks.map((webhook) => (
        <WebhookCard
          key={webhook.id}
          webhook={webhook}
          onChanged={props.onChanged}
          onDelete={() => props.onDelete(webhook)}
        />
      ))}
    </ul>
  );
}

export function WebhooksSection() {
  const { webhooks: texts } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(parts.lead.webhooks);
  const [open, setOpen] = useState<'add' | Webhook | undefined>(undefined);
  const { adding, lose } = useFocusAfter(open, loaded.value);
  const changed = () => {
    lose();
    loaded.load();
  };
  const close = () => setOpen(undefined);
  return (
    <Section title={texts.title} hint={texts.hint} loaded={loaded}>
      {({ webhooks }) => (
        <>
          <List webhooks={webhooks} onChanged={loaded.load} onDelete={setOpen} />
          <div ref={adding}>
            <Button icon="plus" small onClick={() => setOpen('add')}>
              {texts.add}
            </Button>
          </div>
          {open === 'add' && <WebhookAdd onAdded={changed} onClose={close} />}
          {typeof open === 'object' && <DeleteDialog webhook={open} onDeleted={changed} onClose={close} />}
        </>
      )}
    </Section>
  );
}
