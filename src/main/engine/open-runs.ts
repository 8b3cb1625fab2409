// The run files one reader thread has open, with what query/ keeps per file. The least recently asked is closed
// when there are too many: each holds decoded blocks.
import type { Alive, DecodeJournal, RunReader } from '../store/reader-face.ts';
import { openRunReader } from '../store/reader.ts';
import type { JaegerQueries } from '../query/jaeger-routes.ts';
import {
  jaegerDependencies,
  jaegerOperationNames,
  jaegerOperations,
  jaegerSearch,
  jaegerServices,
  jaegerTraceById,
} from '../query/jaeger-queries.ts';
import { TraceSearch } from '../query/trace-search.ts';

export interface OpenRun {
  readonly reader: RunReader;
  readonly search: TraceSearch;
  readonly jaeger: JaegerQueries;
}

export interface OpenRuns {
  /** Throws ContractError when the file cannot be read. */
  get(path: string): OpenRun;
  forget(path: string): void;
}

const mostOpen = 6;

export function createOpenRuns(decodeJournal: DecodeJournal, alive: Alive): OpenRuns {
  const runs = new Map<string, OpenRun>();

  function forget(path: string): void {
    runs.get(path)?.reader.close();
    runs.delete(path);
  }

  return {
    get(path) {
      const run = runs.get(path) ?? open(path, decodeJournal, alive);
      runs.delete(path);
      runs.set(path, run);
      const [oldest] = runs.keys();
      if (runs.size > mostOpen && oldest !== undefined) forget(oldest);
      return run;
    },
    forget,
  };
}

function open(path: string, decodeJournal: DecodeJournal, alive: Alive): OpenRun {
  const reader = openRunReader(path, { decodeJournal, alive });
  const search = new TraceSearch(reader);
  const jaeger: JaegerQueries = {
    services: () => jaegerServices(reader),
    operationNames: (service) => jaegerOperationNames(reader, service),
    operations: (params) => jaegerOperations(reader, params),
    search: (params, now, stillAlive) => jaegerSearch(reader, search, params, now, stillAlive),
    trace: (id, stillAlive) => jaegerTraceById(reader, id, stillAlive),
    dependencies: (params, now, stillAlive) => jaegerDependencies(reader, params, now, stillAlive),
  };
  return { reader, search, jaeger };
}
