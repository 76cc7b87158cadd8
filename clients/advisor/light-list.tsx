/** The device traffic light in words: a shape and a colour beside each, so that neither carries the meaning alone. */
import { Icon, type IconName } from '@visavis/ui';
import type { Light, Lights } from './lights.ts';
import { type AdvisorTexts, useTexts } from './texts/index.ts';

const icons: Record<Light, IconName> = {
  good: 'circle-check',
  weak: 'triangle-alert',
  failed: 'circle-x',
  unknown: 'circle-question-mark',
};

function soundWords(lights: Lights, texts: AdvisorTexts['day']['lights']): string {
  if (lights.soundCause === 'microphone') return texts.sound[lights.sound];
  if (lights.sound === 'failed') return texts.deaf;
  return lights.sound === 'weak' ? texts.hearsPoorly : texts.sound[lights.sound];
}

const lineWords = (lights: Lights, texts: AdvisorTexts['day']['lights']): string =>
  lights.lineIsSlow ? texts.slowLine : texts.line[lights.line];

function LightMark(props: { light: Light; children: string }) {
  return (
    <span class={`light light-${props.light}`}>
      <Icon name={icons[props.light]} />
      <span>{props.children}</span>
    </span>
  );
}

/** Picture, sound and line, each in its own words. */
export function LightList({ lights }: { lights: Lights }) {
  const { lights: texts } = useTexts().day;
  if (lights.worst === 'unknown') return <LightMark light="unknown">{texts.untested}</LightMark>;
  const parts: [Light, string][] = [
    [lights.picture, texts.picture[lights.picture]],
    [lights.sound, soundWords(lights, texts)],
    [lights.line, lineWords(lights, texts)],
  ];
  return (
    <ul class="lights" aria-label={texts.label}>
      {parts.map(([light, words]) => (
        <li key={words}>
          <LightMark light={light}>{words}</LightMark>
        </li>
      ))}
    </ul>
  );
}

/** One line for the list: all is well, or what is not, and whether to call before. */
export function LightLine({ lights, canCall }: { lights: Lights; canCall: boolean }) {
  const { lights: texts } = useTexts().day;
  if (lights.worst === 'unknown') return <LightMark light="unknown">{texts.untested}</LightMark>;
  if (lights.worst === 'good') return <LightMark light="good">{texts.allGood}</LightMark>;
  const wrong = [
    ...(isWrong(lights.picture) ? [texts.picture[lights.picture]] : []),
    ...(isWrong(lights.sound) ? [soundWords(lights, texts)] : []),
    ...(isWrong(lights.line) ? [lineWords(lights, texts)] : []),
  ];
  const advice = lights.worst === 'failed' && canCall ? ` ${texts.call}` : '';
  return <LightMark light={lights.worst}>{`${wrong.join(', ')}.${advice}`}</LightMark>;
}

const isWrong = (light: Light) => light === 'weak' || light === 'failed';
