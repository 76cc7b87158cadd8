/** Everything from the check to the receipt; loaded while the person answers the browser's question. */
import type { Call, Media } from '@visavis/call';
import { Frame, type FrameProps, useView } from '@visavis/ui';
import type { Place } from './journey-types.ts';
import { useLater } from './later.ts';
import { useAppointment } from './views/appointment-line.tsx';
import { CheckPage } from './views/check.tsx';
import type { PageProps } from './views/page-props.ts';
import { WaitingPage } from './views/waiting.tsx';
import { Loading } from './views/waiting-for-answer.tsx';

interface RoomProps extends PageProps {
  at: Place;
  media: Media | undefined;
  call: Call | undefined;
  frame: Omit<FrameProps, 'children'>;
}

const loadEnd = () => import('./views/end.tsx');
const loadStage = () => import('./views/stage.tsx');
const onStage = ['starting', 'talking', 'interrupted', 'hanging-up'];

/** The conversation takes the whole page; the rest stands in the frame. */
export function Room(props: RoomProps) {
  return props.at.phase === 'room' && props.call ? <InRoom {...props} call={props.call} /> : <Framed {...props} />;
}

function InRoom(props: RoomProps & { call: Call }) {
  const { call, frame, facts } = props;
  const { phase } = useView(call);
  const { advisor } = useAppointment(facts);
  const near = phase !== 'joining' && phase !== 'waiting';
  const stage = useLater(near, loadStage);
  const isCompanion = facts.seat === 'companion';
  const end = useLater(isCompanion, loadEnd);
  if (stage && onStage.includes(phase)) {
    return (
      <stage.StagePage
        call={call}
        peerName={advisor}
        organisation={facts.organisation?.name}
        phone={facts.organisation?.phone}
        onLanguage={frame.onLanguage}
        isCompanion={isCompanion}
      />
    );
  }
  return (
    <Frame {...frame}>
      {stage && <stage.Company call={call} name={advisor} />}
      {end ? <end.CompanionWaiting {...props} /> : <WaitingPage {...props} />}
    </Frame>
  );
}

function Framed(props: RoomProps) {
  const { at } = props;
  const end = useLater(at.phase === 'end' || at.phase === 'refused', loadEnd);
  return (
    <Frame {...props.frame} narrow={at.phase !== 'check'}>
      {at.phase === 'check' && <CheckPage {...props} at={at} />}
      {at.phase === 'end' && end && <end.EndPage {...props} at={at} />}
      {at.phase === 'refused' && end && <end.RefusedPage {...props} at={at} />}
      {(at.phase === 'room' || (at.phase !== 'check' && !end)) && <Loading />}
    </Frame>
  );
}
