/** The one bar of controls, always there, in the order of need; leaving stands apart. */

import type { DeviceState, MediaView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icon.tsx';
import { useCallTexts } from '../texts/call.ts';

export interface CallBarProps {
  media: MediaView;
  moreOpen: boolean;
  onMicrophone: () => void;
  onCamera: () => void;
  /** Shows something to the other side, or ends it; told by `isShowing`. Nothing where nobody may show anything. */
  onShare: (() => void) | undefined;
  isShowing: boolean;
  onMore: () => void;
  /** Something new lies under it, on screens where it has no key of its own. */
  moreSign?: string | undefined;
  onLeave: () => void;
  /** Further keys between camera and more, such as sharing and writing. */
  children?: ComponentChildren;
}

/** One key: icon above, word below. `state` is the second word, said and shown. */
export function BarKey(props: {
  icon: IconName;
  word: string;
  state?: string;
  kind?: 'off' | 'leave';
  pressed?: boolean;
  expanded?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={props.kind ? `key key-${props.kind}` : 'key'}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
      <span class="key-words">
        <span>{props.word}</span>
        {props.state && <span> {props.state}</span>}
      </span>
    </button>
  );
}

/** Microphone or camera: shape, word and `aria-pressed` say the same. */
function DeviceKey(props: { kind: 'microphone' | 'camera'; state: DeviceState; onClick: () => void }) {
  const call = useCallTexts();
  const on = props.state === 'on';
  const [icon, iconOff]: [IconName, IconName] =
    props.kind === 'microphone' ? ['mic', 'mic-off'] : ['video', 'video-off'];
  return (
    <BarKey
      icon={on ? icon : iconOff}
      word={call[props.kind]}
      state={call.state[props.state]}
      {...(on ? {} : { kind: 'off' as const })}
      pressed={on}
      onClick={props.onClick}
    />
  );
}

/** The bar. */
export function CallBar(props: CallBarProps) {
  const call = useCallTexts();
  return (
    <section class="bar" aria-label={call.bar}>
      <DeviceKey kind="microphone" state={props.media.microphone} onClick={props.onMicrophone} />
      <DeviceKey kind="camera" state={props.media.camera} onClick={props.onCamera} />
      {props.onShare && (
        <BarKey
          icon="monitor-up"
          word={props.isShowing ? call.shareStop : call.share}
          {...(props.isShowing ? { kind: 'off' as const } : {})}
          onClick={props.onShare}
        />
      )}
      {props.children}
      <div class="tool-key more-key">
        <BarKey
          icon="ellipsis"
          word={call.more}
          {...(props.moreSign && { state: props.moreSign })}
          expanded={props.moreOpen}
          onClick={props.onMore}
        />
      </div>
      <span class="bar-gap" />
      <BarKey icon="phone-off" word={call.leave} kind="leave" onClick={props.onLeave} />
    </section>
  );
}
