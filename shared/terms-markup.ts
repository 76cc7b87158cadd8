/** The markup of terms that a lead writes: headings, lists and paragraphs, and nothing else. Pure; whoever shows blocks escapes their words. */

export type TermsBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] };

const mark = { heading: /^##\s+/, item: /^[-*]\s+/ };

/** Adds one line to what was read so far: neighbours of a kind belong together, an empty line parts them. */
function withLine(blocks: TermsBlock[], line: string, isApart: boolean): void {
  const last = isApart ? undefined : blocks.at(-1);
  if (mark.heading.test(line)) blocks.push({ kind: 'heading', text: line.replace(mark.heading, '') });
  else if (mark.item.test(line)) {
    const item = line.replace(mark.item, '');
    if (last?.kind === 'list') blocks.splice(-1, 1, { kind: 'list', items: [...last.items, item] });
    else blocks.push({ kind: 'list', items: [item] });
  } else if (last?.kind === 'paragraph') {
    blocks.splice(-1, 1, { kind: 'paragraph', text: `${last.text} ${line}` });
  } else blocks.push({ kind: 'paragraph', text: line });
}

/**
 * `## ` begins a heading, `- ` an item of a list; an empty line ends a paragraph. Everything else is words as they stand:
 * angle brackets, addresses and stars have no meaning.
 */
export function termsBlocks(text: string): TermsBlock[] {
  const blocks: TermsBlock[] = [];
  let isApart = true;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line !== '') withLine(blocks, line, isApart);
    isApart = line === '' || mark.heading.test(line);
  }
  return blocks;
}

/** The text with facts in the place of `{{name}}`; what nobody knows stays as it is. */
export const withFacts = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => facts[name] ?? whole);
