/** Plays the test sound on the chosen loudspeaker and says that it does. */
import type { Media } from '@visavis/call';
import { Button } from '@visavis/ui';
import { useState } from 'preact/hooks';
import { useTexts } from '../texts/index.ts';

/** `first` and `again` are its word before and after the first time. */
export function SoundButton(props: { media: Media; first: string; again: string }) {
  const { sound } = useTexts().check;
  const [state, setState] = useState<'idle' | 'playing' | 'played' | 'failed'>('idle');
  const play = async () => {
    setState('playing');
    try {
      await props.media.playTestSound();
      setState('played');
    } catch {
      setState('failed');
    }
  };
  return (
    <div class="stack-tight">
      <div class="actions">
        <Button icon="volume-2" busy={state === 'playing'} onClick={() => void play()}>
          {state === 'idle' ? props.first : props.again}
        </Button>
      </div>
      <p role="status">
        {state === 'playing' && sound.playing}
        {state === 'failed' && sound.failed}
      </p>
    </div>
  );
}
