/** The organisation's accent colour, made dark or light enough to be read, set without any inline style in the page. */

type Rgb = [red: number, green: number, blue: number];

const paperLight: Rgb = [0xf1, 0xeb, 0xdf];
const paperDark: Rgb = [0x1d, 0x36, 0x36];
const wanted = 7.05;

/** `#rgb` or `#rrggbb` as three numbers from 0 to 255; undefined for anything else. */
export function parseColour(text: string): Rgb | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  const [, red = '', green = '', blue = ''] = short ?? long ?? [];
  if (!red) return undefined;
  const value = (digits: string) => Number.parseInt(short ? digits + digits : digits, 16);
  return [value(red), value(green), value(blue)];
}

/** Relative luminance (WCAG 2.2, definition), 0 to 1. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio (WCAG 2.2, definition), 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** `colour` moved towards black or white, as little as needed to be read on `paper` at 7:1. */
function readable(colour: Rgb, paper: Rgb, towards: Rgb): Rgb {
  for (let step = 0; step <= 50; step++) {
    const mixed = colour.map((value, i) => Math.round(value + ((towards[i] ?? 0) - value) * (step / 50))) as Rgb;
    if (contrast(mixed, paper) >= wanted) return mixed;
  }
  return towards;
}

const toHex = (colour: Rgb): string => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

/** The accent for light and for dark pages, both readable as text; undefined when `accent` is no colour. */
export function accentPair(accent: string): { light: string; dark: string } | undefined {
  const colour = parseColour(accent);
  if (!colour) return undefined;
  return {
    light: toHex(readable(colour, paperLight, [0, 0, 0])),
    dark: toHex(readable(colour, paperDark, [255, 255, 255])),
  };
}

/** Puts the organisation's accent on the page through the CSSOM, which `style-src 'self'` allows. */
export function applyAccent(accent: string | undefined, root: HTMLElement = document.documentElement): void {
  const pair = accent === undefined ? undefined : accentPair(accent);
  if (!pair) return;
  root.style.setProperty('--accent-light', pair.light);
  root.style.setProperty('--accent-dark', pair.dark);
}
