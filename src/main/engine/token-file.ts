// The token of the HTTP surface: made once per data folder, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { systemCode } from './engine-failure.ts';

/** The token in the file; a new one of 192 random bits where there is none that is long enough. */
export function ownToken(path: string): string {
  const kept = read(path);
  if (kept !== undefined) {
    chmodSync(path, 0o600);
    return kept;
  }
  const token = randomBytes(24).toString('base64url');
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return token;
}

function read(path: string): string | undefined {
  try {
    const token = readFileSync(path, 'utf8').trim();
    return /^[\w-]{22,200}$/.test(token) ? token : undefined;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
