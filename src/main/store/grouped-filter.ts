// Which of the pieces of a block's text filter occur in rows of which group: one bit per group for each bit that is set in
// the text filter, so that all groups together take a fraction of its space.
// Written into files (docs/run-file.md): the order of bits never changes.

import { damaged } from './store-error.ts';
import { setBits } from './text-filter.ts';

/**
 * One bit per set bit of `filter` and group, groups one after the other, each from a whole byte. `places`: the groups as
 * bits, by place of a filter at least as long.
 */
export function groupBits(filter: Uint8Array, places: Uint8Array, groups: number): Uint8Array {
  const each = places.length / (filter.length * 8);
  const length = (setBits(filter) + 7) >>> 3;
  const planes = new Uint8Array(groups * length);
  let set = 0;
  for (let at = 0; at < filter.length; at++) {
    for (let left = filter[at] as number; left !== 0; left &= left - 1, set++) {
      const first = (8 * at + 31 - Math.clz32(left & -left)) * each;
      let members = 0;
      for (let place = first; place < first + each; place++) members |= places[place] as number;
      for (let plane = set >>> 3; members !== 0; members >>>= 1, plane += length)
        planes[plane] = (planes[plane] as number) | ((members & 1) << (set & 7));
    }
  }
  return planes;
}

/** The text filter of the rows of some groups (as bits). Throws ContractError `run-corrupt` where `planes` are not of the filter. */
export function filterOfGroups(filter: Uint8Array, planes: Uint8Array, groups: number, asked: number): Uint8Array {
  const length = planes.length / groups;
  const any = new Uint8Array(length);
  for (let group = 0; group < groups; group++)
    if ((asked & (1 << group)) !== 0)
      for (let i = 0; i < length; i++) any[i] = (any[i] as number) | (planes[group * length + i] as number);
  const narrowed = new Uint8Array(filter.length);
  let set = 0;
  for (let at = 0; at < filter.length; at++) {
    let left = filter[at] as number;
    for (; left !== 0; left &= left - 1, set++)
      if (((any[set >>> 3] as number) & (1 << (set & 7))) !== 0)
        narrowed[at] = (narrowed[at] as number) | (left & -left);
  }
  if ((set + 7) >>> 3 !== length) throw damaged('a filter by severity that does not fit the block');
  return narrowed;
}
