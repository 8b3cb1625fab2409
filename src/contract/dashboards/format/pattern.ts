// Regular expressions as dashboards write them: `/expression/flags` or the bare expression, in JavaScript's dialect.

const longest = 1000;

/** undefined where it is none. Expressions of files that came from elsewhere are kept short. */
export function parsePattern(text: string): RegExp | undefined {
  if (text.length > longest) return undefined;
  const slashed = /^\/(.*)\/([a-z]*)$/s.exec(text);
  try {
    return slashed === null ? new RegExp(text) : new RegExp(slashed[1] ?? '', slashed[2]);
  } catch {
    return undefined;
  }
}
