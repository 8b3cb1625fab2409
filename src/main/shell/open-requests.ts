// "Open these": files and links that reach us by command line, by the system (which may be before we are ready),
// or through a second instance. They wait until somebody can take them.
import { isAbsolute, resolve } from 'node:path';
import { parseTraceId, runId } from '../../contract/ids.ts';

export type OpenRequest =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'page'; readonly path: string };

export const linkScheme = 'otterscope';

/**
 * `otterscope://trace/<id>[?run=<run>]` shows a trace, `otterscope://page/<address>` any page of the window; other links
 * only open the window. A link may navigate, never act.
 */
export function requestOfLink(link: string): OpenRequest | undefined {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined || url.protocol !== `${linkScheme}:`) return undefined;
  if (url.host === 'page') return { kind: 'page', path: `${url.pathname.replace(/^\/*/, '/')}${url.search}` };
  const trace = url.host === 'trace' ? parseTraceId(url.pathname.slice(1)) : undefined;
  if (trace === undefined) return { kind: 'page', path: '/' };
  const run = url.searchParams.get('run');
  return { kind: 'page', path: `/traces/${trace}${run === null ? '' : `?run=${encodeURIComponent(runId(run))}`}` };
}

/** What a command line asks for: `args` without the program (and, unpackaged, without the app folder). */
export function requestsOfArguments(args: readonly string[], folder: string): OpenRequest[] {
  const requests: OpenRequest[] = [];
  for (const one of args) {
    if (one.startsWith('-')) continue;
    const link = requestOfLink(one);
    if (link !== undefined) requests.push(link);
    else requests.push({ kind: 'file', path: isAbsolute(one) ? one : resolve(folder, one) });
  }
  return requests;
}

/** The folder of `--data=<folder>`, where that was given. */
export function dataFolderOf(args: readonly string[]): string | undefined {
  return args.find((one) => one.startsWith('--data='))?.slice('--data='.length);
}

export interface OpenRequests {
  add(...requests: readonly OpenRequest[]): void;
  /** From now on requests go to `take`, beginning with those that waited. */
  deliverTo(take: (request: OpenRequest) => void): void;
}

export function createOpenRequests(): OpenRequests {
  const waiting: OpenRequest[] = [];
  let take: ((request: OpenRequest) => void) | undefined;
  return {
    add(...requests) {
      if (take === undefined) waiting.push(...requests);
      else requests.forEach(take);
    },
    deliverTo(taker) {
      take = taker;
      waiting.splice(0).forEach(taker);
    },
  };
}
