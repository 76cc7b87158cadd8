/** Figures for the help desk: what the software went through, in rows that can be copied; no address, no name. */
import type { Call, CallView } from '@visavis/call';
import { useState } from 'preact/hooks';
import { Button } from '../button.tsx';
import { Announcement } from '../frame.tsx';
import { type CallTexts, useCallTexts } from '../texts/call.ts';
import { type UiTexts, useUiTexts } from '../texts/index.ts';
import { useView } from '../use-view.ts';

type Row = [name: string, value: string | number];

/** What there is to read out or to copy; `agent` is how the browser calls itself. */
export function detailRows(view: CallView, agent: string, texts: CallTexts, words: UiTexts['words']): Row[] {
  const { details, signalling, transport, incident } = view;
  const { none, nothing } = texts.details;
  const mends = (details.mends ?? []).map(
    ({ what, why, asked, at }) =>
      `${new Date(at).toISOString().slice(11, 19)} ${what} ${why}${asked ? ' (asked)' : ''}`,
  );
  return [
    [words.incident, incident ?? none],
    [texts.details.path, texts.details.paths[details.path]],
    [texts.details.codec, details.codec ?? none],
    [texts.details.signalling, signalling],
    [texts.details.transport, transport],
    [texts.details.restarts, details.restarts],
    [texts.details.rebuilds, details.rebuilds],
    [texts.details.mends, mends.join(', ') || nothing],
    [texts.details.reconnects, details.reconnects],
    [texts.details.dropped, details.dropped],
    [texts.details.causes, view.causes?.join(', ') || nothing],
    [texts.details.frozen, details.frozenMs === undefined ? nothing : `${Math.round(details.frozenMs / 1000)} s`],
    [texts.details.browser, agent],
  ];
}

/** Closed until somebody asks for them. */
export function Details(props: { call: Call }) {
  const texts = useCallTexts();
  const { words } = useUiTexts();
  const view = useView(props.call);
  const [isCopied, setCopied] = useState(false);
  const rows = detailRows(view, navigator.userAgent, texts, words);
  const copy = () =>
    navigator.clipboard.writeText(rows.map(([name, value]) => `${name}: ${value}`).join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <details class="help-desk fold">
      <summary>{texts.panel.details}</summary>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="numbers">{value}</dd>
          </div>
        ))}
      </dl>
      <Button kind="plain" icon={isCopied ? 'check' : 'copy'} small onClick={() => void copy()}>
        {isCopied ? words.copied : words.copy}
      </Button>
      <Announcement>{isCopied ? words.copied : ''}</Announcement>
    </details>
  );
}
