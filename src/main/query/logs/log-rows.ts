// Places of records to the columns of an answer.
import { bodyPreviewLength, type LogColumns } from '../../../contract/logs.ts';
import { textForm } from '../../../contract/text-form.ts';
import { TextList } from '../text-list.ts';
import type { LogPlace, LogRun } from './log-run.ts';

export function logRows(run: LogRun, places: readonly LogPlace[]): LogColumns {
  const rows = places.length;
  const texts = new TextList();
  const columns = {
    sequence: new Float64Array(rows),
    time: new BigUint64Array(rows),
    observed: new BigUint64Array(rows),
    severity: new Uint8Array(rows),
    severityText: new Uint32Array(rows),
    service: new Uint32Array(rows),
    scope: new Uint32Array(rows),
    eventName: new Uint32Array(rows),
    bodyLength: new Uint32Array(rows),
    bodyKind: new Uint8Array(rows),
    traceIds: new Uint8Array(16 * rows),
    spanIds: new Uint8Array(8 * rows),
  };
  const body: string[] = [];
  const { reader } = run;
  places.forEach(({ part, row }, i) => {
    const block = run.open(part);
    columns.sequence[i] = part.first + row;
    columns.time[i] = run.timesOf(part).at[row] as bigint;
    columns.observed[i] = block.observed[row] as bigint;
    columns.severity[i] = block.severity[row] as number;
    columns.severityText[i] = texts.of(block.strings.text(block.severityText[row] as number));
    columns.service[i] = texts.of(reader.serviceName(reader.serviceOfResource(block.resource[row] as number)));
    columns.scope[i] = texts.of(reader.scope(block.scope[row] as number).name);
    columns.eventName[i] = texts.of(block.strings.text(block.eventName[row] as number));
    const text = textForm(block.bodyOf(row));
    body.push(text.length > bodyPreviewLength ? text.slice(0, bodyPreviewLength) : text);
    columns.bodyLength[i] = text.length;
    columns.bodyKind[i] = block.bodyKind[row] as number;
    const trace = 16 * (block.trace[row] as number);
    columns.traceIds.set(block.traceIds.subarray(trace, trace + 16), 16 * i);
    columns.spanIds.set(block.spanIds.subarray(8 * row, 8 * row + 8), 8 * i);
  });
  return { rows, ...columns, body, texts: texts.all };
}
