// Answers with the headers that every answer of the surface carries.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** Pieces are sent as they come; their length is not told. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends headers and body; for HEAD only the headers. Not cached unless the answer says otherwise. */
export async function respond(response: ServerResponse, answer: Answer): Promise<void> {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const whole = body instanceof Uint8Array;
  response.writeHead(answer.status, {
    ...always,
    'Cache-Control': 'no-store',
    'Content-Type': answer.type,
    ...(whole ? { 'Content-Length': body.byteLength } : {}),
    ...answer.headers,
  });
  if (response.req.method === 'HEAD') response.end();
  else if (whole) response.end(body);
  // A client sees by the missing end that something failed on the way, or hangs up itself.
  else await pipeline(Readable.from(body), response);
}

export function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n`, headers };
}

export function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
