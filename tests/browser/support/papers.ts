/** Files that people open on the whiteboard: a small PDF with words, and a photo that a camera held sideways. */
import type { Page } from '@playwright/test';

/** A black bar as a fax machine would send it (ITU-T T.6): eight lines like the one above, and the end. */
const fax =
  '<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray ' +
  '/Filter [/ASCIIHexDecode /CCITTFaxDecode] /DecodeParms [null << /K -1 /Columns 8 /Rows 8 /BlackIs1 true >>] ' +
  '/Length 9 >>\nstream\nFF001001>\nendstream';

/** A PDF with one line of words on each page, in a font that it does not bring along, and a scanned bar below. */
export function pdfWith(...lines: string[]): Buffer {
  const pages = lines.map((_, at) => 5 + at * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${lines.length} /Kids [${pages.map((number) => `${number} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    fax,
    ...lines.flatMap((line, at) => {
      const content = `BT /F1 28 Tf 60 740 Td (${line}) Tj ET q 300 0 0 20 60 690 cm /Im0 Do Q`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${(pages[at] ?? 0) + 1} 0 R ` +
          '/Resources << /Font << /F1 3 0 R >> /XObject << /Im0 4 0 R >> >> >>',
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const begins = objects.map((object, at) => {
    const begin = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(begin).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${begins.join('')}`;
  return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
}

/** Exif 2.3 in an APP1 segment: orientation 6, "turn it clockwise". */
const turned = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');

/** A wide JPEG that its camera says is tall. */
export async function sidewaysPhoto(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 800);
    const brush = canvas.getContext('2d');
    if (!brush) return [];
    brush.fillStyle = '#3f6a58';
    brush.fillRect(0, 0, 1200, 800);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  const jpeg = Buffer.from(bytes);
  return Buffer.concat([jpeg.subarray(0, 2), turned, jpeg.subarray(2)]);
}
