// A process of its own for a test: started with this Node on a TypeScript file beside the tests.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  /** Settles with everything printed so far, once that has the text in it or the process is over. */
  printed(text: string): Promise<string>;
  /** Ends it without giving it a chance to clean up. */
  kill(): Promise<void>;
}

export function startChild(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [fileURLToPath(new URL(file, import.meta.url)), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  onTestFinished(kill);
  return {
    kill,
    printed: async (text) => {
      const seen = new Promise<void>((resolve) => child.stdout.on('data', () => output.includes(text) && resolve()));
      if (!output.includes(text)) await Promise.race([seen, closed]);
      return output;
    },
  };
}
