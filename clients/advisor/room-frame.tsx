/** The frame of a room's pages before and after the conversation, and the way back from them. */
import { Button, Frame } from '@visavis/ui';
import type { ComponentChildren } from 'preact';
import { useSetting } from './setting.tsx';
import { useTexts } from './texts/index.ts';

/** The calm frame around everything that is not the conversation itself. */
export function RoomFrame({ children, wide }: { children: ComponentChildren; wide?: boolean }) {
  const { session, onLanguage } = useSetting();
  return (
    <Frame
      organisation={{ name: session.organisation.name, phone: '' }}
      onLanguage={onLanguage}
      {...(wide ? {} : { narrow: true })}
    >
      <div class="advisor">{children}</div>
    </Frame>
  );
}

/** Back to the day without a word to the other side. */
export function BackButton({ onBack }: { onBack: () => void }) {
  const { room } = useTexts();
  return (
    <Button icon="arrow-left" onClick={onBack}>
      {room.back}
    </Button>
  );
}
