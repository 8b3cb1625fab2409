// The body of a POST with a form: name and value pairs, within bounds of size and time.
import type { IncomingMessage } from 'node:http';

export type FormRead =
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string };

const mostBytes = 10 * 1024 * 1024;
const mostMillis = 30_000;

/** A body of another type has no pairs. What is too long is read to its end and thrown away, so that the answer arrives. */
export function readForm(request: IncomingMessage): Promise<FormRead> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (status: number, reason: string): void => settle({ kind: 'refused', status, reason });
    const timer = setTimeout(() => refuse(408, 'the form took longer than 30 s'), mostMillis);
    const settle = (read: FormRead): void => {
      clearTimeout(timer);
      chunks.length = 0;
      resolve(read);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) refuse(413, 'the form is larger than 10 MiB');
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const text = type === 'application/x-www-form-urlencoded' ? Buffer.concat(chunks).toString('utf8') : '';
      settle({ kind: 'pairs', pairs: [...new URLSearchParams(text)] });
    });
    request.on('error', () => refuse(400, 'the form ended early'));
    request.on('close', () => refuse(400, 'the form ended early'));
  });
}
