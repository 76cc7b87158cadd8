/** What is to be told after a change: number, code (this once), link, and the mail where the advisor sends it. */
import type { Appointment, DialInCode, MailDraft } from '@visavis/shared';
import { Button, Dialog } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { CopyButton } from './copy-button.tsx';
import { completeLink, inGroups } from './join-link.ts';
import { OwnMail } from './own-mail.tsx';
import { useSetting, useTimes } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export type HandOutTitle = 'created' | 'moved' | 'corrected' | 'again' | 'code' | 'cancelled';

export interface HandOutProps {
  title: HandOutTitle;
  appointment: Appointment & { dialInCode?: DialInCode | undefined; draft?: MailDraft | undefined };
  /** The whole join link, known only right after it was made. */
  link?: string;
  kept: boolean;
  onClose: () => void;
}

/** The whole link of an appointment whose secret this browser keeps; undefined when a part of it is unknown here. */
function useKnownLink(props: HandOutProps): string | undefined {
  const { parts } = useSetting();
  const { appointment, link } = props;
  if (link !== undefined) return link;
  const kept = parts.links.find(appointment.id);
  if (kept === undefined) return undefined;
  const isWhole = appointment.code === 'separately' || kept.code !== undefined;
  return isWhole ? completeLink(`${location.origin}/j#${appointment.id}`, kept.k, kept.code) : undefined;
}

/** Whether this change set a mail of the service going. */
function isMailedNow({ title, appointment }: HandOutProps): boolean {
  if (appointment.mail !== 'service') return false;
  if (title === 'code') return appointment.code === 'with-link';
  return title !== 'corrected' || appointment.mailStatus === 'queued';
}

/** Where the mail goes, and that what went to a wrong address is of no use. */
function Mailed({ title, appointment }: HandOutProps) {
  const { handOut } = useTexts();
  return (
    <p role="status">
      {handOut.mailed[title](appointment.guest.email ?? '')}
      {title === 'corrected' && appointment.dialInCode !== undefined && ` ${handOut.oldIsVoid}`}
    </p>
  );
}

export function HandOutDialog(props: HandOutProps) {
  const { handOut } = useTexts();
  const times = useTimes();
  const { appointment } = props;
  const known = useKnownLink(props);
  const [pasted, setPasted] = useState<string | undefined>(undefined);
  const startsAt = Date.parse(appointment.startsAt);
  const isMailed = isMailedNow(props);
  return (
    <Dialog
      title={handOut.titles[props.title]}
      onClose={props.onClose}
      steady
      foot={
        <Button kind={appointment.draft === undefined ? 'primary' : 'plain'} icon="check" onClick={props.onClose}>
          {handOut.done}
        </Button>
      }
    >
      <p>
        <strong>
          {appointment.guest.name} · {handOut.when(times.day(startsAt), times.time(startsAt))}
        </strong>
      </p>
      {isMailed && <Mailed {...props} />}
      <Codes appointment={appointment} />
      {appointment.draft !== undefined && (
        <OwnMail
          draft={appointment.draft}
          appointment={appointment}
          link={pasted ?? known}
          kept={props.kept}
          onLink={setPasted}
        />
      )}
      {props.title === 'created' &&
        appointment.mail === 'service' &&
        appointment.mode === 'video' &&
        props.link !== undefined && (
          <section class="stack-tight">
            <p class="soft">{handOut.linkForOwn}</p>
            <div class="row">
              <CopyButton text={props.link}>{handOut.copyLink}</CopyButton>
            </div>
          </section>
        )}
    </Dialog>
  );
}

/** Number and, where this answer holds it, the code; each with a button that copies it. */
function Codes({ appointment }: Pick<HandOutProps, 'appointment'>) {
  const { handOut } = useTexts();
  const { number, code, mode } = appointment;
  const dialInCode = mode === 'video' ? appointment.dialInCode : undefined;
  return (
    <dl class="facts codes">
      <div>
        <dt>{handOut.number}</dt>
        <dd class="row">
          <span class="big-number numbers nowrap">{inGroups(number)}</span>
          <CopyButton text={number}>{handOut.copyNumber}</CopyButton>
        </dd>
      </div>
      {dialInCode !== undefined && (
        <div>
          <dt>{handOut.code}</dt>
          <dd class="stack-tight">
            <div class="row">
              <span class="big-number numbers nowrap">{inGroups(dialInCode)}</span>
              <CopyButton text={dialInCode}>{handOut.copyCode}</CopyButton>
            </div>
            <p>{code === 'separately' ? handOut.codeTell : handOut.codeInMail}</p>
            <p class="soft">{handOut.codeOnce}</p>
          </dd>
        </div>
      )}
    </dl>
  );
}
