// OTLP JSON documents of any size, written over any number of lines: their spans, logs and metrics are taken one by one and
// put together again as requests of about a megabyte, which mean the same.
import { elementBytes, type FileSignal, type ForeignReader, type ForeignSink } from './foreign-format.ts';
import { JsonSplitter, type PathStep, type SplitOwner } from './json-splitter.ts';

/** Bytes of items that make a request. */
const requestBytes = 1 << 20;
/** Bytes of items that wait for their resource or scope, where those come behind them. */
const patientBytes = 16 << 20;

const groupsOf: Readonly<Record<string, FileSignal>> = {
  resourceSpans: 'traces',
  resource_spans: 'traces',
  resourceLogs: 'logs',
  resource_logs: 'logs',
  resourceMetrics: 'metrics',
  resource_metrics: 'metrics',
};
/** Keys of the groups and items of a request that is put together. */
const keysOf: Readonly<
  Record<FileSignal, { readonly groups: string; readonly scopes: string; readonly items: string }>
> = {
  traces: { groups: 'resourceSpans', scopes: 'scopeSpans', items: 'spans' },
  logs: { groups: 'resourceLogs', scopes: 'scopeLogs', items: 'logRecords' },
  metrics: { groups: 'resourceMetrics', scopes: 'scopeMetrics', items: 'metrics' },
};
/** They need the dictionary of their request, and so their request as a whole. */
const profilesPassed = 'profiles in a request that had to be taken apart';
const passedOver: Readonly<Record<string, string>> = {
  resourceProfiles: profilesPassed,
  resource_profiles: profilesPassed,
};
const scopeKeys = new Set([
  'scopeSpans',
  'scope_spans',
  'scopeLogs',
  'scope_logs',
  'scopeMetrics',
  'scope_metrics',
  'instrumentationLibrarySpans',
  'instrumentation_library_spans',
  'instrumentationLibraryLogs',
  'instrumentation_library_logs',
  'instrumentationLibraryMetrics',
  'instrumentation_library_metrics',
]);
const itemKeys = new Set(['spans', 'logRecords', 'log_records', 'logs', 'metrics']);
const scopeNames = new Set(['scope', 'instrumentationLibrary', 'instrumentation_library']);
const schemaNames = new Set(['schemaUrl', 'schema_url']);

interface Facts {
  own: Uint8Array | undefined;
  schemaUrl: Uint8Array | undefined;
}

/**
 * `base` is where the first byte written lies in the file. `wrapped`: the request stands under the key `result`, as
 * Jaeger's API of version 3 answers.
 */
export function otlpJsonDocument(sink: ForeignSink, base = 0, wrapped = false): ForeignReader {
  const resource: Facts = { own: undefined, schemaUrl: undefined };
  const scope: Facts = { own: undefined, schemaUrl: undefined };
  let items: Uint8Array[] = [];
  let itemBytes = 0;
  /** Items put together to about a request each: so much that waits would be several times as large in single ones. */
  const pieces: Uint8Array[] = [];
  /** Scope groups of the current resource that have ended. */
  const scopes: Uint8Array[] = [];
  let waiting = 0;
  let signal: FileSignal = 'traces';
  let early = false;

  const owner: SplitOwner = {
    at(path) {
      const [root, , level, , inner] = path;
      switch (path.length) {
        case 0:
          return 'enter';
        case 1:
          if (typeof root !== 'string') return 'skip';
          if (passedOver[root] !== undefined) sink.skip(passedOver[root], placeOf(path));
          if (groupsOf[root] === undefined) return 'skip';
          signal = groupsOf[root];
          return 'enter';
        case 2:
          return 'enter';
        case 3:
          if (typeof level !== 'string') return 'skip';
          if (level === 'resource' || schemaNames.has(level)) return 'take';
          return scopeKeys.has(level) ? 'enter' : 'skip';
        case 4:
          return 'enter';
        case 5:
          if (typeof inner !== 'string') return 'skip';
          if (scopeNames.has(inner) || schemaNames.has(inner)) return 'take';
          return itemKeys.has(inner) ? 'enter' : 'skip';
        default:
          return 'take';
      }
    },
    take(path, bytes) {
      const name = path.at(-1);
      if (path.length === 6) {
        items.push(bytes.slice());
        itemBytes += bytes.length;
        waiting += bytes.length;
        if (itemBytes >= requestBytes) putTogether();
        const complete = resource.own !== undefined && scope.own !== undefined;
        if (waiting < (complete ? requestBytes : patientBytes)) return;
        early = !complete;
        endScope();
        send(path);
        return;
      }
      const facts = path.length === 3 ? resource : scope;
      if (typeof name === 'string' && schemaNames.has(name)) facts.schemaUrl = bytes.slice();
      else facts.own = bytes.slice();
      if (early && facts.own !== undefined) {
        early = false;
        sink.skip(
          'resources or scopes that come more than 16 MiB behind their first items, which have none',
          placeOf(path),
        );
      }
    },
    leave(path) {
      if (path.length === 4) {
        endScope();
        scope.own = scope.schemaUrl = undefined;
        if (resource.own !== undefined && waiting >= requestBytes) send(path);
      } else if (path.length === 2) {
        send(path);
        resource.own = resource.schemaUrl = undefined;
        early = false;
      }
    },
    tooLarge(path, offset) {
      sink.skip('items larger than 64 MiB', `${placeOf(path)} at byte ${base + offset}`);
    },
  };
  const splitter = new JsonSplitter(wrapped ? unwrapped(owner) : owner, elementBytes);

  function placeOf(path: readonly PathStep[]): string {
    const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    return `document ${splitter.documents + 1}${steps === '' ? '' : `, ${steps.slice(1)}`}`;
  }

  function putTogether(): void {
    if (items.length === 0) return;
    pieces.push(joined(items.flatMap((item, i) => (i === 0 ? [item] : [',', item]))));
    items = [];
    itemBytes = 0;
  }

  function endScope(): void {
    putTogether();
    const before: (string | Uint8Array)[] = ['{'];
    if (scope.own !== undefined) before.push('"scope":', scope.own, ',');
    if (scope.schemaUrl !== undefined) before.push('"schemaUrl":', scope.schemaUrl, ',');
    before.push(`"${keysOf[signal].items}":[`);
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift())
      scopes.push(joined([...before, piece, ']}']));
  }

  /** What waits, as requests of about `requestBytes`. */
  function send(path: readonly PathStep[]): void {
    waiting = 0;
    const before: (string | Uint8Array)[] = [`{"${keysOf[signal].groups}":[{`];
    if (resource.own !== undefined) before.push('"resource":', resource.own, ',');
    if (resource.schemaUrl !== undefined) before.push('"schemaUrl":', resource.schemaUrl, ',');
    before.push(`"${keysOf[signal].scopes}":[`);
    for (let next = 0; next < scopes.length;) {
      const parts = [...before];
      for (let bytes = 0; bytes < requestBytes && next < scopes.length; next++) {
        const one = scopes[next] as Uint8Array;
        parts.push(bytes === 0 ? '' : ',', one);
        bytes += one.length;
      }
      parts.push(']}]}');
      sink.request(signal, 'json', joined(parts), placeOf(path.slice(0, 2)));
    }
    scopes.length = 0;
  }

  return {
    write(chunk) {
      splitter.write(chunk);
    },
    end() {
      const open = splitter.end();
      endScope();
      send([]);
      if (open !== undefined)
        sink.skip(`the rest of a document that is cut off: ${open}`, `document ${splitter.documents + 1}`);
    },
    get settled() {
      return base + splitter.settled;
    },
  };
}

/** The owner sees what stands under the key `result` as the document. */
function unwrapped(owner: SplitOwner): SplitOwner {
  return {
    at(path, first, offset) {
      if (path.length === 0) return 'enter';
      return path[0] === 'result' ? owner.at(path.slice(1), first, offset) : 'skip';
    },
    take: (path, bytes, offset) => owner.take(path.slice(1), bytes, offset),
    leave(path) {
      if (path.length > 0) owner.leave?.(path.slice(1));
    },
    tooLarge: (path, offset) => owner.tooLarge(path.slice(1), offset),
  };
}

/** ASCII texts and bytes, one behind the other. */
function joined(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'string') for (let i = 0; i < part.length; i++) whole[at + i] = part.charCodeAt(i);
    else whole.set(part, at);
    at += part.length;
  }
  return whole;
}
