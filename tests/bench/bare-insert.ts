/** The measured process that is the barest service over a database: Fastify, `pg`, one insert a request, no checks. It loads nothing of ours. */
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('create table entries (id text primary key, body text not null, made_at timestamptz not null)');
const app = Fastify();
app.post('/entries', async (request) => {
  const id = randomUUID();
  await pool.query('insert into entries values ($1, $2, now())', [id, JSON.stringify(request.body)]);
  return { id };
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`at ${address}`);
