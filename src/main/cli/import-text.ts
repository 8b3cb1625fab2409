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
  const { name, state, format, compression, into, run, skipped, error, bytesRead, bytesTotal } = info;
  const { spans, logs, samples, profiles } = info;
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
    profiles,
    skipped,
    error: error ?? null,
  })}\n`;
}

function stored({ spans, logs, samples, profiles }: ImportInfo): string {
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  if (profiles > 0 && spans + logs + samples === 0) return counted(profiles, 'profile');
  const items = `${counted(spans, 'span')}, ${counted(logs, 'log')}`;
  const more = samples === 0 ? items : `${items}, ${counted(samples, 'sample')}`;
  return profiles === 0 ? more : `${more}, ${counted(profiles, 'profile')}`;
}
