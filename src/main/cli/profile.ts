// `otterscope profile`: what a profile file holds, on stdout, without an engine.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ContractError } from '../../contract/errors.ts';
import { profileOutput, type ProfileOutputRequest } from '../engine/profile-output.ts';
import { terminalText } from './terminal-text.ts';

/** Resolves to the exit status: 1 when the file cannot be read or nothing matches. */
export async function printProfile(request: ProfileOutputRequest): Promise<number> {
  try {
    await pipeline(Readable.from(lines(profileOutput(request))), process.stdout, { end: false });
    return 0;
  } catch (error) {
    // A reader such as `head` that has seen enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${terminalText(error.message)}\n`);
    return 1;
  }
}

/** Names are others' texts: they must not steer a terminal. */
function* lines(text: string): Generator<string> {
  for (const line of text.replace(/\n$/, '').split('\n')) {
    yield /[^\t\x20-\x7e]/.test(line) ? `${line.split('\t').map(terminalText).join('\t')}\n` : `${line}\n`;
  }
}
