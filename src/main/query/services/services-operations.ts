// services.operations: what one service spends its time on, by the names of its spans.
import type { ServiceOperation, ServiceOperations, ServicesRequest } from '../../../contract/services.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { LogHistogram } from '../log-histogram.ts';
import { effectiveStart } from '../plausible-time.ts';
import { figuresOf } from './call-sums.ts';

const most = 200;
/** Names that are told apart while counting; what comes later is left out. */
const mostNames = 2000;
const mostSpans = 2_000_000;

interface Sums {
  readonly durations: LogHistogram;
  errors: number;
  total: number;
}

export function servicesOperations(
  reader: RunReader,
  {
    service,
    from = 0n,
    to = 2n ** 64n,
  }: Omit<ServicesRequest, 'run' | 'from' | 'to'> & {
    readonly service: string;
    readonly from?: bigint | undefined;
    readonly to?: bigint | undefined;
  },
  alive: Alive,
): ServiceOperations {
  reader.refresh();
  const number = reader.serviceNumber(service);
  const sums = new Map<string, Sums>();
  let complete = true;
  let spans = 0;
  const add = (block: SpanBlock): void => {
    const ofService = new Map<number, boolean>();
    const names = new Map<number, Sums | undefined>();
    for (let row = 0; row < block.count; row++) {
      const resource = block.resource[row] as number;
      let mine = ofService.get(resource);
      if (mine === undefined) ofService.set(resource, (mine = reader.serviceOfResource(resource) === number));
      if (!mine) continue;
      const start = effectiveStart(block, row);
      if (start < from || start > to) continue;
      const id = block.name[row] as number;
      if (!names.has(id)) names.set(id, sumsOf(block.strings.text(id)));
      const own = names.get(id);
      if (own === undefined) continue;
      const [begin, end] = [block.start[row] as bigint, block.end[row] as bigint];
      const nanos = begin === 0n || end <= begin ? 0 : Number(end - begin);
      own.durations.add(nanos);
      own.total += nanos;
      own.errors += block.failed[row] as number;
    }
  };
  const sumsOf = (name: string): Sums | undefined => {
    const known = sums.get(name);
    if (known !== undefined) return known;
    if (sums.size >= mostNames) {
      complete = false;
      return undefined;
    }
    const fresh = { durations: new LogHistogram(), errors: 0, total: 0 };
    sums.set(name, fresh);
    return fresh;
  };
  add(reader.headSpans());
  for (const summary of reader.spanBlocks()) {
    if (!summary.hasService(number) || summary.maxStart < from || summary.minStart > to) continue;
    spans += summary.count;
    if (spans > mostSpans) {
      complete = false;
      break;
    }
    alive();
    add(reader.openSpanBlock(summary.block));
  }
  const operations = [...sums].map(([name, one]): ServiceOperation => ({ name, ...figuresOf(one), total: one.total }));
  operations.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  return { operations: operations.slice(0, most), count: operations.length, complete };
}
