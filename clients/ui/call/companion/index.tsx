/** Everything a page shows of a third person; loaded when there is one. */
import type { Call, MediaView, SecondView } from '@visavis/call';
import '../../styles/call-companion.css';
import '../../styles/call-faces.css';
import '../../styles/call-phone-faces.css';
import { useView } from '../../use-view.ts';
import { useSpoken } from '../tools/telephone/context.ts';
import { Faces } from './faces.tsx';
import { isOnStage } from './large.ts';
import { CompanySign, type CompanySignProps } from './sign.tsx';
import { useCompanyTexts } from './texts.ts';

interface CompanyProps {
  call: Call;
  /** Of the person the call is with. */
  name: string;
}

/** The companion's own page sees the guest as the third; the guest's page has the advisor opposite. */
function seatOf(second: SecondView, opposite: string | undefined): CompanySignProps['seat'] {
  if (second.seat !== 'companion') return 'companion';
  return opposite === 'advisor' ? 'guest' : 'advisor';
}

function useNameOf(second: SecondView | undefined): string {
  const texts = useCompanyTexts();
  return second?.name || texts.kinds[second?.kind ?? 'relative'];
}

/** Above the stage, or over it while there is a question. `seat` where nobody is opposite yet. */
export function CompanyStrip({ call, name, seat }: CompanyProps & { seat?: CompanySignProps['seat'] }) {
  const { second, peer, proof } = useView(call);
  const secondName = useNameOf(second);
  if (!second) return null;
  return (
    <CompanySign
      {...{ call, second, secondName, name }}
      key={second.standing === 'refused' ? 'gone' : 'here'}
      seat={seat ?? seatOf(second, peer?.seat)}
      isOpen={proof === 'open'}
    />
  );
}

/** On the stage: both faces, once both people agreed. */
export function CompanyFaces({ call, name, media }: CompanyProps & { media: MediaView }) {
  const view = useSpoken(useView(call));
  const { second } = view;
  const secondName = useNameOf(second);
  return second && isOnStage(second) ? <Faces {...{ view, second, name, secondName, media }} /> : null;
}
