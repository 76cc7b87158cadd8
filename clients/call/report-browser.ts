/** Which browser this is, as coarsely as operators need it: family, major version, computer or phone. Pure. */
import type { BrowserFamily, SetupReport } from '@visavis/shared';

export type BrowserFacts = Pick<SetupReport, 'browser' | 'major' | 'device'>;

/** In this order: most of them call themselves by their neighbours' names as well. */
const marks: readonly (readonly [RegExp, BrowserFamily])[] = [
  [/(?:Edg|EdgA|EdgiOS)\/(\d+)/, 'edge'],
  [/OPR\/(\d+)/, 'opera'],
  [/SamsungBrowser\/(\d+)/, 'samsung'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'chromium'],
  [/Version\/(\d+)[.\d]* (?:Mobile\/\w+ )?Safari/, 'safari'],
];

/** Reads a user-agent string; `touchPoints` tells a tablet that says it is a Mac. Tablets count as phones. */
export function browserFacts(agent: string, touchPoints = 0): BrowserFacts {
  const isPhone = /Mobi|Android|iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);
  for (const [mark, browser] of marks) {
    const major = Number(mark.exec(agent)?.[1] ?? Number.NaN);
    if (major >= 0 && major <= 999) return { browser, major, device: isPhone ? 'phone' : 'computer' };
  }
  return { browser: 'other', major: 0, device: isPhone ? 'phone' : 'computer' };
}
