// The built renderer as files. Paths that name no file are pages of the window's own router and get index.html.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { unbuiltPage } from './entry-page.ts';
import { plain, type Answer } from './respond.ts';
import { contentSecurityPolicy } from '../../../contract/window-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Answers a GET. `path` is the still encoded path of the URL; `host` a checked Host header.
 * Nothing outside the folder is ever read, whatever the path says.
 */
export async function staticFile(folder: string, path: string, host: string): Promise<Answer> {
  const name = safeName(path);
  if (name === undefined) return plain(400, 'not a path');
  const page = extname(name) === '';
  const file = page ? 'index.html' : name;
  const type = types[extname(file)];
  const body = type === undefined ? undefined : await read(join(folder, file));
  if (type === undefined || body === undefined) return page ? unbuiltPage() : plain(404, 'no such file');
  // The build puts a hash of the content into the names under assets/.
  const cache = name.startsWith(`assets${sep}`) ? 'private, max-age=31536000, immutable' : 'no-cache';
  // Sockets are named exactly: not every browser counts them to 'self'.
  const policy = type.startsWith('text/html')
    ? { 'Content-Security-Policy': contentSecurityPolicy({ connect: [`ws://${host}`, `wss://${host}`] }) }
    : {};
  return { status: 200, type, body, headers: { 'Cache-Control': cache, ...policy } };
}

/** The path below the folder, or `undefined` when it is malformed or climbs out. */
function safeName(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (/[\0\\:]/.test(decoded) || decoded.split('/').includes('..')) return undefined;
  return normalize(decoded).replace(/^[/\\]+/, '');
}

async function read(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}
