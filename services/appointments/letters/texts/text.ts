/** What every language must be able to say in the notice of a letter. */
export interface LetterTexts {
  subject: string;
  title: string;
  opening: (advisor: string) => string;
  about: string;
  /** Why the words themselves are not in the mail. */
  why: string;
  button: string;
  orLink: string;
  /** Where no server knows the link. */
  ownLink: string;
  call: (phone: string) => string;
}
