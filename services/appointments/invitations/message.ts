/** A mail in nodemailer's words; every mailer sends exactly this. */
import type { SendMailOptions } from 'nodemailer';
import type { CalendarPart, Mail } from './facts.ts';

const icalEventOf = ({ method, fileName, content }: CalendarPart) => ({ method, filename: fileName, content });

/**
 * Text, HTML and calendar as alternatives, and the same calendar once more as a file: the shape Google's own invitations
 * have. Gmail and Outlook read the alternative (its `method` must be the one inside), Apple Mail and others the file; any
 * further attachment would make Outlook ignore the alternative. `Auto-Submitted` (RFC 3834) keeps autoresponders still.
 */
export function messageOf(mail: Mail): SendMailOptions {
  return {
    from: mail.from,
    to: [mail.to],
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    envelope: { from: mail.from.address, to: [mail.to.address] },
    messageId: mail.messageId,
    references: mail.threadId,
    date: new Date(mail.dateMs),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.calendar === null ? {} : { icalEvent: icalEventOf(mail.calendar) }),
    headers: {
      'Content-Language': mail.language,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
