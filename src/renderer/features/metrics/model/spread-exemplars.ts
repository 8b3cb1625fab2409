// Which of many exemplars a chart shows: the greatest of each stretch of time, since those are looked for and all of them
// would lie on top of each other.

const stretches = 60;
const mostOfEach = 3;

/** Rows of the exemplars within [from, to], at most three per sixtieth of it. */
export function spreadExemplars(
  { rows, time, value }: { readonly rows: number; readonly time: Float64Array; readonly value: Float64Array },
  from: number,
  to: number,
): readonly number[] {
  const width = (to - from) / stretches;
  const chosen = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const at = time[row] as number;
    if (at < from || at > to) continue;
    const stretch = Math.floor(at / width);
    const of = chosen.get(stretch);
    if (of === undefined) {
      chosen.set(stretch, [row]);
      continue;
    }
    of.push(row);
    of.sort((a, b) => (value[b] as number) - (value[a] as number));
    of.length = Math.min(of.length, mostOfEach);
  }
  return [...chosen.values()].flat();
}
