/** The guest's number on the advisor's page: dialled by a phone, copied from a desktop. */
import { useState } from 'preact/hooks';
import { browserOf } from '../../../browser.ts';
import { Button } from '../../../button.tsx';
import { telephoneHref } from '../../../frame.tsx';
import { Icon } from '../../../icon.tsx';
import { useTelephone } from './context.ts';
import { useTelephoneTexts } from './texts.ts';

const onPhone = (): boolean =>
  ['android', 'ios'].includes(browserOf(navigator.userAgent, navigator.maxTouchPoints).system);

/** The strong button that calls: on a phone it dials, elsewhere it says that somebody does. Both silence the browsers. */
export function CallNow({ number }: { number: string }) {
  const { advisor } = useTelephoneTexts();
  const { telephone } = useTelephone();
  if (!onPhone()) {
    return (
      <Button kind="primary" icon="phone" onClick={() => telephone.switchOver()}>
        {advisor.call}
      </Button>
    );
  }
  return (
    <a class="button button-primary" href={telephoneHref(number)} onClick={() => telephone.switchOver()}>
      <Icon name="phone" />
      <span>{advisor.callNumber(number)}</span>
    </a>
  );
}

/** Large enough to be typed from, and to be copied. */
export function NumberCard(props: { number: string; name: string }) {
  const { advisor } = useTelephoneTexts();
  const [said, say] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(props.number).then(
      () => say(advisor.copied),
      () => say(advisor.notCopied),
    );
  return (
    <div class="stack-tight">
      <p class="field-label">{advisor.number(props.name)}</p>
      <p class="telephone-number numbers">{props.number}</p>
      <div class="row">
        <Button icon="copy" small onClick={() => void copy()}>
          {advisor.copy}
        </Button>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
