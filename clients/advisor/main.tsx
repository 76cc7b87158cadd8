/** Starts the advisor's page: takes the sign-in token out of the address, then shows the day. */
import { render } from 'preact';
import { App } from './app.tsx';
import { realParts } from './real-parts.ts';
import { takeSignInFailure, takeSignInToken } from './session.ts';

const place = document.getElementById('app');
if (place !== null) {
  const token = takeSignInToken(location, history);
  const failure = takeSignInFailure(location, history);
  render(<App parts={realParts()} token={token} failure={failure} browserLanguages={navigator.languages} />, place);
}
