// Which log records of a block tell of a failure: by severity, or, as Kronk's stages that are logged as INFO, by a status or
// an error among their attributes.
import { ValueKind } from '../../../contract/values.ts';
import type { LogBlock } from '../../store/log-block.ts';
import { columnText } from './key-rows.ts';

/** SeverityNumber of errors and worse begins here. */
const error = 17;
const failedStatus = /^(?:error|failed|failure|timeout)$/i;
const noError = /^(?:|false)$/i;

export function failedRecords(block: LogBlock): (row: number) => boolean {
  const told = new Set<number>();
  const look = (key: string, isFailure: (text: string) => boolean): void => {
    const column = block.attributeColumn(key);
    if (column === undefined) return;
    const known = new Map<number, boolean>();
    for (let i = 0; i < column.count; i++) {
      const ref = column.kinds[i] === ValueKind.text ? (column.refs[i] as number) : -1;
      let failed = ref < 0 ? undefined : known.get(ref);
      if (failed === undefined) {
        failed = isFailure(columnText(block, column, i));
        if (ref >= 0) known.set(ref, failed);
      }
      if (failed) told.add(column.rows[i] as number);
    }
  };
  look('status', (text) => failedStatus.test(text));
  for (const key of ['error', 'error.type']) look(key, (text) => !noError.test(text));
  return (row) => (block.severity[row] as number) >= error || told.has(row);
}
