/** Whether this browser lets a page show a screen; phones and tablets do not. */

/** What is looked at, of `navigator`. */
export interface ScreenMeans {
  mediaDevices?: { getDisplayMedia?: unknown } | undefined;
}

/** Known before anybody is asked (W3C Screen Capture §5.1). */
export const canShowScreen = (means: ScreenMeans = navigator): boolean =>
  typeof means.mediaDevices?.getDisplayMedia === 'function';
