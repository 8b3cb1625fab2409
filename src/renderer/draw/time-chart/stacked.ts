// Stacking: each series drawn on top of those before it of the same stack. A gap adds nothing and stays a gap.

export type Values = readonly (number | null)[];

interface Stackable {
  readonly values: Values;
  readonly hidden?: boolean | undefined;
  /** false: of no stack. */
  readonly stack?: string | false | undefined;
}

/** The upper edge of each series; `percent` scales every time's whole of a stack to 100. Hidden series take no room. */
export function stacked(series: readonly Stackable[], how: 'normal' | 'percent'): readonly Values[] {
  const length = series[0]?.values.length ?? 0;
  const whole = how === 'percent' ? sums(series, length) : undefined;
  const edges = new Map<string, Float64Array>();
  return series.map(({ values, hidden, stack = '' }) => {
    if (hidden === true || stack === false) return values;
    const below = columnOf(edges, stack, length);
    const all = whole?.get(stack);
    return values.map((value, at) => {
      if (value === null) return null;
      const edge = (below[at] as number) + value;
      below[at] = edge;
      if (all === undefined) return edge;
      const sum = Math.abs(all[at] as number);
      return sum === 0 ? 0 : (edge / sum) * 100;
    });
  });
}

function sums(series: readonly Stackable[], length: number): ReadonlyMap<string, Float64Array> {
  const wholes = new Map<string, Float64Array>();
  for (const { values, hidden, stack = '' } of series) {
    if (hidden === true || stack === false) continue;
    const whole = columnOf(wholes, stack, length);
    for (const [at, value] of values.entries()) whole[at] = (whole[at] as number) + (value ?? 0);
  }
  return wholes;
}

function columnOf(columns: Map<string, Float64Array>, stack: string, length: number): Float64Array {
  const found = columns.get(stack) ?? new Float64Array(length);
  columns.set(stack, found);
  return found;
}
