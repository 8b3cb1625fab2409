// A table of program points as a CSV file: all rows that the table has, asked for page by page, with plain numbers in the
// file's units; what is not recorded is empty.
import { Download } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { AllocationColumn, AllocationColumns, OpenedAllocations } from '../../../contract/profiles/allocations.ts';
import { useHost } from '../../data/host-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { csvText } from '../../ui/csv-text.ts';
import { useNotify } from '../../ui/notices.tsx';
import { columnTitle, recordedColumns } from './allocation-values.tsx';

type Cells = readonly (string | number)[];

/** Rows from `offset` on, at most `limit`: fewer end the table. */
export type CsvPage = (offset: number, limit: number) => Promise<readonly Cells[]>;

interface SaveCsvProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly header: readonly string[];
  readonly page: CsvPage;
}

const rowsOfPage = 2000;

export function SaveCsv({ name, header, page }: SaveCsvProps): ReactNode {
  const host = useHost();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    const parts = [csvText([header])];
    for (let offset = 0; ; offset += rowsOfPage) {
      const rows = await page(offset, rowsOfPage);
      if (rows.length > 0) parts.push(csvText(rows));
      if (rows.length < rowsOfPage) break;
    }
    await host.save(`${name.replaceAll(/[^\w.-]+/g, '-')}.csv`, new Blob(parts, { type: 'text/csv' }));
  };
  const save = (): void => {
    setBusy(true);
    write()
      .catch((error: unknown) =>
        notify('error', `The table was not saved: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Button look="ghost" onClick={save} disabled={busy} title="All rows of this table">
      <Download size={13} aria-hidden="true" /> Save as CSV
    </Button>
  );
}

/** Headings of the sums that the file records. */
export function sumTitles({ facts }: OpenedAllocations): readonly string[] {
  return recordedColumns(facts).map((column: AllocationColumn) => columnTitle(column, facts.units));
}

/** Sums of one row, in the order of `sumTitles`. */
export function sumCells({ facts }: OpenedAllocations, sums: AllocationColumns, row: number): Cells {
  return recordedColumns(facts).map((column) => cellOf(sums[column][row]));
}

export function cellOf(value: number | undefined): string | number {
  return value === undefined || Number.isNaN(value) ? '' : value;
}
