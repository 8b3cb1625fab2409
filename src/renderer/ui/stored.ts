// Taste that this window remembers (widths, theme): JSON in localStorage. Losing it costs nothing, so failures are quiet.

const prefix = 'otterscope:';

export function readStored(name: string): unknown {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function writeStored(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // full or forbidden: the default comes back next time
  }
}
