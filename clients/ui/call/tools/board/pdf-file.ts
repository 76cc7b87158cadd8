/** Writes a PDF whose pages are pictures (ISO 32000-1, 7.5): a header, objects, a table of where they begin, a trailer. */

/** A JPEG that fills its page. */
export interface PdfPicture {
  jpeg: Uint8Array<ArrayBuffer>;
  /** In pixels. */
  width: number;
  height: number;
}

/** Points of 1/72 inch: the long side of A4. */
const longSide = 842;
const encoder = new TextEncoder();

/** A text string in UTF-16BE with its mark (ISO 32000-1, 7.9.2.2), as hexadecimal digits. */
const textString = (text: string): string =>
  `<FEFF${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('')}>`;

type Part = string | Uint8Array<ArrayBuffer>;

/** The three objects of one page: page, content, picture; `first` is the number of the page's own. */
function pageObjects({ jpeg, width, height }: PdfPicture, first: number): Part[][] {
  const scale = longSide / Math.max(width, height);
  const [w, h] = [(width * scale).toFixed(2), (height * scale).toFixed(2)];
  const draw = `q ${w} 0 0 ${h} 0 0 cm /Im0 Do Q`;
  return [
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${first + 1} 0 R ` +
        `/Resources << /XObject << /Im0 ${first + 2} 0 R >> >> >>`,
    ],
    [`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB ` +
        `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
  ];
}

/** The whole file. `language` as in BCP 47. */
export function pdfOf(pages: readonly PdfPicture[], title: string, language: string): Blob {
  const firstPage = 4;
  const numbers = pages.map((_, at) => firstPage + at * 3);
  const objects: Part[][] = [
    [
      `<< /Type /Catalog /Pages 2 0 R /Lang (${language.replace(/[^A-Za-z-]/g, '')}) ` +
        '/ViewerPreferences << /DisplayDocTitle true >> >>',
    ],
    [`<< /Type /Pages /Count ${pages.length} /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] >>`],
    [`<< /Title ${textString(title)} >>`],
    ...pages.flatMap((page, at) => pageObjects(page, numbers[at] ?? 0)),
  ];
  const file: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const put = (...parts: Part[]) => {
    for (const part of parts) {
      const bytes = typeof part === 'string' ? encoder.encode(part) : part;
      file.push(bytes);
      length += bytes.length;
    }
  };
  put('%PDF-1.4\n');
  const begins = objects.map((parts, at) => {
    const begin = length;
    put(`${at + 1} 0 obj\n`, ...parts, '\nendobj\n');
    return begin;
  });
  const table = length;
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  put(...begins.map((begin) => `${String(begin).padStart(10, '0')} 00000 n \n`));
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(file, { type: 'application/pdf' });
}
