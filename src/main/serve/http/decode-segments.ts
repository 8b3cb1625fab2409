// The parts of a path, decoded; empty ones do not count.

/** `undefined` when the path is not well encoded. */
export function decodeSegments(path: string): readonly string[] | undefined {
  try {
    return path
      .split('/')
      .filter((one) => one !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
