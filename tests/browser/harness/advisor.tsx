/**
 * Shows scenes of the advisor's page: first that of `advisor.html#<scene>.<language>`, then any other by
 * `window.advisorGallery.show`. Tests read the names from `window.advisorGallery.scenes`.
 */
import { render } from 'preact';
import { App } from '../../../clients/advisor/app.tsx';
import { remember } from '../../../clients/advisor/memory.ts';
import { advisorParts } from './advisor-parts.ts';
import { advisorScenes } from './advisor-scenes.ts';
import { stopDrawing } from './fake-call.ts';
import { stillness } from './stillness.ts';

declare global {
  interface Window {
    advisorGallery: { scenes: string[]; show(address: string): Promise<void> };
  }
}

/** Takes away whatever was shown and kept, then shows `<scene>.<language>` to somebody new; resolves when it stands still. */
async function show(address: string): Promise<void> {
  const [name = '', language = 'de'] = address.split('.');
  const root = document.getElementById('app');
  if (!root) return;
  render(null, root);
  stopDrawing();
  localStorage.clear();
  sessionStorage.clear();
  scrollTo(0, 0);
  const scene = advisorScenes[name]?.();
  if (!scene) return;
  const parts = advisorParts(scene);
  remember(parts.memory, 'language', language);
  render(<App parts={parts} token={scene.token} browserLanguages={[]} />, root);
  await stillness();
}

window.advisorGallery = { scenes: Object.keys(advisorScenes), show };
void show(location.hash.slice(1));
