// What `otterscope import` prints: a line of progress, and the report of each file, for people or as JSON.
import { fileFormatTitles, type ImportInfo } from '../../contract/imports.ts';
import { terminalText } from './terminal-text.ts';

export function progressLine(info: ImportInfo): string {
  const { name, bytesRead, bytesTotal } = info;
  const share = bytesTotal === 0 ? 0 : Math.floor((100 * bytesRead) / bytesTotal);
  return `${terminalText(name)}: ${share} %, ${stored(info)}`;
}

/** A few lines: what it was, what is stored and where, what was left out and why. */
export function importLine(info: ImportInfo): string {
  const { name, state, format, compression, run, skipped, error } = info;
  const title =
    format === undefined ? '' : ` (${fileFormatTitles[format]}${compression === undefined ? '' : `, ${compression}`})`;
  const where = run === undefined ? '' : info.into === 'live' ? `, into the live run ${run}` : `, run ${run}`;
  const head = `${terminalText(name)}${title}: ${state === 'done' ? 'imported' : state}, ${stored(info)}${where}`;
  const lines = [
    head,
    ...(error === undefined ? [] : [`  ${terminalText(error)}`]),
    ...skipped.map((one) => `  skipped ${one.count}: ${terminalText(one.reason)} (first: ${terminalText(one.first)})`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One line of JSON; what is not there is null. */
export function importJson(info: ImportInfo): string {
  const { name, state, format, compression, into, run, spans, logs, samples, skipped, error, bytesRead, bytesTotal } =
    info;
  return `${JSON.stringify({
    event: 'import',
    name,
    state,
    format: format ?? null,
    compression: compression ?? null,
    into,
    run: run ?? null,
    bytes_read: bytesRead,
    bytes_total: bytesTotal,
    spans,
    logs,
    samples,
    skipped,
    error: error ?? null,
  })}\n`;
}

function stored({ spans, logs, samples }: ImportInfo): string {
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const items = `${counted(spans, 'span')}, ${counted(logs, 'log')}`;
  return samples === 0 ? items : `${items}, ${counted(samples, 'sample')}`;
}
