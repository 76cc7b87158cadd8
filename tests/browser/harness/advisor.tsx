/** Shows one scene of the advisor's page: `advisor.html#<scene>.<language>`. Tests read the names from `window.advisorScenes`. */
import { render } from 'preact';
import { App } from '../../../clients/advisor/app.tsx';
import { remember } from '../../../clients/advisor/memory.ts';
import { advisorParts } from './advisor-parts.ts';
import { advisorScenes } from './advisor-scenes.ts';

declare global {
  interface Window {
    advisorScenes: string[];
  }
}

window.advisorScenes = Object.keys(advisorScenes);
const [name = '', language = 'de'] = location.hash.slice(1).split('.');
const scene = advisorScenes[name]?.();
const root = document.getElementById('app');
if (scene && root) {
  const parts = advisorParts(scene);
  remember(parts.memory, 'language', language);
  render(<App parts={parts} token={scene.token} browserLanguages={[]} />, root);
}
