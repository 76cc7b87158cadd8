/** The words of the question after a conversation; they come with the receipt. */
import { textsOf } from '@visavis/ui';

const de = {
  question: 'Wie war das Gespräch für Sie?',
  voluntary: 'Die Antwort ist freiwillig. Gezählt wird nur, wie oft jede Antwort vorkommt, nicht wer sie gibt.',
  answers: { good: 'Gut', fair: 'Geht so', poor: 'Schlecht' },
  thanks: 'Danke für Ihre Antwort.',
  failed: 'Ihre Antwort ist nicht angekommen. Sie müssen nichts weiter tun.',
};
const en: typeof de = {
  question: 'How was the conversation for you?',
  voluntary: 'Answering is voluntary. Only how often each answer is given is counted, not who gives it.',
  answers: { good: 'Good', fair: 'Fair', poor: 'Poor' },
  thanks: 'Thank you for your answer.',
  failed: 'Your answer did not arrive. You need not do anything else.',
};

/** All languages, for tests. */
export const feedbackTexts = { de, en };

/** The words in the language of the page. */
export const useFeedbackTexts = textsOf(feedbackTexts);
