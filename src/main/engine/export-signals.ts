// Which signals an export holds, and whether its format can: said before anything is read.
import type { ExportOrder } from '../../contract/exports.ts';
import { ContractError } from '../../contract/errors.ts';
import { readWhere } from '../query/index.ts';

export type StoredSignal = 'traces' | 'logs' | 'metrics';
type Asked = Pick<ExportOrder, 'what' | 'format' | 'signal' | 'table'>;

/** The CSV table: without one, that of the signal. */
export function tableOf({ what, signal, table }: Pick<ExportOrder, 'what' | 'signal' | 'table'>): ExportOrder['table'] {
  if (table !== undefined) return table;
  if (what.kind === 'query') return 'long';
  if (what.kind === 'metrics' || signal === 'metrics') return 'samples';
  return signal === 'logs' ? 'logs' : 'spans';
}

/** In the order in which they are written. */
export function signalsOf(order: Asked): readonly StoredSignal[] {
  const { what, signal, format } = order;
  if (what.kind === 'metrics' || what.kind === 'query' || format === 'openmetrics') return ['metrics'];
  if (format === 'csv') {
    const table = tableOf(order);
    return [table === 'logs' ? 'logs' : table === 'samples' ? 'metrics' : 'traces'];
  }
  if (signal !== 'all') return [signal];
  const withMetrics = what.kind === 'run' || (what.kind === 'search' && what.where.trim() === '');
  return withMetrics ? ['traces', 'logs', 'metrics'] : ['traces', 'logs'];
}

/** Throws ContractError `bad-request` for an order that cannot be, with every search text that cannot be read. */
export function checkOrder(order: Asked): void {
  const { what, format } = order;
  const signals = signalsOf(order);
  const refuse = (words: string): never => {
    throw new ContractError('bad-request', words);
  };
  if (format === 'jaeger' && (signals.length > 1 || signals[0] !== 'traces')) refuse('Jaeger JSON holds traces only.');
  if ((format === 'otlp-json' || format === 'otlp-protobuf') && signals.length > 1)
    refuse(`${format} holds either traces, logs or metrics: choose a signal.`);
  const table = tableOf(order);
  const ofQuery = table === 'long' || table === 'wide';
  if (what.kind === 'query' && (format !== 'csv' || !ofQuery)) refuse('A query is exported as CSV, long or wide.');
  if (format === 'csv' && ofQuery && what.kind !== 'query') refuse(`The table ${table} is one of a query.`);
  if (signals.includes('metrics') && (what.kind === 'traces' || what.kind === 'spans'))
    refuse('Metrics belong to no trace: export them by their names, or the whole run.');
  if (what.kind !== 'search') return;
  if (signals.includes('traces')) readWhere(what.where, 'spans');
  if (signals.includes('logs')) readWhere(what.where, 'logs');
  if (signals.includes('metrics') && what.where.trim() !== '')
    refuse('A search selects traces and logs; metrics are chosen by their names.');
}
