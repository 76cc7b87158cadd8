/** Why a microphone or camera cannot be used, told apart from what browsers throw, so that the page can name a remedy. */
import type { MediaProblem } from './call-view.ts';

/** The device a page asks for. */
export type MediaKind = 'microphone' | 'camera';

/** What a browser says about itself, passed in so that tests can be any browser. */
export interface MediaSurroundings {
  devices: MediaDevices | undefined;
  isSecureContext: boolean;
  userAgent: string;
  /** State of the site's permission; `undefined` where the browser does not tell. Rejects never. */
  permission(kind: MediaKind): Promise<PermissionState | undefined>;
}

/** Apps that show a mail's link in a window of their own, in which devices are missing or always refused. */
const inAppBrowsers = [
  /FBAN|FBAV|FB_IAB/,
  /Instagram/,
  /WhatsApp/,
  /\bLine\//,
  /MicroMessenger/,
  /Snapchat/,
  /musical_ly|BytedanceWebview|TikTok/,
  /Twitter(Android| for i)/,
  /LinkedInApp/,
  /Pinterest/,
  /\bGSA\//,
  /; wv\)/,
  /\((iPhone|iPad|iPod)(?!.*Safari\/)/,
];

/** Whether the page was opened inside another app: offer "open in browser" and copy the link. */
export const isInAppBrowser = (userAgent: string): boolean => inAppBrowsers.some((mark) => mark.test(userAgent));

/** What stands in the way before anybody is asked; `undefined` when asking makes sense. */
export function mediaObstacle({ devices, isSecureContext, userAgent }: MediaSurroundings): MediaProblem | undefined {
  if (devices && typeof devices.getUserMedia === 'function') return undefined;
  if (!isSecureContext) return 'insecure-page';
  return isInAppBrowser(userAgent) ? 'in-app-browser' : 'unsupported';
}

/** The name of what `getUserMedia` rejected with (W3C Media Capture §10.2), or the empty string. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '');

/** The cause behind a rejected `getUserMedia` for this device. Rejects never. */
export async function mediaProblem(
  error: unknown,
  kind: MediaKind,
  surroundings: MediaSurroundings,
): Promise<MediaProblem> {
  switch (errorName(error)) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return refusal(error instanceof Error ? error.message : '', kind, surroundings);
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'not-found';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    case 'TypeError':
    case 'NotSupportedError':
      return surroundings.isSecureContext ? 'unsupported' : 'insecure-page';
    default:
      return 'unknown';
  }
}

// Chromium names the system in its message. Elsewhere a site that is allowed and still refused can only mean the system.
async function refusal(message: string, kind: MediaKind, surroundings: MediaSurroundings): Promise<MediaProblem> {
  if (isInAppBrowser(surroundings.userAgent)) return 'in-app-browser';
  if (/by system/i.test(message)) return 'blocked-by-system';
  if (/dismissed/i.test(message)) return 'dismissed';
  const state = await surroundings.permission(kind);
  if (state === 'granted') return 'blocked-by-system';
  return state === 'prompt' ? 'dismissed' : 'blocked-by-site';
}
