/** Captions, where this device can write them by itself; else a sentence that says why not. */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../button.tsx';
import { useLanguage } from '../../language.tsx';
import { useView } from '../../use-view.ts';
import { type CaptionMeans, captionMeans, installCaptions, localRecogniser } from './captions.ts';
import { senses } from './senses.ts';
import { spoken, useSensesTexts } from './texts.ts';
import { Tick } from './tick.tsx';

/** Asks the browser what it can, without starting anything. */
export function CaptionChoice() {
  const { captions: texts } = useSensesTexts();
  const { captions } = useView(senses);
  const lang = spoken[useLanguage()];
  const [means, setMeans] = useState<CaptionMeans | 'installing' | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void captionMeans(localRecogniser(), lang).then(setMeans);
  }, [lang]);
  const install = async () => {
    setMeans('installing');
    const isReady = await installCaptions(localRecogniser(), lang);
    setMeans(isReady ? 'ready' : 'install');
    setFailed(!isReady);
    if (isReady) senses.change({ captions: true });
  };
  return (
    <div>
      {means === 'ready' && (
        <Tick
          word={texts.on}
          hint={texts.here}
          checked={captions}
          onChange={(wanted) => senses.change({ captions: wanted })}
        />
      )}
      {means === 'none' && <p class="soft">{texts.none}</p>}
      {(means === 'install' || means === 'installing') && (
        <div class="stack-tight">
          <p class="soft">{texts.installHint}</p>
          <Button small busy={means === 'installing'} onClick={() => void install()}>
            {texts.install}
          </Button>
        </div>
      )}
      <p role="status">{means === 'installing' ? texts.waiting : failed ? texts.failed : ''}</p>
    </div>
  );
}
