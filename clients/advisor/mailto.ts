/** A `mailto:` link that every mail program takes: whole paragraphs up to a length, the one with the join link always. */

/** Windows hands a program about 2,000 characters; what is longer vanishes without a word. */
const maxLength = 1_900;

export interface Mailto {
  href: string;
  /** Paragraphs were left out: the page says so and offers the whole text otherwise. */
  shortened: boolean;
}

const hrefOf = (to: string, subject: string, body: string) =>
  `mailto:${encodeURIComponent(to).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;

/** RFC 6068. `must` is what no shortening may drop (the join link); line ends become CRLF. */
export function mailtoOf(mail: { to: string; subject: string; text: string }, must: string): Mailto {
  const paragraphs = mail.text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n{2,}/);
  const body = (kept: readonly string[]) => kept.join('\n\n').replaceAll('\n', '\r\n');
  const whole = hrefOf(mail.to, mail.subject, body(paragraphs));
  if (whole.length <= maxLength) return { href: whole, shortened: false };
  const isKept = paragraphs.map((paragraph) => paragraph.includes(must));
  const keptOf = () => paragraphs.filter((_, at) => isKept[at]);
  for (const at of paragraphs.keys()) {
    if (isKept[at]) continue;
    isKept[at] = true;
    if (hrefOf(mail.to, mail.subject, body(keptOf())).length > maxLength) isKept[at] = false;
  }
  return { href: hrefOf(mail.to, mail.subject, body(keptOf())), shortened: true };
}
