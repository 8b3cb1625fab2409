// The groups of an aggregation: found once per series, for all steps.
import { Labels, metricName } from '../labels.ts';
import type { StepSeries } from '../value.ts';

export interface Group {
  readonly labels: Labels;
  readonly members: StepSeries[];
  /** Where the members are in the whole vector. */
  readonly places: number[];
}

interface Grouping {
  readonly grouping: readonly string[];
  /** false: by the labels; true: by all others, without the metric's name. */
  readonly without: boolean;
}

/** Groups in order of their first member. */
export function groupSeries(series: readonly StepSeries[], { grouping, without }: Grouping): readonly Group[] {
  const groups = new Map<string, Group>();
  const left = [...grouping, metricName];
  series.forEach((one, place) => {
    const rest = without ? one.labels.without(left) : undefined;
    const key = rest === undefined ? valuesKey(one.labels, grouping) : rest.key();
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { labels: rest ?? one.labels.only(grouping), members: [one], places: [place] });
    } else {
      group.members.push(one);
      group.places.push(place);
    }
  });
  return [...groups.values()];
}

/** Equal exactly when all the labels are; lone surrogates cannot stand in values. */
function valuesKey(labels: Labels, names: readonly string[]): string {
  let key = '';
  for (const name of names) key += `${labels.get(name)}\ud801`;
  return key;
}
