/** The key to the letters of an appointment or request, with how many are new; the letters come when it is pressed. */
import { Button, Dialog, useUiTexts } from '@visavis/ui';
import { useModule } from '@visavis/ui/call/use-module.ts';
import { useMemo, useState } from 'preact/hooks';
import type { LetterOwner } from './booking-api.ts';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

export function LettersKey(props: { owner: LetterOwner; unread: number; name: string }) {
  const { parts, session, day, requests } = useSetting();
  const { day: texts } = useTexts();
  const { words } = useUiTexts();
  const [isOpen, setOpen] = useState(false);
  const letters = useModule(isOpen, () => import('@visavis/ui/letters/index.ts'));
  const { of, id } = props.owner;
  const ways = useMemo(() => {
    const owner = { of, id };
    const { booking } = parts;
    return {
      list: () => booking.letters(owner),
      read: () => booking.readLetters(owner),
      write: (text: string) => booking.writeLetter(owner, text),
    };
  }, [parts, of, id]);
  const onClose = () => {
    setOpen(false);
    void (of === 'requests' ? requests.refresh() : day.refresh());
  };
  return (
    <>
      <Button icon="message-square-text" small onClick={() => setOpen(true)}>
        {texts.letters(props.unread)}
        <span class="unseen"> {texts.about(props.name)}</span>
      </Button>
      {isOpen && (
        <Dialog title={texts.lettersTitle(props.name)} onClose={onClose} steady>
          {letters ? (
            <letters.Letters ways={ways} side="advisor" timeZone={session.organisation.timeZone} />
          ) : (
            <p role="status">{words.loading}</p>
          )}
        </Dialog>
      )}
    </>
  );
}
