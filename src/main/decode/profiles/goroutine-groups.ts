// The text of debug=1: `COUNT @ pc...`, perhaps `# labels: {...}`, then a line `#\tpc\tfunction+offset\tfile:line` per frame.
import { parseGoPlace, type GoFrame } from './go-frames.ts';
import { parseGoLabels, type GoLabels } from './goroutine-labels.ts';
import type { ProfileBuilder } from './profile-builder.ts';
import { lineFault, type TextLine } from './text-lines.ts';

export interface GoroutineGroup {
  readonly count: number;
  readonly labels: GoLabels;
  /** Innermost first. */
  readonly frames: readonly GoFrame[];
}

const totalShape = /^goroutine profile: total (\d+)\s*$/;
const groupShape = /^(\d+) @((?: 0x[0-9a-f]{1,16})*)\s*$/;
const frameShape = /^#\t0x([0-9a-f]{1,16})\t+(.+?)(?:\+0x[0-9a-f]+)?\t+(\S.*)$/;

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
    let labels: GoLabels = [];
    const frames: GoFrame[] = [];
    for (; lines[at + 1]?.text.startsWith('#') === true; at++) {
      const detail = lines[at + 1] as TextLine;
      if (detail.text.startsWith('# labels:')) labels = parseGoLabels(detail.text);
      else {
        const [, address = '0', name = '', place = ''] = frameShape.exec(detail.text) ?? [];
        if (place === '') throw lineFault(bytes, detail.number, 'is not "# ADDRESS FUNCTION FILE:LINE"');
        frames.push({ name, ...parseGoPlace(place), address: BigInt(`0x${address}`), inlined: false });
      }
    }
    sum += Number(count);
    groups.push({ count: Number(count), labels, frames: frames.length > 0 ? frames : bare(addresses) });
  }
  const [, total] = totalShape.exec((lines[start] as TextLine).text) ?? [];
  if (Number(total) !== sum) builder.notes.push(`the dump says it has ${total} goroutines; its stacks have ${sum}`);
  return groups;
}

/** Without names there are the addresses. */
function bare(addresses: string): readonly GoFrame[] {
  return addresses
    .trim()
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => ({ name: '', file: '', line: 0, address: BigInt(one), inlined: false }));
}
