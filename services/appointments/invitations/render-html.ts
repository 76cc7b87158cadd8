/** An invitation as HTML that survives mail programs: tables, styles in place, no picture, no script, nothing from outside. */
import type { Block, FactRow, MailDocument } from './document.ts';

/** DESIGN.md's tokens (soft a shade darker: it stands on sand here), and their counterparts for the dark. */
const light = {
  paper: '#fbf8f2',
  card: '#fffdf9',
  sand: '#f1ebdf',
  line: '#d9d0bf',
  ink: '#182a2c',
  soft: '#394a4b',
  teal: '#0b5a5c',
  onTeal: '#ffffff',
};
const dark = {
  paper: '#101b1c',
  card: '#172526',
  sand: '#1f3132',
  line: '#3a5051',
  ink: '#f3eee4',
  soft: '#bccac9',
  teal: '#8fd6d2',
  onTeal: '#0c2223',
};

const font = "font-family:'Atkinson Hyperlegible Next','Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const table = '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"';

/** For text and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** For what people read: a number stays on one line with its words, `26. November 2026`, `10:00 Uhr`, `Zimmer 204`. */
const words = (text: string): string => escapeHtml(text).replace(/(?<=\d\.?) (?=\p{L})|(?<=\p{L}) (?=\d)/gu, '&nbsp;');

/** Mail programs that know `prefers-color-scheme` get our dark; the others turn the light one themselves. */
const style = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0}
a{text-decoration:underline}
@media(max-width:480px){.pad{padding:24px 20px!important}.label,.value{display:block!important;width:auto!important}.label{padding-bottom:0!important}.value{padding-top:2px!important}}
@media(prefers-color-scheme:dark){
.paper{background:${dark.paper}!important}
.card{background:${dark.card}!important;border-color:${dark.line}!important}
.sand{background:${dark.sand}!important}
.ink,.value{color:${dark.ink}!important}
.soft,.label{color:${dark.soft}!important}
.link{color:${dark.teal}!important}
.button{background:${dark.teal}!important}
.button a{color:${dark.onTeal}!important;border-color:${dark.teal}!important}
.second{border-color:${dark.teal}!important}
}`;

function paragraph(html: string, options: { soft?: boolean; small?: boolean; gap?: number } = {}): string {
  const size = options.small ? 'font-size:16px;line-height:24px;' : 'font-size:18px;line-height:28px;';
  const color = `color:${options.soft ? light.soft : light.ink};`;
  const margin = `margin:0 0 ${options.gap ?? 20}px;`;
  return `<p class="${options.soft ? 'soft' : 'ink'}" style="${margin}${font}${size}${color}">${html}</p>`;
}

function link(href: string, html: string, more = ''): string {
  return `<a class="link" href="${escapeHtml(href)}" style="color:${light.teal};word-break:break-word;${more}">${html}</a>`;
}

/** Makes a link within words as high as a finger is wide; the lines stay where they are. */
const easyToHit = 'padding:9px 0;';

const valueStyles: Record<FactRow['kind'], string> = {
  plain: 'word-break:break-word;',
  strong: 'font-weight:bold;word-break:break-word;',
  struck: 'word-break:break-word;',
  digits: 'font-weight:bold;font-size:22px;letter-spacing:1px;white-space:nowrap;',
};

function factRow(row: FactRow): string {
  const base = `${font}font-size:18px;line-height:26px;padding:6px 16px;vertical-align:top;text-align:left;`;
  const label = `<th class="label" scope="row" width="33%" style="${base}color:${light.soft};font-weight:normal;">`;
  const value = `<td class="value" style="${base}color:${light.ink};${valueStyles[row.kind]}">`;
  const lines = row.lines.map(words).join('<br>');
  const text = row.kind === 'struck' ? `<s>${lines}</s>` : lines;
  const note = row.note ? `<br>${escapeHtml(row.note)}` : '';
  return `<tr>${label}${escapeHtml(row.label)}</th>${value}${text}${note}</td></tr>`;
}

function factsTable(rows: readonly FactRow[]): string {
  const box = `background:${light.sand};border-radius:12px;`;
  const inner = `<table cellpadding="0" cellspacing="0" border="0" width="100%">${rows.map(factRow).join('')}</table>`;
  return `${table} style="margin:0 0 20px;"><tr><td class="sand" bgcolor="${light.sand}" style="${box}padding:10px 4px;">${inner}</td></tr></table>`;
}

/** A cell with a background, and a link whose border is the padding: the form that Outlook draws as a button too. */
function button(label: string, href: string): string {
  const anchor = `${font}display:block;font-size:20px;line-height:26px;font-weight:bold;text-align:center;text-decoration:none;`;
  const colours = `color:${light.onTeal};border:15px solid ${light.teal};border-radius:16px;`;
  const cell = `class="button" bgcolor="${light.teal}" style="background:${light.teal};border-radius:16px;"`;
  return `${table} style="margin:0 0 16px;"><tr><td ${cell}><a href="${escapeHtml(href)}" style="${anchor}${colours}">${escapeHtml(label)}</a></td></tr></table>`;
}

/** Another way in: the same form with an edge instead of a background. Outlook takes its room from the cell alone. */
function secondButton(label: string, href: string): string {
  const anchor = `${font}display:block;padding:12px 14px;font-size:18px;line-height:26px;font-weight:bold;text-align:center;text-decoration:none;`;
  const cell = `class="second" style="border:2px solid ${light.teal};border-radius:16px;mso-padding-alt:12px 14px;"`;
  return `${table} style="margin:0 0 20px;"><tr><td ${cell}>${link(href, escapeHtml(label), anchor)}</td></tr></table>`;
}

function render(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(words(block.text));
    case 'quiet':
      return paragraph(words(block.text), { soft: true });
    case 'heading':
      return `<h2 class="ink" style="margin:28px 0 10px;${font}font-size:20px;line-height:28px;color:${light.ink};">${escapeHtml(block.text)}</h2>`;
    case 'facts':
      return factsTable(block.rows);
    case 'button': {
      const shown = link(block.href, escapeHtml(block.href));
      return `${button(block.label, block.href)}${paragraph(`${escapeHtml(block.before)}<br>${shown}`, { soft: true, small: true })}`;
    }
    case 'link':
      return secondButton(block.label, block.href);
    case 'list': {
      const item = `margin:0 0 8px;${font}font-size:18px;line-height:28px;color:${light.ink};`;
      const items = block.items.map((text) => `<li class="ink" style="${item}">${escapeHtml(text)}</li>`);
      return `<ul style="margin:0 0 20px;padding:0 0 0 22px;">${items.join('')}</ul>`;
    }
    case 'call': {
      const [before = '', ...after] = block.sentences.join(' ').split(block.shown);
      const number = `<span style="white-space:nowrap;">${link(block.href, escapeHtml(block.shown), easyToHit)}</span>`;
      return paragraph(`${escapeHtml(before)}${number}${escapeHtml(after.join(block.shown))}`);
    }
    default:
      return block satisfies never;
  }
}

function footerOf({ organisation, phone, links }: MailDocument['footer']): string {
  // On a phone one below the other, else side by side; what stands between them must look right either way.
  const apart = 'display:inline-block;padding:10px 24px 10px 0;';
  const all = links.map(({ label, href }) => link(href, escapeHtml(label), apart)).join(' ');
  const lines = [escapeHtml(organisation), escapeHtml(phone), all].join('<br>');
  return paragraph(lines, { soft: true, small: true, gap: 0 });
}

/** A whole page. Everything a person typed is escaped. */
export function renderHtml(document: MailDocument): string {
  const { language, subject, title, greeting, blocks, footer } = document;
  const heading = `margin:0 0 20px;${font}font-size:28px;line-height:36px;color:${light.ink};`;
  const card = `background:${light.card};border:1px solid ${light.line};border-radius:20px;`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body class="paper" style="margin:0;padding:0;background:${light.paper};">
${table} class="paper" bgcolor="${light.paper}" style="background:${light.paper};"><tr><td align="center" style="padding:16px 8px;">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
${table} style="max-width:600px;"><tr><td class="card pad" bgcolor="${light.card}" style="${card}padding:32px;">
<h1 class="ink" style="${heading}">${escapeHtml(title)}</h1>
${paragraph(escapeHtml(greeting))}
${blocks.map(render).join('\n')}
</td></tr><tr><td class="pad" style="padding:20px 32px;">
${footerOf(footer)}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
