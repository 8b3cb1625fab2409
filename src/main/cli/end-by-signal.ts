// What signals do to a served engine: the first seals and ends, a later one ends at once.
// What was acknowledged is safe either way.

export interface EndBySignalParts {
  readonly close: () => Promise<void>;
  readonly exit: (code: number) => void;
  readonly say: (words: string) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** One Ctrl-C may arrive several times: from the terminal, and again from a launcher that passes it on. */
const sameSignalMillis = 500;

/** The answer is to be called for every signal. */
export function endBySignal({ close, exit, say, now }: EndBySignalParts): () => void {
  let closingSince: number | undefined;
  return () => {
    if (closingSince !== undefined) {
      if (now() - closingSince >= sameSignalMillis) exit(1);
      return;
    }
    closingSince = now();
    close().then(
      () => exit(0),
      (error: unknown) => {
        say(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        exit(1);
      },
    );
  };
}
