// The text of debug=2, and of a crash: a block per goroutine, `goroutine 7 [chan receive, 3 minutes]:`, then two lines per
// frame, `package.function(arguments)` and `\tfile:line +0x1d`, and who made it, `created by F in goroutine N`.
import { parseGoPlace, type GoFrame } from './go-frames.ts';
import { parseGoLabels, type GoLabels } from './goroutine-labels.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import type { TextLine } from './text-lines.ts';

export interface GoroutineBlock {
  readonly id: number;
  readonly state: string;
  readonly waitMinutes: number;
  readonly lockedToThread: boolean;
  /** What else the bracket says. */
  readonly remarks: readonly string[];
  readonly labels: GoLabels;
  /** Innermost first; empty where the dump has no stack. */
  readonly frames: readonly GoFrame[];
  readonly createdBy: GoFrame | undefined;
  /** 0 where unknown. */
  readonly creator: number;
}

const headShape = /^goroutine (\d+) (?:[^[]* )?\[(.*)\]:\s*$/;
const createdShape = /^created by (.+?)(?: in goroutine (\d+))?$/;
const elidedShape = /^\.\.\.(.*)frames elided\.\.\.$/;

/** Empty where the text has no such part. */
export function readGoroutineBlocks(lines: readonly TextLine[], builder: ProfileBuilder): readonly GoroutineBlock[] {
  const blocks: GoroutineBlock[] = [];
  const odd: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const head = headShape.exec((lines[at] as TextLine).text);
    builder.beat?.(1);
    if (head === null) continue;
    const block = readBlock(lines, at + 1, odd);
    builder.beat?.(64 * (1 + block.frames.length));
    blocks.push({ id: Number(head[1]), ...readBracket(head[2] as string), ...block });
  }
  if (odd.length > 0) builder.notes.push(`line ${odd[0]} is no part of a stack (of ${odd.length} such lines)`);
  return blocks;
}

function readBracket(
  text: string,
): Pick<GoroutineBlock, 'state' | 'waitMinutes' | 'lockedToThread' | 'remarks' | 'labels'> {
  // Labels may hold anything, so they go first.
  const [labelText = ''] = /labels:\{.*\}/.exec(text) ?? [];
  const [state = '', ...others] = text
    .replace(labelText, '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const waits = others.find((part) => /^\d+ minutes$/.test(part));
  return {
    state: state.replace(/ \(scan\)$/, ''),
    waitMinutes: Number(waits?.split(' ')[0] ?? 0),
    lockedToThread: others.includes('locked to thread'),
    remarks: others.filter((part) => part !== waits && part !== 'locked to thread'),
    labels: parseGoLabels(labelText),
  };
}

function readBlock(
  lines: readonly TextLine[],
  start: number,
  odd: number[],
): Pick<GoroutineBlock, 'frames' | 'createdBy' | 'creator'> {
  const frames: GoFrame[] = [];
  let createdBy: GoFrame | undefined;
  let creator = 0;
  for (let at = start; at < lines.length; at++) {
    const { text, number } = lines[at] as TextLine;
    // Of the goroutines that made this one (GODEBUG=tracebackancestors) the own stack is not a part.
    if (text.trim() === '' || text.startsWith('[originating from') || headShape.test(text)) break;
    const place = lines[at + 1]?.text ?? '';
    const [, elided] = elidedShape.exec(text) ?? [];
    const created = createdShape.exec(text);
    if (elided !== undefined) {
      frames.push({ name: `(${elided.trim()} frames left out)`, file: '', line: 0, address: 0n, inlined: false });
    } else if (created !== null) {
      createdBy = { name: created[1] as string, ...parseGoPlace(place), address: 0n, inlined: false };
      creator = Number(created[2] ?? 0);
      at++;
    } else if (text.endsWith(')') && /^\s/.test(place)) {
      const open = text.lastIndexOf('(');
      const inlined = text.endsWith('(...)');
      frames.push({ name: text.slice(0, open), ...parseGoPlace(place), address: 0n, inlined });
      at++;
    } else if (!text.includes('stack unavailable')) odd.push(number);
  }
  return { frames, createdBy, creator };
}
