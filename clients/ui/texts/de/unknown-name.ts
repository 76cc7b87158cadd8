/** Deutsch: wie die Beratung heißt, solange ihr Name nicht bekannt ist, auch nach „von“, „mit“, „bei“ und „zu“. */

/** In the place of a name, as the subject or the object of a sentence. */
export const yourAdvisor = 'Ihre Beratung';

/** The name as it stands in the dative; only the words in the place of one change. */
export const dative = (name: string): string => (name === yourAdvisor ? 'Ihrer Beratung' : name);
