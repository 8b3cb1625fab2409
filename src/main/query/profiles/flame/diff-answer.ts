// Answer of `profiles.diff`: functions of two profiles by how much they differ.
import { ContractError } from '../../../../contract/errors.ts';
import type { ProfileDiffAnswer, ProfileDiffRequest } from '../../../../contract/profiles/flame.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import { functionTotals } from '../tree/function-totals.ts';
import { uprightTree } from './shown-tree.ts';

const mostRows = 10_000;

export function diffFunctions(request: ProfileDiffRequest, library: ProfileLibrary): ProfileDiffAnswer {
  const { view, by, relative, text, offset, limit } = request;
  if (view.base === undefined) throw new ContractError('bad-request', 'There is no profile to compare with.');
  const { tree, sampleType, baseScale } = uprightTree(library, view, 'max');
  const { keys, sides } = tree;
  if (sides === undefined) throw new ContractError('internal', 'a comparison without sides');
  const left = functionTotals(tree, sides.leftSelf, sides.leftTotal);
  library.alive();
  const right = functionTotals(tree, sides.rightSelf, sides.rightTotal);
  library.alive();
  const [leftSum, rightSum] = [sides.leftTotal[0] as number, sides.rightTotal[0] as number];
  const [leftUnit, rightUnit] = relative ? [leftSum || 1, rightSum || 1] : [1, 1];
  const change = Float64Array.from({ length: keys.count }, (_, key) =>
    Math.abs((right[by][key] as number) / rightUnit - (left[by][key] as number) / leftUnit),
  );
  const part = text.toLowerCase();
  const found: number[] = [];
  for (let key = 0; key < keys.count; key++) {
    if (left.total[key] === 0 && right.total[key] === 0) continue;
    if (part === '' || keys.nameOf(key).toLowerCase().includes(part)) found.push(key);
  }
  found.sort((a, b) => (change[b] as number) - (change[a] as number) || (keys.nameOf(a) < keys.nameOf(b) ? -1 : 1));
  const rows = found.slice(offset, offset + Math.min(limit, mostRows));
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (key) => column[key] as number);
  return {
    sampleType,
    functions: found.length,
    rows: rows.length,
    names: rows.map(keys.nameOf),
    leftSelf: pick(left.self),
    leftTotal: pick(left.total),
    rightSelf: pick(right.self),
    rightTotal: pick(right.total),
    left: leftSum,
    right: rightSum,
    baseScale,
  };
}
