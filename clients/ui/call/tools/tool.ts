/** What a tool of the conversation is to the rack that holds it: a few words now, its code when it is needed. */
import type { Call, LaneName } from '@visavis/call';
import type { VNode } from 'preact';
import type { IconName } from '../../icon.tsx';
import type { RackTexts } from './texts.ts';

export interface ToolProps {
  call: Call;
  /** Whose page this is. */
  seat: 'advisor' | 'guest';
  /** How the other person is called. */
  peerName: string;
  /** Its panel is on the screen. A tool stays mounted while it is not, so that nothing of it is lost. */
  isOpen: boolean;
  close(): void;
  /** Words on the key, such as "2 neue"; undefined takes them away. The rack takes them away when the tool opens. */
  sign(words: string | undefined): void;
}

export interface ToolModule {
  Tool: (props: ToolProps) => VNode | null;
}

export interface ToolEntry {
  /** Lower-case letters: also what the page opposite is told. */
  id: string;
  icon: IconName;
  label(texts: RackTexts): string;
  load(): Promise<ToolModule>;
  /** What comes here loads the tool; and signs its key, unless the tool does so itself. */
  lane?: LaneName;
  signsItself?: boolean;
  /** Two people look at it together: when one opens it, the other's key says so. */
  isShared?: boolean;
  /** Needs most of the width, as drawings do. */
  isWide?: boolean;
  /** Has a key of its own on narrow screens too; the others are under "Mehr" there. */
  isFirst?: boolean;
  /** Not on this page, or not yet. `hasCome`: something came for it from the other side, or it was opened here. */
  isHidden?(call: Call, hasCome: boolean): boolean;
}
