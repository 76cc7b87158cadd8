/** Takes a session description apart, strictly: what two parsers could read differently is no description at all. */

/** One section: the session's own (`media` undefined) or that of an `m=` line. */
export interface SdpSection {
  readonly media: SdpMedia | undefined;
  readonly attributes: readonly SdpAttribute[];
  /** Values of `c=` lines. */
  readonly connections: readonly string[];
}

/** An `m=` line (RFC 8866 §5.14). */
export interface SdpMedia {
  readonly kind: string;
  readonly protocol: string;
  readonly formats: readonly string[];
}

export interface SdpAttribute {
  readonly name: string;
  readonly value: string;
}

export interface Sdp {
  readonly session: SdpSection;
  readonly sections: readonly SdpSection[];
}

const linePattern = /^([vostcmab])=([\x20-\x7e]+)$/;
const attributePattern = /^([a-z0-9-]+)(?::(.*))?$/;
const mediaPattern = /^([a-z]+) \d{1,5} ([A-Za-z/]+)((?: [A-Za-z0-9-]+)+)$/;

interface OpenSection {
  media: SdpMedia | undefined;
  attributes: SdpAttribute[];
  connections: string[];
}

/**
 * Undefined unless every line is `x=…` of a kind browsers write, in printable ASCII, ended by CRLF, with attribute names in
 * lower case. (Firefox reads names in any case and some parsers take a bare CR for an end of line.)
 */
export function parseSdp(text: string): Sdp | undefined {
  if (!text.endsWith('\r\n')) return undefined;
  const [first, ...rest] = text.slice(0, -2).split('\r\n');
  if (first !== 'v=0') return undefined;
  const session: OpenSection = { media: undefined, attributes: [], connections: [] };
  const sections: OpenSection[] = [];
  for (const line of rest) {
    const [, kind = '', value = ''] = linePattern.exec(line) ?? [];
    const current = sections.at(-1) ?? session;
    if (kind === '' || kind === 'v') return undefined;
    if (kind === 'm') {
      const media = parseMedia(value);
      if (media === undefined) return undefined;
      sections.push({ media, attributes: [], connections: [] });
    } else if (kind === 'a') {
      const match = attributePattern.exec(value);
      if (match === null) return undefined;
      current.attributes.push({ name: match[1] ?? '', value: match[2] ?? '' });
    } else if (kind === 'c') current.connections.push(value);
  }
  return { session, sections };
}

function parseMedia(value: string): SdpMedia | undefined {
  const [, kind, protocol, formats] = mediaPattern.exec(value) ?? [];
  if (kind === undefined || protocol === undefined || formats === undefined) return undefined;
  return { kind, protocol, formats: formats.trim().split(' ') };
}

/** Values of every attribute `name` in a section. */
export const attributeValues = (section: SdpSection, name: string): string[] =>
  section.attributes.filter((attribute) => attribute.name === name).map((attribute) => attribute.value);
