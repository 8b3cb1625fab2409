// `/prometheus/api/v1/…`: a GET or a POST with a form, handed to the engine as pairs.
import type { IncomingMessage } from 'node:http';
import { decodeSegments } from './decode-segments.ts';
import { readForm } from './request-form.ts';
import { json, plain, type Answer } from './respond.ts';
import type { SurfaceSources } from './routes.ts';

const root = '/prometheus/api/v1/';

/** Whether a POST to this path is a question. */
export function takesForms(path: string): boolean {
  return path.startsWith(root);
}

/** `undefined` for other paths. */
export async function prometheusAnswer(
  request: IncomingMessage,
  url: URL,
  sources: Pick<SurfaceSources, 'prometheus'>,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  if (!url.pathname.startsWith(root)) return undefined;
  const segments = decodeSegments(url.pathname.slice(root.length));
  if (segments === undefined) return failed(400, 'the path is not well encoded');
  const method = request.method === 'POST' ? 'POST' : 'GET';
  const form = method === 'POST' ? await readForm(request) : undefined;
  if (form?.kind === 'refused') return failed(form.status, form.reason);
  const all = [...(form?.pairs ?? []), ...url.searchParams];
  const run = all.find(([name]) => name === 'run')?.[1];
  const pairs = all.filter(([name]) => name !== 'run');
  const { status, body } = await sources.prometheus({ method, segments, pairs }, run, signal);
  // As Prometheus' own router says it.
  if (status === 405) return plain(405, 'Method Not Allowed', { Allow: 'GET, OPTIONS' });
  return { status, type: 'application/json', body };
}

function failed(status: number, error: string): Answer {
  return json(status, { status: 'error', errorType: 'bad_data', error });
}
