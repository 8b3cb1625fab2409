// The notices on screen, oldest first. Where there are too many, good news goes before bad news.

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly text: string;
}

const atOnce = 4;

/** The list with one more; the same words are not said twice. */
export function withNotice(before: readonly Notice[], tone: Notice['tone'], text: string): readonly Notice[] {
  const next = [...before.filter((notice) => notice.text !== text), { id: (before.at(-1)?.id ?? 0) + 1, tone, text }];
  while (next.length > atOnce) {
    const info = next.slice(0, -1).findIndex((one) => one.tone === 'info');
    next.splice(Math.max(0, info), 1);
  }
  return next;
}
