/** Hands the telephone of a conversation to its sign on the stage and to its tool. */
import type { CallView, Telephone, TelephoneView } from '@visavis/call';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useView } from '../../../use-view.ts';
import { withoutSound } from './without-sound.ts';

export interface TelephonePlace {
  telephone: Telephone;
  /** Whose page this is: the one is called, the other calls. */
  seat: 'advisor' | 'guest';
  /** Whom a guest may call themselves. */
  helpPhone: string | undefined;
}

const none: TelephonePlace = {
  telephone: {
    view: { way: 'browser', by: 'own', number: undefined, isKnown: false, isTold: false },
    subscribe: () => () => undefined,
    ask: () => false,
    switchOver: () => undefined,
    back: () => undefined,
    close: () => undefined,
  },
  seat: 'guest',
  helpPhone: undefined,
};

export const TelephoneContext = createContext<TelephonePlace>(none);

/** The call as the page speaks of it: on the telephone not of microphones that are off, nor of voices that do not come. */
export function useSpoken(view: CallView): CallView {
  const { way } = useTelephone().view;
  return way === 'telephone' ? withoutSound(view) : view;
}

/** The telephone of this conversation with its view of now. */
export function useTelephone(): TelephonePlace & { view: TelephoneView } {
  const place = useContext(TelephoneContext);
  return { ...place, view: useView(place.telephone) };
}
