/** The pictured words that two people read to each other. */
import type { ProofView } from '@visavis/call';
import { LineDrawing } from '../icon.tsx';
import { usePictureWords, useProofTexts } from '../texts/proof.ts';
import { wordDrawings } from './word-drawings.ts';

/** A picture and its word; the word says everything, so readers skip the drawing. */
export function WordCard(props: { index: number }) {
  const words = usePictureWords();
  return (
    <>
      <LineDrawing drawing={wordDrawings[props.index] ?? []} class="word-drawing" stroke={1.5} />
      <span class="word">{words[props.index]}</span>
    </>
  );
}

/** The four of this line in their order, and the same as a number. */
export function FourWords(props: Pick<ProofView, 'words' | 'digits'>) {
  const { ownWords } = useProofTexts();
  return (
    <>
      <ol class="words">
        {props.words?.map((index, place) => (
          <li key={place}>
            <WordCard index={index} />
          </li>
        ))}
      </ol>
      {props.digits && <p class="words-digits">{ownWords.digits(props.digits)}</p>}
    </>
  );
}
