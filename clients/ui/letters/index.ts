/** Letters outside the conversation, for both sides; a chunk that comes when somebody opens it. */
export { GuestLetters, type GuestLettersProps } from './guest-letters.tsx';
export { Letters, type LettersProps } from './letters.tsx';
export { guestLetters, type LetterWays } from './ways.ts';
