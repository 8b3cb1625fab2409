// `otterscope profile`: what a profile file holds, on stdout, without an engine.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ContractError } from '../../contract/errors.ts';
import { isProfileFile } from '../engine/profile-file-output.ts';
import { profileOutput, type ProfileOutputRequest } from '../engine/profile-output.ts';
import { terminalText } from './terminal-text.ts';

/** Resolves to the exit status: 1 when the file cannot be read or nothing matches. */
export async function printProfile(request: ProfileOutputRequest): Promise<number> {
  try {
    await pipeline(Readable.from(shown(profileOutput(request), request)), process.stdout, { end: false });
    return 0;
  } catch (error) {
    // A reader such as `head` that has seen enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${terminalText(error.message)}\n`);
    return 1;
  }
}

/** Names are others' texts: they must not steer a terminal. Files go on as they are, but not to a terminal. */
function* shown(
  pieces: Iterable<string | Uint8Array>,
  { kind }: ProfileOutputRequest,
): Generator<string | Uint8Array, void> {
  for (const piece of pieces) {
    if (typeof piece !== 'string' && process.stdout.isTTY)
      throw new ContractError('bad-request', 'A pprof file is nothing for a terminal: add > profile.pb.gz');
    if (typeof piece !== 'string' || (isProfileFile(kind) && !process.stdout.isTTY)) yield piece;
    else yield* lines(piece);
  }
}

function* lines(text: string): Generator<string, void> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const safe = /[^\t\x20-\x7e]/.test(line) ? line.split('\t').map(terminalText).join('\t') : line;
    yield newline < 0 ? safe : `${safe}\n`;
    start = end + 1;
  }
}
