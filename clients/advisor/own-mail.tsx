/** The mail that the advisor sends: completed in this browser, handed to a mail program, the clipboard or a file. */
import { type Appointment, emlOf, fillDraft, linkPlaceholder, type MailDraft } from '@visavis/shared';
import { Button, LinkButton, Notice } from '@visavis/ui';
import { CopyButton, saveFile } from './copy-button.tsx';
import { closesAt } from './day.ts';
import { completeLink } from './join-link.ts';
import { LinkPaste } from './link-paste.tsx';
import { mailtoOf } from './mailto.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export interface OwnMailProps {
  draft: MailDraft;
  appointment: Appointment;
  link: string | undefined;
  kept: boolean;
  onLink: (link: string) => void;
}

/** Asks for the link when the draft needs it and this browser does not have it. */
export function OwnMail(props: OwnMailProps) {
  const { draft, link } = props;
  const needsLink = draft.text.includes(linkPlaceholder) || draft.calendar.includes(linkPlaceholder);
  if (!needsLink) return <MailWays draft={draft} must="" number={props.appointment.number} />;
  if (link === undefined) return <MissingLink {...props} />;
  return (
    <>
      <MailWays draft={fillDraft(draft, link)} must={link} number={props.appointment.number} link={link} />
      <Kept kept={props.kept} />
    </>
  );
}

function Kept({ kept }: { kept: boolean }) {
  const { handOut } = useTexts();
  if (kept) return <p class="soft">{handOut.keptHere}</p>;
  return (
    <Notice tone="warn">
      <p>{handOut.notKept}</p>
    </Notice>
  );
}

function MissingLink({ appointment, onLink }: OwnMailProps) {
  const { parts } = useSetting();
  const { handOut } = useTexts();
  const { id, code, startsAt, durationMinutes } = appointment;
  const kept = parts.links.find(id);
  return (
    <section class="stack">
      <Notice tone="warn">
        <p>{kept === undefined ? handOut.needLink : handOut.needCode}</p>
      </Notice>
      <LinkPaste
        appointment={id}
        strong
        onLink={(link) => {
          const until = closesAt(Date.parse(startsAt), durationMinutes);
          parts.links.keep(id, { k: link.k, ...(link.code !== undefined && { code: link.code }), until });
          onLink(completeLink(`${location.origin}/j#${id}`, link.k, code === 'with-link' ? link.code : undefined));
        }}
      />
    </section>
  );
}

function MailWays(props: { draft: MailDraft; must: string; number: string; link?: string }) {
  const { handOut } = useTexts();
  const { draft } = props;
  const mail = mailtoOf(draft, props.must);
  return (
    <section class="stack">
      <h3>{handOut.sendTitle}</h3>
      <p>{handOut.sendHelp(draft.to)}</p>
      <div class="row">
        <LinkButton kind="primary" icon="mail" href={mail.href}>
          {handOut.openMail}
        </LinkButton>
        <CopyButton text={`${draft.subject}\n\n${draft.text}`}>{handOut.copyText}</CopyButton>
        {props.link !== undefined && <CopyButton text={props.link}>{handOut.copyLink}</CopyButton>}
      </div>
      {mail.shortened && <p class="soft">{handOut.shortened}</p>}
      <div class="row">
        <Button
          icon="mail"
          small
          onClick={() => saveFile(handOut.emlName(props.number), 'message/rfc822', emlOf(draft))}
        >
          {handOut.eml}
        </Button>
        <Button
          icon="calendar-plus"
          small
          onClick={() => saveFile(handOut.icsName(props.number), 'text/calendar', draft.calendar)}
        >
          {handOut.ics}
        </Button>
      </div>
    </section>
  );
}
