/** What happens to a page around a third person, as events for its machine. */
import type { Incarnation, LinkSecret } from '@visavis/shared';

const id = (name: string) => name as Incarnation;
export const link = { name: 'Aylin', kind: 'interpreter', secret: 'k1' as LinkSecret } as const;
export const otherLink = { ...link, secret: 'k2' as LinkSecret };
export const main = (incarnation: string, isProven = true) =>
  ({ type: 'main', main: { incarnation: id(incarnation), isProven } }) as const;
export const introduce = (incarnation: string, secret = link.secret) =>
  ({
    type: 'told',
    message: {
      kind: 'introduce',
      seat: 'companion',
      incarnation: id(incarnation),
      name: 'Aylin',
      as: 'interpreter',
      secret,
    },
  }) as const;
export const agree = (incarnation: string, agreed: boolean) =>
  ({ type: 'told', message: { kind: 'agree', incarnation: id(incarnation), agreed } }) as const;
export const admit = (standing: 'asked' | 'agreed' | 'refused', by?: 'advisor' | 'guest') =>
  ({ type: 'told', message: { kind: 'admit', as: 'carer', standing, ...(by && { by }) } }) as const;
export const here = (incarnation: string) => ({ type: 'here', incarnation: id(incarnation) }) as const;
export const heard = (incarnation: string) => ({ type: 'heard', incarnation: id(incarnation) }) as const;
export const answer = (agreed: boolean) => ({ type: 'answer', agreed }) as const;
export const expected = { type: 'expect', link } as const;
