/** What every column of every table says of a guest, in words for that guest. Whoever adds a column decides here: a test asks. */

/** A column that is given out, with its meaning: as it is, opened (`sealed`), or opened and read as JSON (`sealed-json`). */
export interface ToldColumn {
  de: string;
  en: string;
  form: 'plain' | 'sealed' | 'sealed-json';
}
/** Why a column is not given out; `leftOut` has the words. */
export type Reason = 'internal' | 'key' | 'copy' | 'companion';
export interface PersonTable {
  de: string;
  en: string;
  columns: Readonly<Record<string, ToldColumn | Reason>>;
}

export const leftOut: Record<Reason, { de: string; en: string }> = {
  internal: {
    de: 'Interne Kennungen und Merkmale ohne Aussage über Sie.',
    en: 'Internal identifiers and marks that say nothing of you.',
  },
  key: {
    de: 'Schlüssel, Codes und Prüfwerte. Wer diese Datei hat, soll damit nirgends eintreten können.',
    en: 'Keys, codes and digests. Whoever has this file shall not get in anywhere with it.',
  },
  copy: {
    de: 'Mails, die noch warten: Sie enthalten, was hier schon steht, und den Link zum Termin.',
    en: 'Mails that still wait: they hold what stands here already, and the link to the appointment.',
  },
  companion: {
    de: 'Name und Adresse einer Begleitperson. Sie gehören ihr.',
    en: 'Name and address of a companion. They are theirs.',
  },
};

const told = (de: string, en: string): ToldColumn => ({ de, en, form: 'plain' });
/** Several columns that are not given out for one reason, their names between spaces. */
const not = (reason: Reason, names: string): Record<string, Reason> =>
  Object.fromEntries(names.split(' ').map((name) => [name, reason]));
const sealed = (de: string, en: string): ToldColumn => ({ de, en, form: 'sealed' });

const appointments: PersonTable = {
  de: 'Termine',
  en: 'Appointments',
  columns: {
    ...not('internal', 'id room advisor_id service_id counted_as'),
    ...not('key', 'code_hmac code_pepper code_version code_enc link_secret_enc'),
    number: told('Nummer des Termins', 'Number of the appointment'),
    status: told('Ob der Termin bestätigt oder abgesagt ist', 'Whether it is confirmed or cancelled'),
    starts_at: told('Beginn (Weltzeit)', 'Start (UTC)'),
    ends_at: told('Ende (Weltzeit)', 'End (UTC)'),
    duration_minutes: told('Dauer in Minuten', 'Length in minutes'),
    language: told('Sprache der Mails', 'Language of the mails'),
    guest_name_enc: sealed('Ihr Name', 'Your name'),
    email_enc: sealed('Ihre E-Mail-Adresse', 'Your e-mail address'),
    phone_enc: sealed('Ihre Telefonnummer', 'Your telephone number'),
    subject_enc: sealed('Anliegen', 'Subject'),
    code_mode: told('Ob der Code im Link steht oder getrennt kam', 'Whether the code came with the link or separately'),
    mail_mode: told('Wer Ihnen die Mails schickt', 'Who sends you the mails'),
    link_secret_mode: told('Wer den Link gemacht hat', 'Who made the link'),
    relay_only: told('Ob die Verbindung nur über Vermittler geht', 'Whether the line goes through relays only'),
    mode: told('Per Video oder vor Ort', 'By video or in person'),
    place: told('Ort des Treffens', 'Place of the meeting'),
    outcome: told('Ob das Gespräch stattfand', 'Whether the conversation took place'),
    sequence: told('Wie oft der Termin geändert wurde', 'How often it was changed'),
    moved_from: told('Früherer Beginn', 'Earlier start'),
    consent_version: told('Fassung der Bedingungen, denen Sie zugestimmt haben', 'Version of the terms you agreed to'),
    consent_at: told('Wann Sie zugestimmt haben', 'When you agreed'),
    admitted_at: told('Wann Sie eingetreten sind', 'When you came in'),
    by_number: told('Ob Sie mit Nummer statt Link kamen', 'Whether you came by number instead of the link'),
    check_result: told('Ergebnis der Geräteprüfung', 'Result of the device check'),
    checked_at: told('Wann die Geräte geprüft wurden', 'When the devices were checked'),
    created_at: told('Wann der Termin angelegt wurde', 'When it was made'),
  },
};

const requests: PersonTable = {
  de: 'Anfragen',
  en: 'Requests',
  columns: {
    ...not('internal', 'id advisor_id taken_from taken_to'),
    ...not('internal', 'buffer_before_minutes buffer_after_minutes appointment_id is_code_by_mail_alone'),
    ...not('key', 'code_hmac code_pepper code_enc wish_key wish_digest'),
    service_id: told('Gewünschte Leistung', 'Service you asked for'),
    phase: told('Stand der Anfrage', 'Where the request stands'),
    starts_at: told('Zeit, um die es geht (Weltzeit)', 'Time it is about (UTC)'),
    wished_for: told('Zeit, die Sie gewählt hatten', 'Time you had chosen'),
    expires_at: told('Bis wann eine Antwort möglich war', 'Until when it could be answered'),
    duration_minutes: told('Dauer in Minuten', 'Length in minutes'),
    mode: told('Per Video oder vor Ort', 'By video or in person'),
    place: told('Ort des Treffens', 'Place of the meeting'),
    language: told('Sprache der Mails', 'Language of the mails'),
    person_enc: { de: 'Ihre Angaben', en: 'What you entered', form: 'sealed-json' },
    consent_version: told('Fassung der Bedingungen, denen Sie zugestimmt haben', 'Version of the terms you agreed to'),
    consent_at: told('Wann Sie zugestimmt haben', 'When you agreed'),
    created_at: told('Wann Sie angefragt haben', 'When you asked'),
    ended_at: told('Wann die Anfrage endete', 'When the request ended'),
  },
};

const companions: PersonTable = {
  de: 'Begleitung',
  en: 'Companions',
  columns: {
    ...not('internal', 'id appointment_id link_secret_mode'),
    ...not('key', 'code_hmac code_pepper code_enc link_secret_enc'),
    ...not('companion', 'name_enc email_enc'),
    kind: told('Wer begleitet', 'Who comes along'),
    language: told('Sprache der Begleitung', 'Language of the companion'),
    consent_version: told('Fassung der Bedingungen', 'Version of the terms'),
    consent_at: told('Wann die Begleitung zugestimmt hat', 'When the companion agreed'),
    admitted_at: told('Wann die Begleitung eingetreten ist', 'When the companion came in'),
    created_at: told('Wann die Begleitung eingeladen wurde', 'When the companion was invited'),
  },
};

const letters: PersonTable = {
  de: 'Nachrichten',
  en: 'Letters',
  columns: {
    ...not('internal', 'id appointment_id request_id'),
    from_side: told('Wer geschrieben hat: Beratung oder Sie', 'Who wrote: the advisor or you'),
    text_enc: sealed('Text der Nachricht', 'Text of the letter'),
    read_at: told('Wann sie gelesen wurde', 'When it was read'),
    created_at: told('Wann sie geschrieben wurde', 'When it was written'),
  },
};

const outbox: PersonTable = {
  de: 'Mails',
  en: 'Mails',
  columns: {
    ...not('internal', 'id appointment_id request_id companion_id'),
    ...not('internal', 'letter_id next_attempt_at last_error_code'),
    ...not('copy', 'payload_enc'),
    kind: told('Anlass der Mail', 'What the mail was for'),
    language: told('Sprache', 'Language'),
    attempts: told('Wie oft die Mail auf den Weg ging', 'How often it was tried'),
    sent_at: told('Wann sie verschickt wurde', 'When it was sent'),
    failed_at: told('Wann sie aufgegeben wurde', 'When it was given up'),
    created_at: told('Wann sie geschrieben wurde', 'When it was written'),
  },
};

/** What companions are told of themselves: the same, with their own name and address. */
export const ownCompanion: PersonTable = {
  ...companions,
  columns: {
    ...companions.columns,
    name_enc: sealed('Ihr Name', 'Your name'),
    email_enc: sealed('Ihre E-Mail-Adresse', 'Your e-mail address'),
  },
};

/** Tables with rows of guests, by name. */
export const personTables: Readonly<Record<string, PersonTable>> = {
  appointments,
  requests,
  companions,
  letters,
  outbox,
  appointment_mail_keys: {
    de: 'Suchschlüssel der E-Mail-Adresse',
    en: 'Search key of the e-mail address',
    columns: { appointment_id: 'internal', key: 'key' },
  },
  request_mail_keys: {
    de: 'Suchschlüssel der E-Mail-Adresse einer Anfrage',
    en: 'Search key of the e-mail address of a request',
    columns: { request_id: 'internal', key: 'key' },
  },
  walk_ins: {
    de: 'Besuche aus dem Portal',
    en: 'Visits from the portal',
    columns: {
      ...not('internal', 'id service_id advisor_id appointment_id seen_at'),
      ...not('key', 'secret_sha256'),
      language: told('Sprache', 'Language'),
      phase: told('Stand des Besuchs', 'Where the visit stands'),
      name_enc: sealed('Ihr Name', 'Your name'),
      insurance_enc: sealed('Ihre Versichertennummer', 'Your insurance number'),
      phone_enc: sealed('Ihre Telefonnummer', 'Your telephone number'),
      joined_at: told('Wann Sie kamen', 'When you came'),
      changed_at: told('Letzte Änderung', 'Last change'),
      talk_minutes: told('Länge des Gesprächs in Minuten', 'Length of the conversation in minutes'),
    },
  },
  told_outcomes: {
    de: 'Was verbundenen Programmen gesagt wurde',
    en: 'What connected programs were told',
    columns: {
      ...not('internal', 'appointment_id'),
      outcome: told('Ob das Gespräch stattfand', 'Whether the conversation took place'),
    },
  },
  webhook_messages: {
    de: 'Nachrichten an verbundene Programme, ohne Namen und Adressen',
    en: 'Messages to connected programs, without names and addresses',
    columns: {
      ...not(
        'internal',
        'id webhook_id appointment_id request_id body next_attempt_at set_aside_at last_error due_since',
      ),
      event: told('Was gemeldet wurde', 'What was told'),
      attempts: told('Wie oft es versucht wurde', 'How often it was tried'),
      delivered_at: told('Wann es ankam', 'When it arrived'),
      created_at: told('Wann es geschrieben wurde', 'When it was written'),
    },
  },
  slot_holds: {
    de: 'Freigehaltene Zeit',
    en: 'Time held for you',
    columns: {
      ...not('internal', 'advisor_id request_id appointment_id'),
      cell_at: told('Fünf Minuten, die für Sie frei gehalten werden', 'Five minutes held for you'),
    },
  },
};
