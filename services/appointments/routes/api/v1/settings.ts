/** `/api/v1/settings`, `/api/v1/texts`: what the organisation sets itself, its sentences for guests, and who changed what. */
import { HouseChanges, SettingsChange, SettingsView, TextsChange, TextsView } from '@visavis/shared';
import type { Context } from '../../../context.ts';
import { endpoint } from '../../../endpoint.ts';
import { readRules, type WrittenRules } from '../../../rules/living-rules.ts';
import { installationOf } from '../../../rules/own-settings.ts';
import { readChanges, writeSettings, writeTexts } from '../../../rules/write-rules.ts';

const settingsView = (context: Context, { revision, own }: WrittenRules): SettingsView => ({
  revision,
  own,
  installation: installationOf(context.rules.installation),
});
const textsView = ({ revision, texts }: WrittenRules): TextsView => ({ revision, texts });

const settings = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/settings',
    summary: 'What the organisation has set itself, and what the installation is set to.',
    access: 'governing',
    status: 200,
    answer: SettingsView,
    errors: ['not-signed-in'],
    handle: async () => settingsView(context, await readRules(context.db)),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/v1/settings',
    summary: 'Replaces what the organisation has set itself; it holds at once, on every instance.',
    access: 'governing',
    body: SettingsChange,
    status: 200,
    answer: SettingsView,
    errors: ['bad-request', 'not-signed-in', 'origin-refused', 'conflict'],
    handle: async ({ advisor: by, body }) => {
      const change = { ...body, by, nowMs: context.clock.now() };
      const written = await writeSettings(context.db, context.rules, change);
      context.log.info('settings changed');
      return settingsView(context, written);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/settings/changes',
    summary: 'Who changed settings, texts, terms and advisors in the last 90 days.',
    access: 'governing',
    status: 200,
    answer: HouseChanges,
    errors: ['not-signed-in'],
    handle: async () => ({ changes: await readChanges(context.db) }),
  }),
];

const texts = (context: Context) => [
  endpoint({
    method: 'GET',
    path: '/api/v1/texts',
    summary: "The organisation's own sentences for guests.",
    access: 'lead',
    status: 200,
    answer: TextsView,
    errors: ['not-signed-in'],
    handle: async () => textsView(await readRules(context.db)),
  }),
  endpoint({
    method: 'PUT',
    path: '/api/v1/texts',
    summary: 'Replaces them; they are shown at once, on every instance.',
    access: 'lead',
    body: TextsChange,
    status: 200,
    answer: TextsView,
    errors: ['bad-request', 'not-signed-in', 'origin-refused', 'conflict'],
    handle: async ({ advisor: by, body }) => {
      const written = await writeTexts(context.db, { ...body, by, nowMs: context.clock.now() });
      context.log.info('texts changed');
      return textsView(written);
    },
  }),
];

export const settingsEndpoints = (context: Context) => [...settings(context), ...texts(context)];
