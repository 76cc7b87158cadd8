/** What only the advisor may do in a conversation: end it for everybody, take the other out of the room. */
import type { Call } from '@visavis/call';
import type { Appointment } from '@visavis/shared';
import { Button, type ButtonKind, type IconName, useView } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { CompanionDialog } from './companion-dialog.tsx';
import { useTexts } from './texts/index.ts';

export function CallExtras({ call, appointment }: { call: Call; appointment: Appointment }) {
  const { room, companion } = useTexts();
  const { peer } = useView(call);
  const [open, setOpen] = useState(false);
  const { name } = appointment.guest;
  return (
    <section class="stack">
      <h3>{room.extras}</h3>
      <Button icon="circle-user-round" expanded={open} onClick={() => setOpen(true)}>
        {appointment.companion ? companion.title : companion.invite}
      </Button>
      {open && <CompanionDialog appointment={appointment} call={call} onClose={() => setOpen(false)} />}
      {peer !== undefined && (
        <SureButton icon="user-x" sure={room.dismissSure(name)} onYes={() => call.dismiss()}>
          {room.dismiss}
        </SureButton>
      )}
      <SureButton icon="phone-off" kind="stop" sure={room.endForAllSure} onYes={() => call.endForAll()}>
        {room.endForAll}
      </SureButton>
    </section>
  );
}

/** Asks once more, in place, before something that cannot be undone. */
export function SureButton(props: {
  icon: IconName;
  kind?: ButtonKind;
  quiet?: boolean;
  sure: string;
  onYes: () => void;
  children: string;
}) {
  const { room } = useTexts();
  const [asking, setAsking] = useState<boolean | undefined>(undefined);
  if (!asking)
    return (
      <Button
        kind={props.quiet ? 'quiet' : 'plain'}
        icon={props.icon}
        focused={asking === false}
        onClick={() => setAsking(true)}
      >
        {props.children}
      </Button>
    );
  return (
    <fieldset class="card stack-tight" aria-label={props.children}>
      <p>{props.sure}</p>
      <div class="actions">
        <Button kind={props.kind ?? 'primary'} icon={props.icon} focused onClick={props.onYes}>
          {props.children}
        </Button>
        <Button onClick={() => setAsking(false)}>{room.keep}</Button>
      </div>
    </fieldset>
  );
}
