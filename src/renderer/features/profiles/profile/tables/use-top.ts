// Functions of the view by page, in the order that the address names.
import type { ContractError } from '../../../../../contract/errors.ts';
import type { ProfileTopAnswer, TableSort } from '../../../../../contract/profiles/tables.ts';
import type { ProfileView } from '../../../../../contract/profiles/view.ts';
import { useTablePages } from '../../../../data/use-table-pages.ts';

export interface TopOrder {
  readonly sort: TableSort;
  readonly reversed: boolean;
}

export interface TopRow {
  readonly name: string;
  readonly file: string;
  readonly flat: number;
  readonly cum: number;
  readonly running: number;
  readonly inlined: number;
}

export interface Top {
  /** Of the first page; undefined until it is there. */
  readonly answer: ProfileTopAnswer | undefined;
  readonly error: ContractError | null;
  readonly count: number;
  readonly rowAt: (index: number) => TopRow | undefined;
  readonly onVisible: (first: number, last: number) => void;
}

export function useTop(view: ProfileView, { sort, reversed }: TopOrder, text: string): Top {
  const pages = useTablePages('profiles.top', (offset, limit) => ({ view, sort, reversed, text, offset, limit }));
  return {
    answer: pages.first,
    error: pages.error,
    count: pages.first?.functions ?? 0,
    rowAt(index) {
      const found = pages.at(index);
      return found === undefined ? undefined : rowOf(found.answer, found.row);
    },
    onVisible: pages.onVisible,
  };
}

function rowOf(answer: ProfileTopAnswer, row: number): TopRow | undefined {
  const name = answer.names[row];
  if (name === undefined) return undefined;
  return {
    name,
    file: answer.files[row] ?? '',
    flat: answer.flat[row] ?? 0,
    cum: answer.cum[row] ?? 0,
    running: answer.running[row] ?? 0,
    inlined: answer.inlined[row] ?? 0,
  };
}

/** `-flat` and the like; anything else is the usual order, largest flat value first. */
export function topOrder(sort: string | undefined): TopOrder {
  const column = sort?.replace(/^-/, '');
  const found = column === 'cum' || column === 'name' || column === 'flat' ? column : undefined;
  return { sort: found ?? 'flat', reversed: found !== undefined && sort?.startsWith('-') === true };
}

/** The address' text for an order; a second choice of a column turns it round. */
export function nextTopOrder({ sort, reversed }: TopOrder, column: TableSort): string {
  return sort === column && !reversed ? `-${column}` : column;
}
