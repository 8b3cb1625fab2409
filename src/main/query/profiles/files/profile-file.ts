// A view of a profile as a file, a piece of text at a time.
import { flamePictureFile } from './flame-picture-file.ts';
import { checkFileLength, fits } from './file-limits.ts';
import { foldedStacks } from '../../../../contract/flame-files/folded-stacks.ts';
import { speedscopeFile } from '../../../../contract/flame-files/speedscope-file.ts';
import type { NamedStacks } from '../../../../contract/flame-files/named-stacks.ts';
import { writtenStacks, type WrittenStacks } from '../../../../contract/flame-files/stack-lengths.ts';
import type { ProfileFileOrder } from '../../../../contract/profiles/files.ts';
import type { SampleType } from '../../../../contract/profiles/profile.ts';
import { keyedView, viewSamples } from '../flame/keyed-view.ts';
import { netValues } from '../tree/keyed-stacks.ts';
import { uprightTree } from '../flame/shown-tree.ts';
import { keptView, sampleTypeOf } from '../kept-view.ts';
import type { ProfileLibrary } from '../profile-library.ts';
import type { CallTree } from '../tree/call-tree.ts';

/** Stacks deeper than this begin with a line that says how many frames were left out. */
const deepest = 20_000;

/** @param title of the profile; throws ContractError as questions about views do */
export function* profileFile(order: ProfileFileOrder, title: string, library: ProfileLibrary): Generator<string, void> {
  const { format, view } = order;
  if (format === 'speedscope') yield* speedscope(order, title, library);
  else if (format === 'folded') {
    const { tree, sampleType } = uprightTree(library, { ...view, inverted: false }, order.width);
    const values = tree.sides === undefined ? [tree.self] : [tree.sides.leftSelf, tree.sides.rightSelf];
    const named = namedTree(tree);
    const lengthOf = (key: number): number => named.nameOf(key).length + 1;
    const linesOf = (node: number): number => (values.some((column) => column[node] !== 0) ? 1 : 0);
    checkFileLength('folded stacks', writtenStacks(named, { lengthOf, linesOf, deepest }));
    yield* foldedStacks(named, values, { unit: unitOf(sampleType, values), deepest });
  } else yield flamePictureFile(order, title, library);
}

const namedTree = ({ count, parent, key, keys }: CallTree): NamedStacks => ({
  count,
  parent,
  key,
  nameOf: keys.nameOf,
});

/** Values of the text are whole: seconds and the like become nanoseconds, other fractions thousandths, where there are any. */
function unitOf({ unit }: SampleType, columns: readonly Float64Array[]): number {
  if (columns.every((column) => column.every((value) => Number.isInteger(value)))) return 1;
  return { seconds: 1e-9, milliseconds: 1e-6, microseconds: 1e-3 }[unit] ?? 1e-3;
}

/** More samples than this are told as the sums of their stacks, which are far fewer. */
const mostTimed = 1_000_000;

/** Every sample type is a profile of the file, the one that is looked at first; samples with times in their order. */
function* speedscope({ view }: ProfileFileOrder, title: string, library: ProfileLibrary): Generator<string, void> {
  const stacks = keptView(library, view, view.filter, view.grouping);
  sampleTypeOf(stacks.profile, view.type);
  const { sampleTypes } = stacks.profile;
  const types = [view.type, ...Array.from(sampleTypes.keys()).filter((type) => type !== view.type)];
  const { keys } = keyedView(stacks, view.type);
  const { count, parent, key } = stacks;
  const named = { count, parent, key, nameOf: keys.nameOf, fileOf: keys.fileOf };
  const typeOf = (type: number): SampleType => sampleTypes[type] as SampleType;
  const { samples } = stacks.profile;
  const digits = 1 + String(keys.count).length;
  const written = (linesOf: (node: number) => number): WrittenStacks =>
    writtenStacks(named, { lengthOf: () => digits, linesOf, deepest: Number.POSITIVE_INFINITY });
  if (samples.time !== undefined && samples.count <= mostTimed && fits('speedscope JSON', written(timedLines()))) {
    const columns = types.map((type) => ({
      name: typeOf(type).type,
      unit: typeOf(type).unit,
      values: viewSamples(stacks, type).values,
    }));
    yield* speedscopeFile(title, named, columns, viewSamples(stacks, view.type).nodes);
    return;
  }
  const columns = types.map((type) => {
    const { type: name, unit } = typeOf(type);
    const { self, rootSelf } = netValues(keyedView(stacks, type));
    return { name, unit, values: self, withoutStack: rootSelf };
  });
  const isWritten = (node: number) => (column: (typeof columns)[number]) => (column.values[node] as number) > 0;
  checkFileLength(
    'speedscope JSON',
    written((node) => columns.filter(isWritten(node)).length),
  );
  yield* speedscopeFile(title, named, columns);

  function timedLines(): (node: number) => number {
    const lines = new Float64Array(count);
    for (const node of viewSamples(stacks, view.type).nodes)
      if (node >= 0) lines[node] = (lines[node] as number) + types.length;
    return (node) => lines[node] as number;
  }
}
