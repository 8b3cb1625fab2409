// The body of a POST with a form: name and value pairs, within bounds of size and time.
import type { IncomingMessage } from 'node:http';
import { json, type Answer } from './respond.ts';

export type FormRead =
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly kind: 'refused'; readonly answer: Answer };

const mostBytes = 10 * 1024 * 1024;
const mostMillis = 30_000;

/** A body of another type has no pairs. */
export async function readForm(request: IncomingMessage): Promise<FormRead> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => request.destroy(), mostMillis);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes)
        return { kind: 'refused', answer: json(413, { status: 'error', errorType: 'bad_data', error: 'the form is larger than 10 MiB' }) };
      chunks.push(chunk);
    }
  } catch {
    return { kind: 'refused', answer: json(400, { status: 'error', errorType: 'bad_data', error: 'the form ended early' }) };
  } finally {
    clearTimeout(timer);
  }
  if (type !== 'application/x-www-form-urlencoded') return { kind: 'pairs', pairs: [] };
  return { kind: 'pairs', pairs: [...new URLSearchParams(Buffer.concat(chunks).toString('utf8'))] };
}
