// Stacking: each series drawn on top of those before it. A gap adds nothing and stays a gap.

export type Values = readonly (number | null)[];

/** The upper edge of each series; `percent` scales every time's whole to 100. Hidden series take no room. */
export function stacked(
  series: readonly { readonly values: Values; readonly hidden?: boolean | undefined }[],
  how: 'normal' | 'percent',
): readonly Values[] {
  const length = series[0]?.values.length ?? 0;
  const whole = how === 'percent' ? sums(series, length) : undefined;
  const below = new Float64Array(length);
  return series.map(({ values, hidden }) => {
    if (hidden === true) return values;
    return values.map((value, at) => {
      if (value === null) return null;
      const edge = (below[at] as number) + value;
      below[at] = edge;
      const all = whole?.[at];
      return all === undefined ? edge : all === 0 ? 0 : (edge / all) * 100;
    });
  });
}

function sums(
  series: readonly { readonly values: Values; readonly hidden?: boolean | undefined }[],
  length: number,
): Float64Array {
  const whole = new Float64Array(length);
  for (const { values, hidden } of series) {
    if (hidden === true) continue;
    for (const [at, value] of values.entries()) whole[at] = (whole[at] as number) + (value ?? 0);
  }
  return whole;
}
