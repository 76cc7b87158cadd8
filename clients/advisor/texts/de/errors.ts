/** Deutsch: Fehler, die für Beratende anders heißen müssen als für Gäste. */
import type { ErrorCode } from '@visavis/shared';

export const errors = {
  'not-found': { what: 'Diesen Termin gibt es nicht mehr.', now: 'Die Liste wird neu geladen. Sehen Sie dort nach.' },
  conflict: {
    what: 'Der Termin ist nicht mehr so, wie Sie ihn hier sehen.',
    now: 'Vielleicht ist er verschoben oder abgesagt, oder der Raum ist noch nicht offen. Sehen Sie in der Liste nach.',
  },
  'no-such-room': {
    what: 'Dieser Raum ist nicht offen.',
    now: 'Er öffnet 15 Minuten vor dem Termin und schließt zwei Stunden danach.',
  },
  forbidden: { what: 'Dieser Termin gehört nicht zu Ihnen.', now: 'Bitten Sie die Person, die ihn angelegt hat.' },
  'appointment-over': {
    what: 'Dieser Termin ist vorbei oder abgesagt.',
    now: 'Legen Sie einen neuen Termin an.',
  },
  'room-over': {
    what: 'Dieser Raum ist geschlossen.',
    now: 'Legen Sie einen neuen Termin an, wenn Sie weitersprechen möchten.',
  },
  dismissed: {
    what: 'Ihr Platz in diesem Raum wurde auf einem anderen Gerät beendet.',
    now: 'Gehen Sie zurück zum Tag und öffnen Sie den Raum noch einmal.',
  },
  'origin-refused': {
    what: 'Diese Seite wurde von einer fremden Adresse geöffnet.',
    now: 'Öffnen Sie die gewohnte Adresse, und melden Sie sich dort an.',
  },
  unavailable: {
    what: 'Unser Dienst ist gerade nicht erreichbar.',
    now: 'Prüfen Sie, ob Ihr Gerät mit dem Internet verbunden ist, und versuchen Sie es noch einmal.',
  },
} satisfies Partial<Record<ErrorCode, { what: string; now: string }>>;
