/** Copies a text and says whether it worked. */
import { Announcement, Button, type IconName } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { useTexts } from './texts/index.ts';

export function CopyButton(props: { text: string; icon?: IconName; strong?: boolean; children: string }) {
  const { handOut } = useTexts();
  const [done, setDone] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setDone('yes');
    } catch {
      setDone('failed');
    }
  };
  return (
    <>
      <Button
        kind={props.strong ? 'primary' : 'plain'}
        icon={done === 'yes' ? 'check' : (props.icon ?? 'copy')}
        small={!props.strong}
        onClick={() => void copy()}
      >
        {done === 'yes' ? handOut.copied : props.children}
      </Button>
      {done === 'failed' ? <p role="alert">{handOut.copyFailed}</p> : null}
      <Announcement>{done === 'yes' ? handOut.copied : ''}</Announcement>
    </>
  );
}

/** Hands the browser a file to save. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
