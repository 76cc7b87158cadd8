/** The captions on the stage: the last sentences, large, over the lower edge of the picture. */
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../../language.tsx';
import { useView } from '../../use-view.ts';
import { captionMeans, listenTo, localRecogniser, noCaptions, withCaption } from './captions.ts';
import { senses } from './senses.ts';
import { spoken, useSensesTexts } from './texts.ts';

const pauseMs = 250;

/** Nothing while nobody wants captions, or while nothing has been said. */
export function CaptionLine(props: { stream: MediaStream | undefined }) {
  const texts = useSensesTexts();
  const lang = spoken[useLanguage()];
  const { captions: isWanted } = useView(senses);
  const [captions, setCaptions] = useState(noCaptions);
  const [track] = props.stream?.getAudioTracks() ?? [];
  useEffect(() => {
    const kind = isWanted ? localRecogniser() : undefined;
    if (!kind || !track) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    void captionMeans(kind, lang).then((means) => {
      if (isOver || means !== 'ready') return;
      const events = {
        text: (words: string, isFinal: boolean) => setCaptions((now) => withCaption(now, words, isFinal)),
        failed: () => senses.change({ captions: false }),
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
  if (sentences.length === 0) return null;
  return (
    <section class="captions" aria-label={texts.captions.line}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}
