// A page as lines for the lint: every line read on its own, so that one fault does not hide the next.
import type { SeriesLabels } from '../../../../contract/sample-batch.ts';
import { DecodeFault } from '../../result.ts';
import { ExpositionFault } from '../exposition-fault.ts';
import { readLabelBlock } from '../label-block.ts';
import { blockEnd, lineEnd, nameEnd, OPEN, skipBlanks } from '../line-scan.ts';
import { isMetadata, readMetadataLine } from '../metadata-line.ts';
import { readOpenMetricsTail, readTextTail, type SampleTail } from '../sample-tail.ts';
import { utf8Text } from '../utf8-text.ts';
import type { Findings } from './findings.ts';

export interface LintSample {
  readonly kind: 'sample';
  readonly line: number;
  readonly name: string;
  readonly labels: SeriesLabels;
  readonly value: number;
  /** Unix milliseconds, or NaN. */
  readonly time: number;
  readonly exemplar: SeriesLabels | undefined;
}

export type LintLine =
  | LintSample
  | { readonly kind: 'help' | 'type' | 'unit'; readonly line: number; readonly name: string; readonly text: string };

export function lintLines(bytes: Uint8Array, openMetrics: boolean, findings: Findings): readonly LintLine[] {
  const lines: LintLine[] = [];
  let ended = false;
  let line = 0;
  for (let at = 0; at < bytes.length;) {
    line += 1;
    const end = lineEnd(bytes, at);
    if (ended) {
      findings.add('text-after-eof', 'error', line, '', 'There is something behind # EOF.');
      return lines;
    }
    if (openMetrics && utf8Text(bytes, at, end) === '# EOF') ended = true;
    else {
      try {
        const read = readLine(bytes, at, end, line, openMetrics);
        if (read !== undefined) lines.push(read);
      } catch (fault) {
        if (!(fault instanceof ExpositionFault || fault instanceof DecodeFault)) throw fault;
        findings.add('syntax', 'error', line, '', `${sentence(fault.message)} The whole page is refused for it.`);
      }
    }
    at = end + 1;
  }
  if (openMetrics && !ended) findings.add('no-eof', 'error', line, '', 'The page does not end with # EOF.');
  if (!openMetrics && bytes.length > 0 && bytes.at(-1) !== 0x0a)
    findings.add('no-line-feed', 'info', line, '', 'The last line does not end with a line feed.');
  return lines;
}

function readLine(
  bytes: Uint8Array,
  from: number,
  end: number,
  line: number,
  openMetrics: boolean,
): LintLine | undefined {
  const at = openMetrics ? from : skipBlanks(bytes, from);
  if (at >= end) {
    if (openMetrics) throw new ExpositionFault('an empty line', at);
    return undefined;
  }
  if (isMetadata(bytes[at])) {
    const read = readMetadataLine(bytes, at, end, openMetrics);
    return read.kind === 'comment' ? undefined : { ...read, line };
  }
  const nameStop = nameEnd(bytes, at, true);
  const open = openMetrics ? nameStop : skipBlanks(bytes, nameStop);
  const block =
    bytes[open] === OPEN
      ? readLabelBlock(bytes.subarray(0, blockEnd(bytes, open, end)), open, end, !openMetrics)
      : undefined;
  const name = nameStop > at ? utf8Text(bytes, at, nameStop) : block?.name;
  if (name === undefined || name === '') throw new ExpositionFault('expected the name of a metric', at);
  if (nameStop > at && block?.name !== undefined)
    throw new ExpositionFault('the name of the metric is there twice', at);
  const tail: SampleTail = { value: 0, time: Number.NaN, exemplar: undefined, next: 0 };
  const rest = block?.end ?? nameStop;
  if (openMetrics) readOpenMetricsTail(bytes, rest, tail);
  else readTextTail(bytes, rest, tail);
  const { value, time, exemplar } = tail;
  const labels = (block?.labels ?? []).filter(([, text]) => text !== '');
  return { kind: 'sample', line, name, labels, value, time, exemplar: exemplar?.labels };
}

export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
