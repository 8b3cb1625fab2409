// What is said about a frame: shown in its tip, and spoken by assistive technology.

export interface FrameWords {
  readonly name: string;
  /** Values, shares, where it is from: a line each. */
  readonly lines: readonly string[];
  /** What is wrong with it. */
  readonly trouble?: string | undefined;
}

/** @param depth 0 for the outermost frame */
export function spokenFrame({ name, lines, trouble }: FrameWords, depth: number): string {
  return [name, ...lines, ...(trouble === undefined ? [] : [trouble]), `level ${depth + 1}`].join(', ');
}
