/** What the pages of a lead ask of the service: settings, advisors, sentences, terms, receivers of messages, and who changed what. */
import {
  type AdvisorChange,
  AdvisorEntry,
  AdvisorList,
  AheadList,
  HouseChanges,
  type Language,
  type OwnSettings,
  PassedOn,
  type PassOn,
  PersonErased,
  PersonExport,
  PersonFound,
  type PersonKey,
  SettingsView,
  TermsList,
  type TermsTexts,
  TextsView,
  WrittenTerms,
} from '@visavis/shared';
import { apiRequest, type Fetch } from '@visavis/ui';
import * as v from 'valibot';
import { makeWebhooksApi, type WebhooksApi } from './webhooks-api.ts';

/** Every call rejects with an `ApiError` and nothing else; `conflict`: somebody else was faster. */
export interface LeadApi extends WebhooksApi {
  settings(): Promise<SettingsView>;
  saveSettings(revision: number, own: OwnSettings): Promise<SettingsView>;
  changes(): Promise<HouseChanges>;
  advisors(): Promise<AdvisorList>;
  /** `forbidden`: one's own account; `conflict`: the last who is active. */
  changeAdvisor(id: string, change: AdvisorChange): Promise<AdvisorEntry>;
  /** What could be passed on, and what of it fits. */
  ahead(id: string, successor: string): Promise<AheadList>;
  passOn(id: string, wish: PassOn): Promise<PassedOn>;
  texts(): Promise<TextsView>;
  saveTexts(revision: number, texts: TextsView['texts']): Promise<TextsView>;
  terms(): Promise<TermsList>;
  /** One that was written here. */
  oneTerms(version: string): Promise<WrittenTerms>;
  saveTerms(version: string, texts: TermsTexts): Promise<WrittenTerms>;
  /** From a moment on, milliseconds since 1970; at once when it has passed. */
  publishTerms(version: string, fromMs: number): Promise<WrittenTerms>;
  withdrawTerms(version: string): Promise<void>;
  /** What there is of one person, in counts. */
  findPerson(person: PersonKey, language: Language): Promise<PersonFound>;
  exportPerson(person: PersonKey, language: Language): Promise<PersonExport>;
  /** For good; `conflict` while an appointment stands. */
  erasePerson(person: PersonKey): Promise<PersonErased>;
}

/** The API over any `fetch`. */
export function makeLeadApi(fetch: Fetch): LeadApi {
  const base = '/api/v1';
  const get = <S extends v.GenericSchema>(path: string, answer: S) =>
    apiRequest(fetch, { method: 'GET', path: base + path, answer });
  const put = <S extends v.GenericSchema>(path: string, body: unknown, answer: S) =>
    apiRequest(fetch, { method: 'PUT', path: base + path, body, answer });
  const post = <S extends v.GenericSchema>(path: string, body: unknown, answer: S) =>
    apiRequest(fetch, { method: 'POST', path: base + path, body, answer });
  const advisor = (id: string) => `/advisors/${encodeURIComponent(id)}`;
  const one = (version: string) => `/terms/${encodeURIComponent(version)}`;
  return {
    ...makeWebhooksApi(fetch),
    settings: () => get('/settings', SettingsView),
    saveSettings: (revision, own) => put('/settings', { revision, own }, SettingsView),
    changes: () => get('/settings/changes', HouseChanges),
    advisors: () => get('/advisors', AdvisorList),
    changeAdvisor: (id, change) =>
      apiRequest(fetch, { method: 'PATCH', path: base + advisor(id), body: change, answer: AdvisorEntry }),
    ahead: (id, successor) => get(`${advisor(id)}/ahead?successor=${encodeURIComponent(successor)}`, AheadList),
    passOn: (id, wish) => post(`${advisor(id)}/pass-on`, wish, PassedOn),
    texts: () => get('/texts', TextsView),
    saveTexts: (revision, texts) => put('/texts', { revision, texts }, TextsView),
    terms: () => get('/terms', TermsList),
    oneTerms: (version) => get(one(version), WrittenTerms),
    saveTerms: (version, texts) => put(one(version), { texts }, WrittenTerms),
    publishTerms: (version, fromMs) =>
      post(`${one(version)}/publish`, { validFrom: new Date(fromMs).toISOString() }, WrittenTerms),
    findPerson: (person, language) => post('/people/search', { person, language }, PersonFound),
    exportPerson: (person, language) => post('/people/export', { person, language }, PersonExport),
    erasePerson: (person) => post('/people/erase', { person }, PersonErased),
    withdrawTerms: async (version) => {
      await apiRequest(fetch, { method: 'DELETE', path: base + one(version), answer: v.unknown() });
    },
  };
}
