/** A signature as people see it: its lines, and under them the date; a key to sign where there is none. */
import { useMemo } from 'preact/hooks';
import { Button } from '../../../button.tsx';
import { useDesk } from './desk.ts';
import type { Field } from './field.ts';
import { isHandedBack, type Signed, signatureIn } from './form.ts';
import type { Signature } from './form-value.ts';
import { useFormTexts } from './texts.ts';

export type Lines = Pick<Signature, 'width' | 'height' | 'thickness' | 'strokes'>;

/** One stroke as SVG has it (SVG 2, 9.3); a dot is a line to itself. */
function pathOf(stroke: readonly number[]): string {
  const points: string[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2) points.push(`${stroke[at]} ${stroke[at + 1]}`);
  return `M${points.join('L')}${points.length === 1 ? `L${points[0]}` : ''}`;
}

export function SignatureDrawing({ lines, label }: { lines: Lines; label: string }) {
  const path = useMemo(() => lines.strokes.map(pathOf).join(''), [lines]);
  return (
    <svg
      class="form-lines"
      viewBox={`0 0 ${lines.width} ${lines.height}`}
      preserveAspectRatio="xMinYMid meet"
      role="img"
      aria-label={label}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width={lines.thickness}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** Who signed, in words. */
export function useSignedWords(): (signed: Signed) => string {
  const texts = useFormTexts().signature;
  const { session, peerName } = useDesk();
  return (signed) => {
    const { on } = signed.signature;
    if (isHandedBack(signed, session)) return texts.ofReturned(on);
    return signed.seat === session.seat ? texts.ofYou(on) : texts.of(peerName, on);
  };
}

/** What stands in the field for a signature. */
export function SignatureField({ field, isSmall }: { field: Field; isSmall?: boolean }) {
  const texts = useFormTexts().signature;
  const { form, sign } = useDesk();
  const words = useSignedWords();
  const signed = signatureIn(form, field.name);
  if (!signed) {
    return field.isReadOnly ? null : (
      <Button icon="pencil" small={isSmall ?? false} class="form-sign" onClick={() => sign(field)}>
        {texts.sign}
      </Button>
    );
  }
  return (
    <div class="form-signed">
      <SignatureDrawing lines={signed.signature} label={words(signed)} />
      <span class="form-signed-on">{signed.signature.on}</span>
    </div>
  );
}
