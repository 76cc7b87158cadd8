/** The question before somebody may not work here any more: what ends, what goes on, and what stays to be passed on. */
import type { AdvisorEntry } from '@visavis/shared';
import { Button, Dialog } from '@visavis/ui';
import { FailureNotice } from '../failure.tsx';
import { useSaving } from '../offer/use-saving.ts';
import { useHouse } from '../setting.tsx';
import { useLeadTexts } from './texts/index.ts';

export function DeactivateDialog(props: {
  entry: AdvisorEntry;
  canPassOn: boolean;
  onPassOn: () => void;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { advisors: texts } = useLeadTexts();
  const { parts } = useHouse();
  const saving = useSaving();
  const { entry } = props;
  const count = entry.appointmentsAhead + entry.openRequests;
  const deactivate = async () => {
    const isDone = await saving.save(async () => {
      await parts.lead.changeAdvisor(entry.id, { isActive: false });
    });
    if (!isDone) return;
    props.onChanged();
    props.onClose();
  };
  const refused = saving.failure?.code === 'conflict' ? texts.kept.last : texts.notChanged;
  return (
    <Dialog
      title={texts.deactivateTitle(entry.name)}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="stop" busy={saving.state === 'saving'} onClick={() => void deactivate()}>
            {texts.deactivate}
          </Button>
          {props.canPassOn && <Button onClick={props.onPassOn}>{texts.passOnFirst}</Button>}
          <Button onClick={props.onClose}>{texts.leave}</Button>
        </>
      }
    >
      {saving.failure && <FailureNotice what={refused} error={saving.failure} focused />}
      <ul>
        {texts.consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {entry.signsInBy === 'house' && <li>{texts.programsEnd}</li>}
      </ul>
      {count > 0 && (
        <p>
          <strong>{texts.ahead(entry.appointmentsAhead, entry.openRequests)}</strong> {texts.stays}
        </p>
      )}
    </Dialog>
  );
}
