/** Small words with a shape: chips, notices, marks of a check. The meaning is in the words, the colour only helps. */
import type { CheckMark } from '@visavis/shared';
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'plain' | 'good' | 'warn' | 'stop';

/** A few words in a rounded shape: a time, a state. */
export function Chip(props: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  const { tone = 'plain', icon } = props;
  return (
    <span class={tone === 'plain' ? 'chip' : `chip chip-${tone}`}>
      {icon && <Icon name={icon} />}
      <span>{props.children}</span>
    </span>
  );
}

const noticeIcons: Record<Tone, IconName> = {
  plain: 'info',
  good: 'circle-check',
  warn: 'triangle-alert',
  stop: 'circle-alert',
};

/** A sentence or two that stand out. `live` announces it when it appears. */
export function Notice(props: { tone?: Tone; icon?: IconName; live?: boolean; children: ComponentChildren }) {
  const { tone = 'plain', icon = noticeIcons[tone] } = props;
  return (
    <div class={tone === 'plain' ? 'notice' : `notice notice-${tone}`} role={props.live ? 'status' : undefined}>
      <Icon name={icon} />
      <div class="stack-tight">{props.children}</div>
    </div>
  );
}

const markIcons: Record<CheckMark | 'running', IconName> = {
  good: 'circle-check',
  weak: 'triangle-alert',
  failed: 'circle-x',
  skipped: 'info',
  running: 'clock',
};

/** One line of a check: what was looked at and how it is, in a sentence. Stands in `<ul class="marks">`. */
export function Mark(props: { mark: CheckMark | 'running'; children: ComponentChildren }) {
  return (
    <li class={`mark mark-${props.mark}`}>
      <Icon name={markIcons[props.mark]} />
      <span>{props.children}</span>
    </li>
  );
}
