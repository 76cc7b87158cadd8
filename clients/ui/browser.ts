/** Which browser a person sits in front of, as far as its help needs it: family, system, in-app or not. Pure. */

export type BrowserFamily =
  | 'chrome'
  | 'edge'
  | 'firefox'
  | 'safari'
  | 'chrome-android'
  | 'firefox-android'
  | 'samsung'
  | 'safari-ios'
  | 'other-ios'
  | 'other';
export type System = 'windows' | 'macos' | 'linux' | 'android' | 'ios' | 'other';

export interface Browser {
  family: BrowserFamily;
  system: System;
  /** The app whose built-in browser this is (`WhatsApp`), `app` for one we cannot name, undefined for a real browser. */
  inApp: string | undefined;
}

const apps: [RegExp, string][] = [
  [/WhatsApp/i, 'WhatsApp'],
  [/FBAN|FBAV|FB_IAB|FBIOS/, 'Facebook'],
  [/Messenger/i, 'Messenger'],
  [/Instagram/i, 'Instagram'],
  [/Telegram/i, 'Telegram'],
  [/\bGSA\//, 'Google'],
  [/LinkedInApp/i, 'LinkedIn'],
  [/Snapchat/i, 'Snapchat'],
  [/MicroMessenger/i, 'WeChat'],
  [/\bLine\//, 'Line'],
];

function system(agent: string, touchPoints: number): System {
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1)) return 'ios';
  if (/Android/.test(agent)) return 'android';
  if (/Windows/.test(agent)) return 'windows';
  if (/Macintosh/.test(agent)) return 'macos';
  return /Linux|X11|CrOS/.test(agent) ? 'linux' : 'other';
}

function inApp(agent: string, on: System): string | undefined {
  const named = apps.find(([pattern]) => pattern.test(agent));
  if (named) return named[1];
  if (on === 'android' && /; wv\)/.test(agent)) return 'app';
  // A web view on iOS does not carry Safari's own version mark.
  if (on === 'ios' && !/Safari\/|CriOS|FxiOS|EdgiOS/.test(agent)) return 'app';
  return undefined;
}

function family(agent: string, on: System): BrowserFamily {
  if (on === 'ios') return /CriOS|FxiOS|EdgiOS/.test(agent) ? 'other-ios' : 'safari-ios';
  if (on === 'android') {
    if (/SamsungBrowser/.test(agent)) return 'samsung';
    if (/Firefox/.test(agent)) return 'firefox-android';
    return /Chrome/.test(agent) ? 'chrome-android' : 'other';
  }
  if (/Edg\//.test(agent)) return 'edge';
  if (/Firefox/.test(agent)) return 'firefox';
  if (/Chrome/.test(agent)) return 'chrome';
  return /Safari/.test(agent) ? 'safari' : 'other';
}

/** Reads a user-agent string; `touchPoints` tells an iPad that says it is a Mac. */
export function browserOf(agent: string, touchPoints = 0): Browser {
  const on = system(agent, touchPoints);
  return { family: family(agent, on), system: on, inApp: inApp(agent, on) };
}
