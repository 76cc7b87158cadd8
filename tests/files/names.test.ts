/** Names of files: what is shown hides nothing, and what can do harm is named as such. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dangerOf } from '../../clients/call/files/file-danger.ts';
import { endingOf, shownName } from '../../clients/call/files/file-name.ts';

describe('a name', () => {
  it.each([
    ['Bescheid 2026.pdf', 'Bescheid 2026.pdf'],
    ['Übersicht für Käthe.docx', 'Übersicht für Käthe.docx'],
    ['Rechnung\u202Efdp.exe', 'Rechnungfdp.exe'],
    ['Foto\u2066\u200B\u00AD.jpg', 'Foto.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\win.ini', 'C__Windows_win.ini'],
    ['a\u0000b\nc\u2028d.txt', 'abcd.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['  Brief  an   alle .pdf', 'Brief an alle .pdf'],
    ['.htaccess', 'htaccess'],
    ['Programm.exe. . .', 'Programm.exe'],
    ['\u202E\u200F', '_'],
    ['', '_'],
    ['Z\u0300\u0301\u0302\u0303\u0304\u0305algo.txt', 'Z\u0300\u0301\u0302algo.txt'],
    ['\u{1F600}\u{E000}.png', '\u{1F600}.png'],
  ])('%j is shown as %j', (given, shown) => {
    expect(shownName(given)).toBe(shown);
  });

  it('keeps its ending when it is cut', () => {
    const shown = shownName(`${'sehr '.repeat(60)}lang.pdf.exe`);
    expect([...shown]).toHaveLength(120);
    expect(endingOf(shown)).toBe('exe');
  });

  it('is short, whole, harmless and the same when it is made safe again, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 255 }), (given) => {
        const shown = shownName(given);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]/u);
        expect([...shown].length).toBeGreaterThan(0);
        expect([...shown].length).toBeLessThanOrEqual(120);
        expect(shown).not.toMatch(/^[\s.]|[\s.]$/);
      }),
    );
  });
});

describe('danger', () => {
  it.each([
    ['Bescheid.pdf.exe', 'program'],
    ['Anleitung.HTML', 'page'],
    ['logo.svg', 'page'],
    ['Antrag.docm', 'macro'],
    ['Antrag.doc', 'macro'],
    ['start.ps1', 'script'],
    ['Rechnung.pdf.lnk', 'shortcut'],
    ['Bilder.iso', 'image'],
    ['Bilder.zip', 'image'],
    [shownName('Rechnung\u202Efdp.exe'), 'program'],
    [shownName('Programm.exe. . .'), 'program'],
  ])('%s is named %s', (name, danger) => {
    expect(dangerOf(name)).toBe(danger);
  });

  it.each(['Bescheid.pdf', 'Foto.jpeg', 'Antrag.docx', 'Tabelle.xlsx', 'notiz.txt', 'exe', '.exe'])(
    '%s is named none',
    (name) => {
      expect(dangerOf(name)).toBeUndefined();
    },
  );
});
