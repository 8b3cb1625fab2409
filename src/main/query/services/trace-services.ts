// trace.services: who calls whom within one trace, in the same terms as the map of the run.
import type { RequestOf } from '../../../contract/methods.ts';
import type { ServiceGraph } from '../../../contract/services.ts';
import { SpanMark } from '../../../contract/traces.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import { gatherSpans } from '../trace-gather.ts';
import { partsOfTrace } from '../trace-get.ts';
import { layOutTrace } from '../trace-layout.ts';
import { isAnswer } from './block-calls.ts';
import { CallSums } from './call-sums.ts';
import { Participants } from './participants.ts';
import { peersOf } from './peer-names.ts';

export function traceServices(
  reader: RunReader,
  { traceId }: Pick<RequestOf<'trace.services'>, 'traceId'>,
  alive: Alive,
): ServiceGraph {
  reader.refresh();
  const participants = new Participants(reader);
  const parts = partsOfTrace(reader, traceId);
  const spans = gatherSpans(reader, parts, alive);
  alive();
  const layout = layOutTrace(spans);
  const peers = parts.map(({ block }) => peersOf(block, participants));
  const services = Int32Array.from(spans.serviceNames, (name) => reader.serviceNumber(name));
  const serviceOf = (span: number): number => services[spans.service[span] as number] as number;
  const peerOf = (span: number): number => peers[spans.part[span] as number]?.[spans.row[span] as number] ?? -1;
  const answered = new Uint8Array(spans.count);
  const above = (row: number): number => {
    const parent = layout.parent[row] as number;
    return parent < 0 ? -1 : (layout.span[parent] as number);
  };
  for (let row = 0; row < layout.rows; row++) {
    const span = layout.span[row] as number;
    const parent = above(row);
    if (span >= 0 && parent >= 0 && isAnswer(serviceOf(parent), serviceOf(span), spans.kind[span] as number))
      answered[parent] = 1;
  }
  const sums = new CallSums();
  for (let row = 0; row < layout.rows; row++) {
    if ((row & 4095) === 0) alive();
    const span = layout.span[row] as number;
    if (span < 0) continue;
    const [start, end] = [spans.start[span] as bigint, spans.end[span] as bigint];
    const nanos = start === 0n || end <= start ? 0 : Number(end - start);
    const failed = ((spans.marks[span] as number) & SpanMark.error) === 0 ? 0 : 1;
    const service = serviceOf(span);
    const parent = above(row);
    const peer = peerOf(span);
    const kind = spans.kind[span] as number;
    if (parent < 0) sums.add(kind === 5 && peer >= 0 ? peer : undefined, service, nanos, failed);
    else if (serviceOf(parent) !== service) sums.add(serviceOf(parent), service, nanos, failed);
    if (peer >= 0 && kind !== 5 && answered[span] === 0) sums.add(service, peer, nanos, failed);
  }
  return sums.finish(participants);
}
