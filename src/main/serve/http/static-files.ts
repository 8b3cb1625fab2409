// The built renderer as files, with how long they may be kept and, for pages, the policy.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unbuiltPage } from './entry-page.ts';
import { plain, type Answer } from './respond.ts';
import { windowFile } from '../../../contract/window-files.ts';
import { contentSecurityPolicy } from '../../../contract/window-policy.ts';

/**
 * Answers a GET. `path` is the still encoded path of the URL; `host` a checked Host header.
 * Nothing outside the folder is ever read, whatever the path says.
 */
export async function staticFile(folder: string, path: string, host: string): Promise<Answer> {
  const file = windowFile(path);
  if (file === undefined) return plain(400, 'not a path');
  const { name, type, page } = file;
  const body = type === undefined ? undefined : await read(join(folder, name));
  if (type === undefined || body === undefined) return page ? unbuiltPage() : plain(404, 'no such file');
  // The build puts a hash of the content into the names under assets/.
  const cache = name.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
  // Sockets are named exactly: not every browser counts them to 'self'.
  const policy = type.startsWith('text/html')
    ? { 'Content-Security-Policy': contentSecurityPolicy({ connect: [`ws://${host}`, `wss://${host}`] }) }
    : {};
  return { status: 200, type, body, headers: { 'Cache-Control': cache, ...policy } };
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
