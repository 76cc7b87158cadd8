/** An invitation as plain text: short lines, links alone on theirs so that every mail program makes them clickable. */
import type { Block, MailDocument } from './document.ts';

const width = 72;

/** Breaks at spaces only; a word longer than the width (a link) stays whole. */
function wrapped(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

function render(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'quiet':
      return wrapped(block.text);
    case 'call':
      return block.sentences.map((sentence) => wrapped(sentence)).join('\n');
    case 'heading':
      return block.text.toLocaleUpperCase();
    case 'facts':
      return block.rows
        .map(({ label, lines, note }) => `${label}: ${lines.join(', ')}${note ? ` – ${note}` : ''}`)
        .join('\n');
    case 'button':
    case 'link':
      return `${block.label}:\n${block.href}`;
    case 'list':
      return block.items.map((item) => `- ${wrapped(item, '  ')}`).join('\n');
    default:
      return block satisfies never;
  }
}

/** Lines end in LF; the mailer makes CRLF of them. */
export function renderText(document: MailDocument): string {
  const body = document.blocks.map((block) => `${render(block)}${block.kind === 'heading' ? '\n' : '\n\n'}`).join('');
  const { organisation, phone, links } = document.footer;
  const footer = [organisation, phone, ...links.map(({ label, href }) => `${label}: ${href}`)].join('\n');
  return `${document.greeting}\n\n${body}-- \n${footer}\n`;
}
