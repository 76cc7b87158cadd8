/** What stands on the page about the third person: the question, that they were asked, that they listen, that they are gone. */
import type { Call, SecondView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../button.tsx';
import { Icon } from '../../icon.tsx';
import { useCompanyTexts } from './texts.ts';

export interface CompanySignProps {
  call: Pick<Call, 'answerCompanion' | 'removeCompanion'>;
  second: SecondView;
  secondName: string;
  /** Whose page this is. */
  seat: 'advisor' | 'guest' | 'companion';
  /** Of the person the call is with. */
  name: string;
  /** The person opposite came without their link: nobody can ask them in a way that is sure to reach them alone. */
  isOpen: boolean;
}

/** Nothing, or one sentence with what can be done about it. */
export function CompanySign(props: CompanySignProps) {
  const texts = useCompanyTexts();
  const { second, secondName, seat, name, call } = props;
  if (seat === 'companion') return second.standing === 'talking' ? <Strip text={texts.threeSelf} /> : null;
  const cannotAsk = seat === 'advisor' && props.isOpen;
  switch (second.standing) {
    case 'asking':
      if (cannotAsk) return second.present ? <Strip text={texts.withoutLink(name, secondName)} /> : null;
      return second.present ? <Question {...props} seat={seat} /> : null;
    case 'asked':
      return (
        <Strip text={(cannotAsk ? texts.withoutLink : texts.asked)(name, secondName)}>
          <Button icon="undo-2" small onClick={() => call.removeCompanion()}>
            {texts.takeBack}
          </Button>
        </Strip>
      );
    case 'connecting':
      return <Strip text={texts.connecting(secondName)} children={<Remove {...props} />} />;
    case 'talking':
      return <Strip text={texts.three(secondName)} children={<Remove {...props} />} />;
    case 'interrupted':
      return <Strip text={texts.away(secondName)} children={<Remove {...props} />} />;
    case 'refused':
      return <Refused {...props} seat={seat} />;
    default:
      return second.standing satisfies never;
  }
}

/** Above the stage, announced when it changes. */
function Strip({ text, children }: { text: string; children?: ComponentChildren }) {
  return (
    <div class="company-strip">
      <p role="status">
        <Icon name="circle-user-round" />
        <span>{text}</span>
      </p>
      {children}
    </div>
  );
}

function Question({ call, second, secondName, seat, name }: CompanySignProps & { seat: 'advisor' | 'guest' }) {
  const texts = useCompanyTexts();
  const words = texts[seat];
  return (
    <section class="company-question" role="alert">
      <p class="company-title">
        <Icon name="circle-user-round" />
        <strong>{words.title(secondName)}</strong>
      </p>
      {second.kind && <p class="company-kind">{texts.kinds[second.kind]}</p>}
      <p>{seat === 'guest' ? texts.guest.text(secondName, name) : texts.advisor.text(name)}</p>
      <div class="actions">
        <Button kind="primary" icon="check" onClick={() => call.answerCompanion(true)}>
          {words.yes}
        </Button>
        <Button icon="x" onClick={() => call.answerCompanion(false)}>
          {texts.no}
        </Button>
      </div>
    </section>
  );
}

/** Asks once more, in place: nobody is taken out by a slip of the finger. */
function Remove({ call, secondName }: CompanySignProps) {
  const texts = useCompanyTexts();
  const [asking, setAsking] = useState<boolean | undefined>(undefined);
  if (!asking) {
    return (
      <Button icon="user-x" small focused={asking === false} onClick={() => setAsking(true)}>
        {texts.remove}
      </Button>
    );
  }
  return (
    <fieldset class="company-sure" aria-label={texts.remove}>
      <p>{texts.sure(secondName)}</p>
      <Button kind="primary" icon="user-x" small focused onClick={() => call.removeCompanion()}>
        {texts.remove}
      </Button>
      <Button small onClick={() => setAsking(false)}>
        {texts.keep}
      </Button>
    </fieldset>
  );
}

/** Until it was read; who said no themselves knows it already. */
function Refused({ second, secondName, seat, name }: CompanySignProps & { seat: 'advisor' | 'guest' }) {
  const texts = useCompanyTexts();
  const [isRead, setRead] = useState(false);
  useEffect(() => setRead(false), [second.refusedBy]);
  if (isRead) return null;
  const isOther = second.refusedBy !== undefined && second.refusedBy !== seat;
  return (
    <Strip text={isOther ? texts.refusedBy(name, secondName) : texts.refused(secondName)}>
      <Button icon="check" small onClick={() => setRead(true)}>
        {texts.understood}
      </Button>
    </Strip>
  );
}
