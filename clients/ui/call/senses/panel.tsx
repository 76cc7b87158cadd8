/** "Hören und Sehen" under "Mehr": what this person can make louder, clearer, larger or calmer for themselves. */
import type { Call } from '@visavis/call';
import { useId } from 'preact/hooks';
import '../../styles/call-senses.css';
import { Button } from '../../button.tsx';
import { useView } from '../../use-view.ts';
import { CaptionChoice } from './caption-choice.tsx';
import { canBlur, canFillScreen, canFloat, fillScreen, float } from './picture.ts';
import { loudest, plainSenses, senses } from './senses.ts';
import { useSensesTexts } from './texts.ts';
import { Tick } from './tick.tsx';

const step = 10;

function Level() {
  const texts = useSensesTexts();
  const { level } = useView(senses);
  const id = useId();
  return (
    <div class="senses-level">
      <label class="field-label" for={id}>
        {texts.level}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={loudest}
        step={step}
        value={level}
        aria-valuetext={texts.percent(level)}
        onInput={(event) => senses.change({ level: event.currentTarget.valueAsNumber })}
      />
      <output for={id}>{texts.percent(level)}</output>
    </div>
  );
}

/** Stands in the panel of "Mehr". */
export function SensesPanel({ call }: { call: Call }) {
  const texts = useSensesTexts();
  const now = useView(senses);
  const [camera] = useView(call.media).stream?.getVideoTracks() ?? [];
  const isChanged = now.level !== plainSenses.level || now.clear;
  return (
    <section class="stack-tight">
      <h3>{texts.title}</h3>
      <Level />
      <Tick
        word={texts.clear}
        hint={texts.clearHint}
        checked={now.clear}
        onChange={(clear) => senses.change({ clear })}
      />
      {isChanged && (
        <Button small onClick={() => senses.change({ level: plainSenses.level, clear: false })}>
          {texts.asUsual}
        </Button>
      )}
      <CaptionChoice />
      <Tick word={texts.contrast} checked={now.contrast} onChange={(contrast) => senses.change({ contrast })} />
      {canBlur(camera) ? (
        <Tick word={texts.blur.on} checked={now.blur} onChange={(blur) => senses.change({ blur })} />
      ) : (
        camera && <p class="soft">{texts.blur.none}</p>
      )}
      <div class="row">
        {canFillScreen() && (
          <Button small onClick={fillScreen}>
            {texts.fill}
          </Button>
        )}
        {canFloat() && (
          <Button small onClick={() => float(document.querySelector<HTMLVideoElement>('video.remote'))}>
            {texts.float}
          </Button>
        )}
      </div>
      {canFloat() && <p class="soft">{texts.floatHint}</p>}
    </section>
  );
}
