/** Where drizzle-kit finds the tables and puts the migrations: `npx drizzle-kit generate --name <what>` in this folder. */
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './schema.ts',
    './schema-calendar-feeds.ts',
    './schema-companions.ts',
    './schema-letters.ts',
    './schema-mails.ts',
    './schema-mail-keys.ts',
    './schema-rules.ts',
    './schema-sign-in.ts',
    './schema-webhooks.ts',
    './schema-walk-ins.ts',
    './schema-statistics.ts',
  ],
  out: './migrations',
});
