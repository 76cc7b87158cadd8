/** The last messages that did not arrive at one receiver: why, when the next try is, and once more by hand where there is none. */
import type { Webhook, WebhookDelivery } from '@visavis/shared';
import { Button } from '@visavis/ui';
import { useRef } from 'preact/hooks';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse, useMoments } from '../setting.tsx';
import { useLeadTexts } from './texts/index.ts';
import { useLoaded } from './use-loaded.ts';
import { failedOf, failureKind } from './webhooks-form.ts';

interface RowProps {
  webhook: Webhook;
  message: WebhookDelivery;
  /** It was sent once more: the key that was pressed goes, and maybe the row. */
  onResent: () => void;
}

function Row({ webhook, message, onResent }: RowProps) {
  const { webhooks: texts } = useLeadTexts();
  const { parts } = useHouse();
  const momentOf = useMoments();
  const saving = useSaving();
  const { type, createdAt, attempts, nextAttemptAt, lastError } = message;
  const when = momentOf(Date.parse(createdAt));
  const resend = async () => {
    const isDone = await saving.save(async () => {
      await parts.lead.resendMessage(webhook.id, message.id);
    });
    if (isDone) onResent();
  };
  return (
    <li class="stack-tight">
      <p>
        <strong>{texts.eventNames[type]}</strong> <span class="soft">{when}</span>
      </p>
      <p>
        {lastError !== null && texts.failures[failureKind(lastError)](lastError)} {texts.attempts(attempts)}{' '}
        {nextAttemptAt === null
          ? texts.givenUp
          : webhook.isActive
            ? texts.nextTry(momentOf(Date.parse(nextAttemptAt)))
            : texts.restsWhilePaused}
      </p>
      {saving.failure && <FailureNotice what={texts.notSent} words={texts.sentWords} error={saving.failure} focused />}
      {message.status === 'set-aside' && webhook.isActive && (
        <div>
          <Button icon="refresh-cw" small busy={saving.state === 'saving'} onClick={() => void resend()}>
            {texts.resend}
            <span class="unseen">
              {' '}
              {texts.eventNames[type]} {when}
            </span>
          </Button>
        </div>
      )}
    </li>
  );
}

/** Loaded when it is opened. */
export function WebhookFailures({ webhook, onChanged }: { webhook: Webhook; onChanged: () => void }) {
  const { webhooks: texts, failed } = useLeadTexts();
  const { parts } = useHouse();
  const loaded = useLoaded(() => parts.lead.webhookMessages(webhook.id));
  const place = useRef<HTMLDivElement>(null);
  const shown = loaded.value && failedOf(loaded.value.messages);
  const resent = () => {
    place.current?.focus();
    loaded.load();
    onChanged();
  };
  return (
    <div class="stack" ref={place} tabIndex={-1}>
      {loaded.failure && <FailureNotice what={failed} words={texts.words} error={loaded.failure} />}
      {shown?.length === 0 && <p role="status">{texts.noFailures}</p>}
      {shown && shown.length > 0 && (
        <ul class="plain-list stack">
          {shown.map((message) => (
            <Row key={message.id} webhook={webhook} message={message} onResent={resent} />
          ))}
        </ul>
      )}
    </div>
  );
}
