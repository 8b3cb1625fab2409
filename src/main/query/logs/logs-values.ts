// logs.values: fields of given records as columns.
import { bodyPreviewLength, type LogValues, type LogValuesRequest } from '../../../contract/logs.ts';
import { textForm } from '../../../contract/text-form.ts';
import type { Alive } from '../../store/reader-face.ts';
import { attributeField, fieldValues, type FieldValues } from './log-field.ts';
import type { LogPart, LogRun } from './log-run.ts';

/** Throws ContractError `not-found` for a record that is not stored (any more), `bad-request` for what is no field. */
export function logsValues(run: LogRun, { sequences, fields }: LogValuesRequest, alive: Alive): LogValues {
  run.refresh();
  const asked = fields.map(attributeField);
  const readers = new Map<LogPart, readonly FieldValues[]>();
  const values: (string | undefined)[][] = asked.map(() => []);
  for (const sequence of sequences) {
    const { part, row } = run.placeOf(sequence);
    let ofPart = readers.get(part);
    if (ofPart === undefined) {
      alive();
      ofPart = asked.map((field) => fieldValues(run.reader, run.open(part), field));
      readers.set(part, ofPart);
    }
    ofPart.forEach((valueOf, i) => {
      const value = valueOf(row);
      values[i]?.push(value === undefined ? undefined : textForm(value).slice(0, bodyPreviewLength));
    });
  }
  return { values };
}
