/** `node scripts/protocol-schema.ts` writes the protocol as JSON Schema, for those who do not speak TypeScript. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import {
  BrowserMessage,
  closeCodes,
  errorCodes,
  PeerMessage,
  PodMessage,
  ResumeClaims,
  TicketClaims,
} from '@visavis/shared';

/** The schema as it belongs into `shared/protocol.schema.json`, with a line end. */
export function protocolSchema(): string {
  const define = (schema: Parameters<typeof toJsonSchema>[0]) => {
    // Own checks (a decoded length, say) have no JSON Schema; the pattern beside them still stands.
    const { $schema: _dialect, ...definition } = toJsonSchema(schema, { errorMode: 'ignore' });
    return definition;
  };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:visavis:protocol:1',
    title: 'Vis-à-vis protocol, version 1',
    $defs: {
      BrowserMessage: define(BrowserMessage),
      PodMessage: define(PodMessage),
      PeerMessage: define(PeerMessage),
      TicketClaims: define(TicketClaims),
      ResumeClaims: define(ResumeClaims),
      ErrorCode: { enum: errorCodes },
      CloseCode: { enum: Object.keys(closeCodes).map(Number) },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(new URL('../shared/protocol.schema.json', import.meta.url), protocolSchema());
}
