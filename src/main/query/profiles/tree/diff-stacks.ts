// Two profiles as one set of stacks, joined on the call path by what frames are called: left is the base, right the profile.
// A frame that only one of them has is there with 0 at the other side.
import type { ProfileDiffWidth } from '../../../../contract/profiles/flame.ts';
import type { Alive } from '../../../store/reader-face.ts';
import { ChildTable } from './child-table.ts';
import { GrowingStacks } from './growing-stacks.ts';
import { netValues, type TreeKeys, type KeyedStacks } from './keyed-stacks.ts';

export interface DiffStacks {
  readonly stacks: KeyedStacks;
  /** Sums of what each side measured, the base's scaled. */
  readonly left: number;
  readonly right: number;
  /** What values of the base were multiplied by. */
  readonly scale: number;
}

export interface DiffOptions {
  readonly width: ProfileDiffWidth;
  /** Scales the base's sum to the profile's. */
  readonly normalized: boolean;
  /** What brings the base's values to the profile's unit; 1 unless said otherwise. */
  readonly factor?: number;
}

export function diffStacks(
  base: KeyedStacks,
  profile: KeyedStacks,
  { width, normalized, factor = 1 }: DiffOptions,
  alive: Alive,
): DiffStacks {
  const [left, right] = [sumOf(base) * factor, sumOf(profile)];
  const scale = normalized && left !== 0 ? right / left : 1;
  const made = new GrowingStacks(true);
  const children = new ChildTable(made, profile.count + base.count / 4);
  add(made, children, profile, undefined, 0, 1, alive);
  const joined = joinKeys(profile.keys, base.keys);
  alive();
  add(made, children, base, joined.keyOfOther, scale * factor, 0, alive);
  const widthOf = width === 'max' ? Math.max : (a: number, b: number) => a + b;
  for (let node = 0; node < made.count; node++) {
    made.self[node] = widthOf(Math.abs(made.left[node] as number), Math.abs(made.right[node] as number));
  }
  made.rootSelf = widthOf(Math.abs(made.rootLeft), Math.abs(made.rootRight));
  return { stacks: made.finish(joined.keys), left: left * scale, right, scale };
}

function add(
  made: GrowingStacks,
  children: ChildTable,
  from: KeyedStacks,
  keyOf: Int32Array | undefined,
  toLeft: number,
  toRight: number,
  alive: Alive,
): void {
  const place = new Int32Array(from.count);
  const { self, rootSelf } = netValues(from);
  for (let node = 0; node < from.count; node++) {
    if (node % 65_536 === 0) alive();
    const up = from.parent[node] as number;
    const key = from.key[node] as number;
    const to = children.child(up < 0 ? -1 : (place[up] as number), keyOf === undefined ? key : (keyOf[key] as number));
    place[node] = to;
    const value = self[node] as number;
    if (value !== 0) made.addSides(to, value * toLeft, value * toRight);
  }
  made.addSides(-1, rootSelf * toLeft, rootSelf * toRight);
}

function sumOf(stacks: KeyedStacks): number {
  const { self, rootSelf } = netValues(stacks);
  let sum = rootSelf;
  for (const value of self) sum += value;
  return sum;
}

/** Keys of two profiles in one numbering, that of the first: the same name is the same key, else the same name and file. */
function joinKeys(own: TreeKeys, other: TreeKeys): { readonly keys: TreeKeys; readonly keyOfOther: Int32Array } {
  const known = new Map<string, number>();
  for (let key = 0; key < own.count; key++) {
    const name = own.nameOf(key);
    if (!known.has(name)) known.set(name, key);
    const full = `${name}\0${own.fileOf(key)}`;
    if (!known.has(full)) known.set(full, key);
  }
  const keyOfOther = new Int32Array(other.count);
  const added: number[] = [];
  for (let key = 0; key < other.count; key++) {
    const name = other.nameOf(key);
    const same = known.get(`${name}\0${other.fileOf(key)}`) ?? known.get(name);
    if (same !== undefined) {
      keyOfOther[key] = same;
      continue;
    }
    const made = own.count + added.length;
    added.push(key);
    known.set(name, made);
    keyOfOther[key] = made;
  }
  const pick =
    (of: (keys: TreeKeys) => (key: number) => string) =>
    (key: number): string =>
      key < own.count ? of(own)(key) : of(other)(added[key - own.count] as number);
  return {
    keyOfOther,
    keys: {
      count: own.count + added.length,
      nameOf: pick((keys) => keys.nameOf),
      fileOf: pick((keys) => keys.fileOf),
      packageOf: pick((keys) => keys.packageOf),
      kindOf: pick((keys) => keys.kindOf),
    },
  };
}
