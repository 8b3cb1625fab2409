// What the user folded and opened against what is so by itself.
import { AllocationRow } from '../../../../contract/profiles/allocations.ts';

export interface Folds {
  readonly folded: readonly number[];
  readonly opened: readonly number[];
}

export const emptyFolds: Folds = { folded: [], opened: [] };

/** The other way round than the row is now. */
export function toggled(
  { folded, opened }: Folds,
  { node, state }: { readonly node: number; readonly state: number },
): Folds {
  if ((state & AllocationRow.open) === 0) {
    return folded.includes(node)
      ? { folded: folded.filter((one) => one !== node), opened }
      : { folded, opened: [...opened, node] };
  }
  return opened.includes(node)
    ? { folded, opened: opened.filter((one) => one !== node) }
    : { folded: [...folded, node], opened };
}
