/** How a side reaches its letters; the guest's way over HTTP, with link and code. */
import { LetterList } from '@visavis/shared';
import { apiRequest, type Fetch } from '../api-request.ts';

/** Each rejects with an `ApiError`. Only `read` says that a person has opened them. */
export interface LetterWays {
  list(): Promise<LetterList>;
  read(): Promise<LetterList>;
  write(text: string): Promise<LetterList>;
}

/** What the guest shows: a request or an appointment, with its code. */
export type LetterHolder = { request: string; code: string } | { appointment: string; code: string };

/** The guest's letters. Nothing is asked before a person presses something: the code is part of every question. */
export function guestLetters(fetch: Fetch, who: LetterHolder): LetterWays {
  const post = (path: string, body: object) =>
    apiRequest(fetch, { method: 'POST', path: `/api/v1/letters${path}`, body, answer: LetterList });
  return {
    list: () => post('/list', who),
    read: () => post('/read', who),
    write: (text) => post('', { ...who, text }),
  };
}
