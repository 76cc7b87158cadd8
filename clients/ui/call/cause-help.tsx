/** More about one cause: whose side it is, what helps on this very system, whom to call and with which number. */
import type { Call, Cause } from '@visavis/call';
import { browserOf } from '../browser.ts';
import { Dialog } from '../dialog.tsx';
import { type CauseTexts, useCauseTexts } from '../texts/causes.ts';
import { useUiTexts } from '../texts/index.ts';
import { useView } from '../use-view.ts';
import type { Whom } from './advice.ts';
import { sideOfCause } from './cause-side.ts';
import { SavingSwitch } from './saving-switch.tsx';

/** The steps against `cause` on the system of `agent`; none where the sentence says it all. */
export function causeSteps(cause: Cause, agent: string, touchPoints: number, texts: CauseTexts): string[] {
  const { system } = browserOf(agent, touchPoints);
  switch (cause) {
    case 'microphone-muted':
    case 'microphone-silent':
    case 'not-heard':
      return texts.microphoneSteps[system];
    case 'camera-muted':
    case 'own-picture-dark':
    case 'own-picture-frozen':
      return texts.cameraSteps[system];
    case 'line-weak':
    case 'line-slow':
    case 'nothing-arrives':
    case 'nothing-leaves':
      return texts.lineSteps;
    default:
      return [];
  }
}

/** Stays open until the person closes it, also when the cause has passed meanwhile. */
export function CauseHelp(props: {
  call: Call;
  cause: Cause;
  whom: Whom & { device: string | undefined };
  onClose: () => void;
}) {
  const texts = useCauseTexts();
  const { words } = useUiTexts();
  const { incident } = useView(props.call);
  const { cause, whom } = props;
  const { what, now } = texts.list[cause];
  const steps = causeSteps(cause, navigator.userAgent, navigator.maxTouchPoints, texts);
  const side = sideOfCause(cause);
  return (
    <Dialog title={what(whom)} onClose={props.onClose} side>
      <p>{texts.sides[side](whom.name)}</p>
      <p>{now(whom)}</p>
      {steps.length > 0 && (
        <ol class="steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {(side === 'line' || cause.endsWith('saving') || cause === 'device-busy') && <SavingSwitch call={props.call} />}
      {whom.phone && <p>{words.callUs(whom.phone)}</p>}
      {incident && (
        <p>
          {words.incident}: <span class="numbers">{incident}</span>. {words.incidentWhy}
        </p>
      )}
    </Dialog>
  );
}
