// What is said of a mark of a lane, in lines; without a mark, of the whole lane. Pure.
import { formatNanos } from '../../../contract/duration-text.ts';
import type { LaneContent } from './lane-content.ts';
import type { LaneAxis, LaneMark } from './lane-marks.ts';

/** Names of single entries that are worth the room. */
const mostNames = 4;

export function laneTip(
  content: LaneContent,
  mark: LaneMark | undefined,
  { from, to }: Pick<LaneAxis, 'from' | 'to'>,
): readonly string[] {
  const { nouns, total, formatTime } = content;
  if (mark === undefined) {
    const newest = total > content.entries.length ? `, the newest ${content.entries.length} are marked` : '';
    return [`${count(total, nouns)}${newest}`, `${formatTime(from)} to ${formatTime(to)}`, 'Click lists them'];
  }
  const entries = mark.entries.flatMap((index) => content.entries[index] ?? []);
  const [only] = entries;
  if (only !== undefined && entries.length === 1) {
    const over = only.end === undefined ? '' : `, over ${formatNanos((only.end - only.time) * 1e6)}`;
    return [`${only.kind}: ${only.text}`, `${formatTime(only.time)}${over}`];
  }
  const kinds = new Map<string, number>();
  for (const { kind } of entries) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const names =
    entries.length <= mostNames
      ? entries.map(({ kind, text }) => `${kind}: ${text}`)
      : [`${count(entries.length, nouns)}: ${[...kinds].map(([kind, many]) => `${many} ${kind}`).join(', ')}`];
  return [...names, `${formatTime(mark.from)} to ${formatTime(mark.to)}`, 'Click lists them'];
}

function count(many: number, [one, several]: LaneContent['nouns']): string {
  return `${many.toLocaleString('en-US')} ${many === 1 ? one : several}`;
}
