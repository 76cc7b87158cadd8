/** Which dialogue of the day is open, and what follows on it. */
import type { Appointment, ChangedAppointment } from '@visavis/shared';
import { useRef } from 'preact/hooks';
import { CompanionDialog } from './companion-dialog.tsx';
import { ConfirmDialog, type ConfirmKind } from './confirm-dialog.tsx';
import type { FormValues } from './form.ts';
import { CorrectDialog, CreateDialog, type Made, MoveDialog } from './form-dialogs.tsx';
import { HandOutDialog, type HandOutTitle } from './hand-out-dialog.tsx';
import { useSetting } from './setting.tsx';

export type OpenDialog =
  | { kind: 'create' }
  | { kind: 'created'; made: Made }
  | { kind: 'move' | 'correct' | 'companion' | ConfirmKind; appointment: Appointment }
  | { kind: 'changed'; title: HandOutTitle; changed: ChangedAppointment };

export interface DialogProps {
  dialog: OpenDialog;
  onDialog: (dialog: OpenDialog | undefined) => void;
}

const titles: Record<ConfirmKind, HandOutTitle> = {
  cancel: 'cancelled',
  resend: 'again',
  'hand-out': 'again',
  'new-code': 'code',
};

/** The open dialogue. What was typed into a new appointment survives a closing by mistake, as long as the page lives. */
export function DialogOf({ dialog, onDialog, draft }: DialogProps & { draft: { values: FormValues | undefined } }) {
  const { day } = useSetting();
  const shownDay = useRef(day.view.day).current;
  const onClose = () => onDialog(undefined);
  const show = (title: HandOutTitle) => (changed: ChangedAppointment) => onDialog({ kind: 'changed', title, changed });
  switch (dialog.kind) {
    case 'create':
      return (
        <CreateDialog
          day={shownDay}
          draft={draft}
          onClose={onClose}
          onMade={(made) => onDialog({ kind: 'created', made })}
        />
      );
    case 'created': {
      const { appointment, link, kept } = dialog.made;
      return <HandOutDialog title="created" appointment={appointment} link={link} kept={kept} onClose={onClose} />;
    }
    case 'move':
      return <MoveDialog appointment={dialog.appointment} onClose={onClose} onChanged={show('moved')} />;
    case 'correct':
      return <CorrectDialog appointment={dialog.appointment} onClose={onClose} onChanged={show('corrected')} />;
    case 'companion':
      return <CompanionDialog appointment={dialog.appointment} onClose={onClose} />;
    case 'changed':
      return <HandOutDialog title={dialog.title} appointment={dialog.changed} kept onClose={onClose} />;
    default:
      return (
        <ConfirmDialog
          kind={dialog.kind}
          appointment={dialog.appointment}
          onClose={onClose}
          onChanged={show(titles[dialog.kind])}
        />
      );
  }
}
