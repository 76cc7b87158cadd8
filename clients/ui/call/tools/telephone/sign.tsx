/** What stands on the stage about the telephone: that the sound runs over it, or what one side asks of the other. */
import type { TelephoneView } from '@visavis/call';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import '../../../styles/call-telephone.css';
import { Button } from '../../../button.tsx';
import { useFocusBack } from '../../../focus.ts';
import { Icon } from '../../../icon.tsx';
import { useTelephone } from './context.ts';
import { CallNow } from './number.tsx';
import { useTelephoneTexts } from './texts.ts';

type Ending = Exclude<TelephoneView['way'], 'browser'>;

interface SignProps {
  name: string;
  /** Opens the tool, where a number is typed. */
  onOpen: () => void;
}

/** Nothing while the sound is where it always is, but for what the other side has just ended. */
export function TelephoneSign(props: SignProps) {
  const { view, seat } = useTelephone();
  const [ended, forget] = useEnded(view);
  if (view.way === 'browser') return ended && <Ended {...props} ended={ended} onUnderstood={forget} />;
  if (view.way === 'telephone') return <Running {...props} />;
  if (view.by === 'own') return <Asked {...props} />;
  return seat === 'advisor' ? <GuestWants {...props} /> : <NumberWanted {...props} />;
}

/** What the other side has just ended, until this person has seen it: a microphone that is on again is never a surprise. */
function useEnded({ way, by }: TelephoneView): [Ending | undefined, () => void] {
  const before = useRef<TelephoneView['way']>(way);
  const [ended, setEnded] = useState<Ending | undefined>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = way;
    setEnded(way === 'browser' && was !== 'browser' && by === 'peer' ? was : undefined);
  }, [way]);
  return [ended, () => setEnded(undefined)];
}

function Ended({ name, ended, onUnderstood }: SignProps & { ended: Ending; onUnderstood: () => void }) {
  const texts = useTelephoneTexts();
  return (
    <Sign
      title={ended === 'telephone' ? texts.here : texts.stayed(name)}
      text={ended === 'telephone' ? texts.hereText(name) : undefined}
    >
      <Button icon="check" onClick={onUnderstood}>
        {texts.understood}
      </Button>
    </Sign>
  );
}

function Sign(props: { title: string; urgent?: boolean; text?: ComponentChildren; children: ComponentChildren }) {
  const place = useRef<HTMLElement>(null);
  useFocusBack(place);
  return (
    <section ref={place} class="telephone-sign" role={props.urgent ? 'alert' : 'status'}>
      <p class="telephone-title">
        <Icon name="phone" />
        <strong>{props.title}</strong>
      </p>
      {props.text && <p>{props.text}</p>}
      <div class="actions">{props.children}</div>
    </section>
  );
}

function Running({ name }: SignProps) {
  const texts = useTelephoneTexts();
  const { telephone, view } = useTelephone();
  return (
    <Sign
      title={texts.title}
      text={
        <>
          {view.number && <span class="telephone-number nowrap numbers">{view.number}</span>} {texts.silent}
          {!view.isTold && ` ${texts.later(name)}`}
        </>
      }
    >
      <Button icon="volume-2" onClick={() => telephone.back()}>
        {texts.back}
      </Button>
    </Sign>
  );
}

/** Asked from here: what happens next, and the way out of it. */
function Asked({ name }: SignProps) {
  const texts = useTelephoneTexts();
  const { telephone, view, seat } = useTelephone();
  const isGuest = seat === 'guest';
  const text = isGuest ? texts.guest.askedText : undefined;
  return (
    <Sign
      title={isGuest ? texts.guest.asked(name) : texts.advisor.asked(name)}
      text={view.isTold ? text : texts.later(name)}
    >
      {isGuest && (
        <Button icon="phone" onClick={() => telephone.switchOver()}>
          {texts.guest.running}
        </Button>
      )}
      <Button icon="undo-2" onClick={() => telephone.back()}>
        {texts.never}
      </Button>
    </Sign>
  );
}

function GuestWants({ name }: SignProps) {
  const { advisor } = useTelephoneTexts();
  const { telephone, view } = useTelephone();
  const number = view.number && <span class="telephone-number nowrap numbers">{view.number}</span>;
  return (
    <Sign urgent title={advisor.wants(name)} text={number || advisor.none}>
      {view.number === undefined ? (
        <Button kind="primary" icon="phone" onClick={() => telephone.ask()}>
          {advisor.ask}
        </Button>
      ) : (
        <CallNow number={view.number} />
      )}
      <Button icon="undo-2" onClick={() => telephone.back()}>
        {advisor.refuse}
      </Button>
    </Sign>
  );
}

function NumberWanted({ name, onOpen }: SignProps) {
  const { guest } = useTelephoneTexts();
  const { telephone } = useTelephone();
  return (
    <Sign urgent title={guest.wanted(name)} text={guest.wantedText}>
      <Button kind="primary" icon="keyboard" onClick={onOpen}>
        {guest.enter}
      </Button>
      <Button icon="undo-2" onClick={() => telephone.back()}>
        {guest.refuse}
      </Button>
    </Sign>
  );
}
