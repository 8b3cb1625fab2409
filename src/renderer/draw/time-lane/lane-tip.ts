// What is said of a mark of a lane, in lines; without a mark, of the whole lane. Pure.
import { formatNanos } from '../../../contract/duration-text.ts';
import type { LaneContent, LaneEntry } from './lane-content.ts';
import type { LaneAxis, LaneMark } from './lane-marks.ts';

/** Different names that are worth the room. */
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
  const named = counted(entries, ({ kind, text }) => `${kind}: ${text}`);
  const names =
    named.length <= mostNames
      ? named.map(([name, many]) => (many === 1 ? name : `${many} × ${name}`))
      : [
          `${count(entries.length, nouns)}: ${counted(entries, ({ kind }) => kind)
            .map(([kind, many]) => `${many} ${kind}`)
            .join(', ')}`,
        ];
  return [...names, `${formatTime(mark.from)} to ${formatTime(mark.to)}`, 'Click lists them'];
}

function count(many: number, [one, several]: LaneContent['nouns']): string {
  return `${many.toLocaleString('en-US')} ${many === 1 ? one : several}`;
}

function counted(entries: readonly LaneEntry[], by: (entry: LaneEntry) => string): readonly [string, number][] {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(by(entry), (counts.get(by(entry)) ?? 0) + 1);
  return [...counts];
}
