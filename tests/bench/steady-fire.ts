/** Sends requests at a steady rate, whatever the answers do, and tells how long each took from the moment at which it was due. */
import { Agent, request } from 'node:http';
import { setTimeout as until } from 'node:timers/promises';

export interface Shot {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Hit {
  status: number;
  /** Milliseconds from when it was due to the last byte of the answer: waiting in our own queue counts. */
  tookMs: number;
  text: string;
}

function send(agent: Agent, url: string, { path, headers, body }: Shot): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const options = {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': length },
    };
    const sent = request(`${url}${path}`, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** `perSecond` of `shots` until none is left; resolves when the last one is answered. */
export async function fire(url: string, perSecond: number, shots: readonly Shot[]): Promise<Hit[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const beganMs = performance.now();
  const flying: Promise<Hit>[] = [];
  const one = async (shot: Shot, dueMs: number): Promise<Hit> => {
    const answer = await send(agent, url, shot);
    return { ...answer, tookMs: performance.now() - dueMs };
  };
  while (flying.length < shots.length) {
    const due = Math.min(shots.length, Math.floor(((performance.now() - beganMs) * perSecond) / 1000) + 1);
    for (let index = flying.length; index < due; index++) {
      const shot = shots[index];
      if (shot) flying.push(one(shot, beganMs + (index * 1000) / perSecond));
    }
    await until(1);
  }
  const hits = await Promise.all(flying);
  agent.destroy();
  return hits;
}
