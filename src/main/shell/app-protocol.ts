// Serves the built window from app://otterscope/: GET and HEAD only, one host, nothing outside the folder.
// Unknown paths without a file ending answer index.html, because pages are addressed by history routes.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from '../../contract/window-policy.ts';

export const scheme = 'app';
export const host = 'otterscope';
export const origin = `${scheme}://${host}`;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

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
    const path = fileFor(folder, url.pathname);
    if (path === undefined) return refuse(400, 'not a path of this app');
    const file = extname(path) === '' ? join(folder, 'index.html') : path;
    try {
      const body = await readFile(file);
      const type = types[extname(file)] ?? 'application/octet-stream';
      return new Response(request.method === 'HEAD' ? undefined : new Uint8Array(body), {
        headers: { ...headers, 'Content-Type': type },
      });
    } catch {
      return refuse(404, 'not found');
    }
  };
}

/** The path under `folder`, or undefined when the address tries to leave it or cannot be decoded. */
function fileFor(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = normalize(join(folder, decoded));
  return path === folder || path.startsWith(folder + sep) || path === folder + sep ? path : undefined;
}
