/** The captions on the stage: the last sentences, large, over the lower edge of the picture. */
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../../language.tsx';
import { useView } from '../../use-view.ts';
import { captionMeans, listenTo, localRecogniser, noCaptions, withCaption } from './captions.ts';
import { senses } from './senses.ts';
import { spoken, useSensesTexts } from './texts.ts';

const pauseMs = 250;
/** Long enough for a sentence to be seen and read. */
const readMs = 15_000;

/** True for a while after captions broke off by themselves: whoever reads them must not take it for silence. */
function useBreak(): [boolean, () => void] {
  const [hasBroken, setBroken] = useState(false);
  useEffect(() => {
    if (!hasBroken) return;
    const timer = setTimeout(() => setBroken(false), readMs);
    return () => clearTimeout(timer);
  }, [hasBroken]);
  return [hasBroken, () => setBroken(true)];
}

/** Nothing while nobody wants captions, or while nothing has been said. */
export function CaptionLine(props: { stream: MediaStream | undefined }) {
  const texts = useSensesTexts();
  const lang = spoken[useLanguage()];
  const { captions: isWanted } = useView(senses);
  const [captions, setCaptions] = useState(noCaptions);
  const [hasBroken, tellBreak] = useBreak();
  const [track] = props.stream?.getAudioTracks() ?? [];
  useEffect(() => {
    const kind = isWanted ? localRecogniser() : undefined;
    if (!kind || !track) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    void captionMeans(kind, lang).then((means) => {
      if (isOver) return;
      if (means !== 'ready') {
        tellBreak();
        senses.change({ captions: false });
        return;
      }
      const events = {
        text: (words: string, isFinal: boolean) => setCaptions((now) => withCaption(now, words, isFinal)),
        failed: () => {
          tellBreak();
          senses.change({ captions: false });
        },
      };
      stop = listenTo(kind, track, lang, events, (deed) => void setTimeout(deed, pauseMs));
    });
    return () => {
      isOver = true;
      stop?.();
      setCaptions(noCaptions);
    };
  }, [isWanted, track, lang]);
  const sentences = [...captions.said, captions.saying].filter((sentence) => sentence !== '');
  return (
    <>
      <div class={hasBroken ? 'captions' : 'unseen'} role="status">
        {hasBroken && <p>{texts.captions.failed}</p>}
      </div>
      {sentences.length > 0 && (
        <section class="captions" aria-label={texts.captions.line}>
          {sentences.map((sentence, at) => (
            <p key={at}>{sentence}</p>
          ))}
        </section>
      )}
    </>
  );
}
