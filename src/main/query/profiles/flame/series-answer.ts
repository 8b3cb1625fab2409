// Answer of `profiles.series`: what grew from profile to profile, function by function. One profile is looked at after the
// other, so that the memory is that of one and of a row per function.
import { ContractError } from '../../../../contract/errors.ts';
import {
  mostSeriesProfiles,
  type ProfileSeriesAnswer,
  type ProfileSeriesRequest,
} from '../../../../contract/profiles/flame.ts';
import type { SampleType } from '../../../../contract/profiles/profile.ts';
import { keptView } from '../kept-view.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { callTree } from '../tree/call-tree.ts';
import { netValues } from '../tree/keyed-stacks.ts';
import { functionTotals } from '../tree/function-totals.ts';
import { keyedView } from './keyed-view.ts';

const mostRows = 1000;

export function profileSeries(request: ProfileSeriesRequest, library: ProfileLibrary): ProfileSeriesAnswer {
  const { run, profiles, by, limit } = request;
  const many = profiles.length;
  if (many < 2 || many > mostSeriesProfiles) {
    throw new ContractError('bad-request', `A series is of 2 to ${mostSeriesProfiles} profiles; these are ${many}.`);
  }
  const rowOf = new Map<string, Float64Array>();
  const sums = new Float64Array(many);
  const times: (bigint | undefined)[] = [];
  let sampleType: SampleType | undefined;
  for (const [at, one] of profiles.entries()) {
    library.alive();
    const view = keptView(library, { run, ...one }, request.filter, request.grouping);
    const { profile } = view;
    const wanted: string = sampleType?.type ?? request.type;
    const type = wanted === '' ? profile.defaultType : profile.sampleTypes.findIndex((known) => known.type === wanted);
    if (type < 0) {
      throw new ContractError('bad-request', `Profile ${one.profile} of the series has no sample type ${wanted}.`);
    }
    sampleType ??= profile.sampleTypes[type];
    times.push(profile.time);
    const keyed = keyedView(view, type);
    const tree = callTree(keyed, 'time', library.alive);
    library.alive();
    const values = functionTotals(
      tree,
      tree.sides === undefined ? tree.self : netOf(tree.sides.rightSelf, tree.sides.leftSelf),
      tree.sides === undefined ? tree.total : netOf(tree.sides.rightTotal, tree.sides.leftTotal),
    )[by];
    const net = netValues(keyed);
    sums[at] = net.self.reduce((sum, value) => sum + value, net.rootSelf);
    for (let key = 0; key < keyed.keys.count; key++) {
      const value = values[key] as number;
      if (value === 0) continue;
      const name = keyed.keys.nameOf(key);
      let row = rowOf.get(name);
      if (row === undefined) {
        row = new Float64Array(many);
        rowOf.set(name, row);
      }
      row[at] = (row[at] as number) + value;
    }
  }
  return grown(rowOf, sums, times, sampleType ?? { type: '', unit: '' }, Math.min(limit, mostRows));
}

function netOf(right: Float64Array, left: Float64Array): Float64Array {
  return right.map((value, at) => value - (left[at] as number));
}

function grown(
  rowOf: ReadonlyMap<string, Float64Array>,
  sums: Float64Array,
  times: readonly (bigint | undefined)[],
  sampleType: SampleType,
  limit: number,
): ProfileSeriesAnswer {
  const many = sums.length;
  const first = times[0];
  const timed = times.every((time, at) => time !== undefined && (at === 0 || time > (times[at - 1] ?? time)));
  const seconds = Float64Array.from(times, (time, at) =>
    timed && time !== undefined && first !== undefined ? Number(time - first) / 1e9 : at,
  );
  const growth = (row: Float64Array): number => (row[many - 1] as number) - (row[0] as number);
  const rows = Array.from(rowOf)
    .sort(([nameA, a], [nameB, b]) => growth(b) - growth(a) || (nameA < nameB ? -1 : 1))
    .slice(0, limit);
  const values = new Float64Array(rows.length * many);
  for (const [at, [, row]] of rows.entries()) values.set(row, at * many);
  return {
    sampleType,
    seconds,
    timed,
    sums,
    functions: rowOf.size,
    rows: rows.length,
    names: rows.map(([name]) => name),
    values,
    growth: Float64Array.from(rows, ([, row]) => growth(row)),
    slope: Float64Array.from(rows, ([, row]) => slopeOf(seconds, row)),
  };
}

/** Of the straight line with the least squares. */
function slopeOf(x: Float64Array, y: Float64Array): number {
  const mean = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0) / column.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [product, square] = [0, 0];
  for (let at = 0; at < x.length; at++) {
    const away = (x[at] as number) - meanX;
    product += away * ((y[at] as number) - meanY);
    square += away * away;
  }
  return square === 0 ? 0 : product / square;
}
