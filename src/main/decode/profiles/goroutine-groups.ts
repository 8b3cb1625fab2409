// The text of debug=1: `COUNT @ pc...`, perhaps `# labels: {...}`, then a line per frame (go-stack-lines.ts).
import type { GoFrame } from './go-frames.ts';
import { readGoStack } from './go-stack-lines.ts';
import type { GoLabels } from './goroutine-labels.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import { lineFault, type TextLine } from './text-lines.ts';

export interface GoroutineGroup {
  readonly count: number;
  readonly labels: GoLabels;
  /** Innermost first. */
  readonly frames: readonly GoFrame[];
}

const totalShape = /^goroutine(?:leak)? profile: total (\d+)\s*$/;
const groupShape = /^(\d+) @((?: 0x[0-9a-f]{1,16})*)\s*$/;

/** Empty where the text has no such part. */
export function readGoroutineGroups(
  lines: readonly TextLine[],
  bytes: Uint8Array,
  builder: ProfileBuilder,
): readonly GoroutineGroup[] {
  const groups: GoroutineGroup[] = [];
  const start = lines.findIndex(({ text }) => totalShape.test(text));
  if (start < 0) return groups;
  let sum = 0;
  for (let at = start + 1; at < lines.length; at++) {
    const { text, number } = lines[at] as TextLine;
    if (text.trim() === '') continue;
    // The other dump follows.
    if (text.startsWith('goroutine ')) break;
    const [, count, addresses = ''] = groupShape.exec(text) ?? [];
    if (count === undefined) throw lineFault(bytes, number, 'is not "COUNT @ ADDRESSES"');
    const { labels, frames, end } = readGoStack(lines, at + 1, addresses, bytes);
    builder.beat?.(64 * (end - at));
    at = end - 1;
    sum += Number(count);
    groups.push({ count: Number(count), labels, frames });
  }
  const [, total] = totalShape.exec((lines[start] as TextLine).text) ?? [];
  if (Number(total) !== sum) builder.notes.push(`the dump says it has ${total} goroutines; its stacks have ${sum}`);
  return groups;
}
