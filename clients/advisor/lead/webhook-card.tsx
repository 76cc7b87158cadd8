/** One receiver: where it is, what it is told and how that fares; tried, paused, looked into and deleted here. */
import type { Webhook, WebhookTested } from '@visavis/shared';
import { Button, Chip, Notice } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse, useMoments } from '../setting.tsx';
import { useLeadTexts } from './texts/index.ts';
import { WebhookFailures } from './webhook-failures.tsx';
import { failureKind } from './webhooks-form.ts';

interface CardProps {
  webhook: Webhook;
  onChanged: () => void;
  onDelete: () => void;
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { webhooks: texts } = useLeadTexts();
  const momentOf = useMoments();
  const { events, lastDeliveredAt, waiting, setAside } = webhook;
  return (
    <div class="stack-tight">
      <p>{texts.told(events.map((event) => texts.eventNames[event]))}</p>
      <p class="soft">
        {lastDeliveredAt === null ? texts.noneArrived : texts.lastArrived(momentOf(Date.parse(lastDeliveredAt)))}
      </p>
      {(waiting > 0 || setAside > 0) && (
        <div class="row">
          {waiting > 0 && <Chip icon="clock">{texts.waiting(waiting)}</Chip>}
          {setAside > 0 && (
            <Chip tone="warn" icon="triangle-alert">
              {texts.setAside(setAside)}
            </Chip>
          )}
        </div>
      )}
    </div>
  );
}

function Answer({ status, failure }: WebhookTested) {
  const { webhooks: texts } = useLeadTexts();
  if (failure === null) return <Notice tone="good">{texts.arrived(status ?? 0)}</Notice>;
  return <Notice tone="warn">{texts.failures[failureKind(failure)](failure)}</Notice>;
}

function useKeys({ webhook, onChanged }: CardProps) {
  const { parts } = useHouse();
  const trying = useSaving();
  const pausing = useSaving();
  const [answer, setAnswer] = useState<WebhookTested | undefined>(undefined);
  const tryOut = () => {
    setAnswer(undefined);
    return trying.save(async () => {
      setAnswer(await parts.lead.tryWebhook(webhook.id));
      onChanged();
    });
  };
  const turn = () =>
    pausing.save(async () => {
      await parts.lead.changeWebhook(webhook.id, { isActive: !webhook.isActive });
      onChanged();
    });
  return { trying, pausing, answer, tryOut, turn };
}

export function WebhookCard(props: CardProps) {
  const { webhooks: texts } = useLeadTexts();
  const [isOpen, setOpen] = useState(false);
  const { trying, pausing, answer, tryOut, turn } = useKeys(props);
  const { webhook, onChanged, onDelete } = props;
  const which = <span class="unseen"> {webhook.url}</span>;
  return (
    <li class="card stack">
      <div class="row row-apart">
        <h3 class="webhook-address">{webhook.url}</h3>
        <Chip tone={webhook.isActive ? 'good' : 'plain'}>{webhook.isActive ? texts.active : texts.paused}</Chip>
      </div>
      <Facts webhook={webhook} />
      {trying.failure && (
        <FailureNotice what={texts.notTried} words={texts.triedWords} error={trying.failure} focused />
      )}
      {pausing.failure && <FailureNotice what={texts.notChanged} words={texts.words} error={pausing.failure} focused />}
      <div role="status">{answer && <Answer {...answer} />}</div>
      <div class="row">
        <Button icon="send" small busy={trying.state === 'saving'} onClick={() => void tryOut()}>
          {texts.tryOut}
          {which}
        </Button>
        <Button small busy={pausing.state === 'saving'} onClick={() => void turn()}>
          {webhook.isActive ? texts.pause : texts.resume}
          {which}
        </Button>
        <Button kind="quiet" small expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {texts.failuresTitle}
          {which}
        </Button>
        <Button kind="quiet" small onClick={onDelete}>
          {texts.remove}
          {which}
        </Button>
      </div>
      {isOpen && <WebhookFailures webhook={webhook} onChanged={onChanged} />}
    </li>
  );
}
