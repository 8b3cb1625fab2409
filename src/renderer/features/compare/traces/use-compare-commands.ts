// What can be done with a comparison by key and from the palette. Arrows belong to the focused table.
import { Change, ErrorChange, type TraceComparison } from '../../../../contract/compare.ts';
import type { TracesComparison } from '../../../routes/compare-route.ts';
import { useCommands } from '../../../ui/use-commands.tsx';

interface Parts {
  readonly comparison: TraceComparison;
  readonly rows: Uint32Array;
  /** Place of the chosen row in `rows`, or -1. */
  readonly at: number;
  readonly select: (at: number | undefined) => void;
  readonly swap: () => void;
  readonly change: (patch: Partial<TracesComparison>) => void;
  readonly view: TracesComparison;
}

const group = 'Compare';

export function useCompareCommands({ comparison, rows, at, select, swap, change, view }: Parts): void {
  const differs = (row: number): boolean => comparison.change[row] !== Change.same;
  const failsOnce = (row: number): boolean =>
    comparison.error[row] === ErrorChange.appeared || comparison.error[row] === ErrorChange.gone;
  const step = (direction: 1 | -1, fits: (row: number) => boolean): void => {
    for (
      let next = at < 0 && direction < 0 ? rows.length - 1 : at + direction;
      next >= 0 && next < rows.length;
      next += direction
    ) {
      if (fits(rows[next] as number)) return select(next);
    }
  };
  const any = (): boolean => true;
  useCommands([
    { id: 'compare.next', title: 'Next row', group, keys: 'j', listed: false, run: () => step(1, any) },
    { id: 'compare.previous', title: 'Previous row', group, keys: 'k', listed: false, run: () => step(-1, any) },
    { id: 'compare.nextChange', title: 'Next difference', group, keys: 'n', run: () => step(1, differs) },
    { id: 'compare.previousChange', title: 'Previous difference', group, keys: 'N', run: () => step(-1, differs) },
    {
      id: 'compare.nextError',
      title: 'Next row that failed on one side only',
      group,
      keys: 'e',
      run: () => step(1, failsOnce),
    },
    {
      id: 'compare.previousError',
      title: 'Previous row that failed on one side only',
      group,
      keys: 'E',
      run: () => step(-1, failsOnce),
    },
    { id: 'compare.swap', title: 'Swap the sides', group, keys: 'x', run: swap },
    {
      id: 'compare.order',
      title: 'Order: as in the trace, or by the largest change',
      group,
      keys: 'o',
      run: () => change({ order: view.order === 'tree' ? 'delta' : 'tree' }),
    },
    {
      id: 'compare.escape',
      title: 'Close the pair, then list all rows',
      group,
      keys: 'escape',
      listed: false,
      run: () => (view.pair === undefined ? change({ show: [] }) : select(undefined)),
    },
  ]);
}
