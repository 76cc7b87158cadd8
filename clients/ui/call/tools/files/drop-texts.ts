/** What stands over the page while files hang over it: comes with the conversation, the other words of files with the tool. */
import { textsOf } from '../../../language.tsx';

const de = { dropHere: (name: string) => `Loslassen, um die Datei an ${name} zu schicken` };
const en: typeof de = { dropHere: (name) => `Let go to send the file to ${name}` };

export const useDropTexts = textsOf({ de, en });
