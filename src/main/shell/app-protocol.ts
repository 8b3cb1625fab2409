// Serves the built window from app://otterscope/: GET and HEAD only, one host, nothing outside the folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { windowFile } from '../../contract/window-files.ts';
import { contentSecurityPolicy } from '../../contract/window-policy.ts';

export const scheme = 'app';
export const host = 'otterscope';
export const origin = `${scheme}://${host}`;

/** The privileges to register before the app is ready; without supportFetchAPI the window cannot fetch its own files. */
export const schemePrivileges = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const;

const headers = {
  'Content-Security-Policy': contentSecurityPolicy({ connect: [] }),
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

const refuse = (status: number, words: string): Response => new Response(words, { status, headers });

/** Answers requests of the scheme from `folder` (absolute). */
export function appProtocol(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'only GET and HEAD');
    const url = new URL(request.url);
    if (url.protocol !== `${scheme}:` || url.host !== host) return refuse(404, 'no such host');
    const file = windowFile(url.pathname);
    if (file === undefined) return refuse(400, 'not a path of this app');
    if (file.type === undefined) return refuse(404, 'not found');
    try {
      const body = await readFile(join(folder, file.name));
      return new Response(request.method === 'HEAD' ? undefined : new Uint8Array(body), {
        headers: { ...headers, 'Content-Type': file.type },
      });
    } catch {
      return refuse(404, 'not found');
    }
  };
}
