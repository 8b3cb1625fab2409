// One good request per method of the contract, in an order in which they work on one engine. The type makes it complete.
import { wholeView } from '../support/profiles/whole-view.ts';
import { readFileSync } from 'node:fs';
import type { Engine } from '../../src/main/engine/start-engine.ts';
import type { RunId, SpanId, TraceId } from '../../src/contract/ids.ts';
import type { MethodName, RequestOf } from '../../src/contract/methods.ts';
import { noProfileFilter } from '../../src/contract/profiles/view.ts';
import type { SessionId } from '../../src/contract/sessions.ts';
import { newTarget } from '../../src/contract/scrape.ts';
import type { TaskId } from '../../src/contract/tasks.ts';
import { unixNanos } from '../../src/contract/time.ts';

export interface Known {
  readonly run: RunId;
  readonly past: RunId;
  readonly doomed: RunId;
  readonly foreign: { readonly id: RunId; readonly path: string };
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** Id of an export that was started. */
  readonly exporting: string;
  /** A profile of the live run. */
  readonly profile: number;
}

export function requestsOf({ run, past, doomed, foreign, traceId, spanId, exporting, profile }: Known): {
  readonly [M in MethodName]: RequestOf<M>;
} {
  const promql = { run, query: 'rate(x_total[1m])', start: 1_700_000_000_000, end: 1_700_000_060_000, step: 15_000 };
  const selection = { run, selectors: ['{job="contract"}'], from: 0, to: 1_700_000_060_000, limit: 100 };
  const filter = { where: 'service = contract and trace.duration > 1ns and test and k = v' };
  const view = wholeView({ run, profile });
  const flame = { view, zoom: '', width: 'max' } as const;
  const part = { profile, part: 0 };
  const allocations = { metric: 1, frames: 'line', from: 'allocation', filter: '' } as const;
  return {
    'app.info': {},
    'dashboards.save': { text: '{"title":"Contract","panels":[]}', id: 'contract' },
    'dashboards.list': {},
    'dashboards.get': { id: 'contract' },
    'dashboards.delete': { id: 'contract' },
    'app.sendTestSpan': { transport: 'grpc' },
    'app.listen': {},
    'settings.get': {},
    'settings.change': { retention: { maxAgeDays: 7 }, durability: 'full' },
    'traces.list': { run, filter, offset: 0, limit: 50 },
    'traces.count': { run, filter },
    'traces.scatter': { run, filter: {}, limit: 1000 },
    'traces.facets': { run, service: 'contract' },
    'trace.get': { run, traceId },
    'trace.version': { run, traceId },
    'trace.span': { run, traceId, spanId, occurrence: 0 },
    'trace.find': { run, traceId, where: 'test' },
    'search.values': { run, domain: 'spans', field: '', prefix: '', limit: 100 },
    'trace.criticalPath': { run, traceId, corrected: true },
    'trace.flame': { run, traceId, corrected: false, order: 'merged', weight: 'self' },
    'trace.selfTimes': { run, traceId, corrected: false, by: 'operation' },
    'trace.skew': { run, traceId },
    'trace.attribute': { run, traceId, key: 'k' },
    'trace.attributeKeys': { run, traceId },
    'spans.tail': { run, where: 'kind = server', limit: 50 },
    'logs.list': { run, where: '', order: 'newest', limit: 50 },
    'logs.tail': { run, where: '', limit: 50 },
    'logs.record': { run, sequence: 0 },
    'logs.context': { run, sequence: 0, before: 5, after: 5, of: 'service' },
    'services.map': { run },
    'services.operations': { run, service: 'contract' },
    'trace.services': { run, traceId },
    'traces.compareGroups': { left: { run, filter: {} }, right: { run, filter: { where: 'error' } } },
    'traces.compare': { left: { run, traceId }, right: { run, traceId } },
    'logs.histogram': { run, where: '', buckets: 10 },
    'logs.facets': { run, where: '', field: 'k' },
    'logs.patterns': { run, where: '', limit: 50, buckets: 10 },
    'logs.fields': { run },
    'logs.values': { run, sequences: Float64Array.of(0), fields: ['k', 'body.a'] },
    'trace.logs': { run, traceId },
    'trace.logMarks': { run, traceId },
    'trace.events': { run, traceId },
    'source.locate': { paths: ['/no/such/file.ts'] },
    'source.read': { view, frame: 'ev', file: 0 },
    'trace.genAi': { run, traceId, spanId },
    'export.start': {
      run,
      what: { kind: 'spans', traceId, spanIds: [spanId], subtree: true },
      format: 'csv',
      signal: 'traces',
      columns: ['a'],
      gzip: false,
      redact: '',
    },
    'export.estimate': { run, what: { kind: 'run' }, format: 'otlp-json', signal: 'traces', gzip: false, redact: '' },
    'export.piece': { export: exporting },
    'export.state': { export: exporting },
    'export.cancel': { export: exporting },
    'export.preview': { run, what: { kind: 'run' }, signal: 'all', redact: 'remove any *' },
    'metrics.list': { run },
    'metrics.sparklines': { run, metrics: Uint32Array.of(1, 2), end: 1_700_000_060_000, span: 60_000, points: 5 },
    'metrics.query': { ...promql, maxSeries: 100 },
    'metrics.labels': { ...selection },
    'metrics.values': { ...selection, label: '__name__', prefix: 'x' },
    'metrics.series': { ...selection },
    'metrics.exemplars': { run, query: 'x_total', from: 0, to: 1_700_000_060_000, limit: 10 },
    'metrics.cardinality': { run, since: 0 },
    'metrics.explain': { ...promql },
    'metrics.hints': { ...promql },
    'metrics.spacing': { run, query: 'x_total' },
    'ingest.recent': { limit: 10 },
    'problems.list': {},
    'problems.clear': {},
    'runs.open': { path: foreign.path },
    'runs.close': { run: foreign.id },
    'imports.start': { paths: [foreign.path], into: 'new' },
    'imports.upload': {
      upload: 'contract',
      name: 'a.otter',
      offset: 0,
      bytes: readFileSync(foreign.path),
      last: true,
      into: 'new',
    },
    'imports.dropUpload': { upload: 'none' },
    'imports.list': {},
    'imports.watches': {},
    'sessions.list': { run, text: '', order: 'last', descending: true, offset: 0, limit: 10 },
    'sessions.ofTrace': { run, traceId },
    'sessions.timeline': { run, session: 'contract' as SessionId, lanes: 'node', limit: 100 },
    'allocations.open': { run, profile },
    'allocations.tree': { run, profile, ...allocations, offset: 0, limit: 10, folded: [], opened: [], find: 0 },
    'allocations.node': { run, profile, ...allocations, node: 0 },
    'allocations.text': { run, profile, ...allocations },
    'allocations.questions': { run, profile },
    'allocations.points': { run, profile, question: 'tiny', filter: '', offset: 0, limit: 10 },
    'allocations.bySymbol': { run, profile, sort: 'totalBytes', by: 'self', filter: '', offset: 0, limit: 10 },
    'allocations.diff': {
      run,
      profile,
      base: { run, profile },
      column: 'totalBytes',
      by: 'stack',
      filter: '',
      offset: 0,
      limit: 10,
    },
    'profiles.list': { run, text: '', offset: 0, limit: 10 },
    'profiles.open': { run, profile },
    'goroutines.list': {
      dump: { run, profile, part: 0 },
      find: '',
      state: '',
      leastWait: 0,
      order: 'count',
      offset: 0,
      limit: 10,
    },
    'goroutines.series': { dumps: [{ run, profile, part: 0 }] },
    'profiles.file': { run, profile, piece: 0 },
    'profiles.marks': { run, from: unixNanos(1n), to: unixNanos(2n), limit: 10 },
    'profiles.ofInterval': { run, from: unixNanos(1n), to: unixNanos(2n), traceId, limit: 10 },
    'profiles.flame': flame,
    'profiles.export': { ...flame, format: 'folded', root: 'top', name: 'cpu' },
    'profiles.top': { view, sort: 'flat', reversed: false, text: '', offset: 0, limit: 10 },
    'profiles.tree': { view, sort: 'cum', reversed: false, text: '', offset: 0, limit: 10 },
    'profiles.peek': { view, frame: 'main' },
    'profiles.lines': { view, frame: 'main' },
    'profiles.labels': { view, limit: 10 },
    'profiles.ofSpan': { run, profile, traceId, spanId },
    'profiles.search': { ...flame, text: '.', regex: true, files: true },
    'profiles.function': { view, width: 'max', frame: 'main' },
    'profiles.sandwich': { view, width: 'sum', frame: 'main', callersZoom: '', calleesZoom: '' },
    'profiles.diff': {
      view: { ...view, base: { run, ...part } },
      by: 'total',
      relative: true,
      text: '',
      offset: 0,
      limit: 10,
    },
    'profiles.overTime': { view, buckets: 10 },
    'profiles.series': {
      run,
      profiles: [part, part],
      type: '',
      grouping: 'function',
      filter: noProfileFilter,
      by: 'total',
      limit: 10,
    },
    'profiles.rename': { run, profile, name: 'contract' },
    'profiles.delete': { run, profiles: [999] },
    'tasks.list': { run, text: '', shown: 'all', order: 'busy', descending: true, limit: 10 },
    'tasks.history': { run, service: 'none', key: '1-1' as TaskId, at: unixNanos(1n) },
    'collectors.list': {},
    'collectors.test': {
      collector: {
        kind: 'health',
        id: 'none',
        name: 'contract',
        service: '',
        paused: false,
        url: 'http://127.0.0.1:1',
        auth: { kind: 'none' },
        headers: [],
        paths: ['/'],
        intervalSeconds: 1,
      },
    },
    'collectors.retry': { id: 'none' },
    'captures.list': {},
    'captures.start': {
      order: {
        url: 'http://127.0.0.1:1',
        service: 'contract',
        subject: { kind: 'go', profile: 'heap', seconds: 0, collectGarbage: false },
        auth: { kind: 'none' },
        headers: [],
        everySeconds: 0,
      },
    },
    'captures.cancel': { id: 'none' },
    'captures.clear': {},
    'processes.list': {},
    'targets.list': {},
    'targets.test': { target: { ...newTarget, id: 'none', url: 'http://127.0.0.1:1/metrics', job: 'contract' } },
    'imports.cancel': { id: 'none' },
    'imports.clear': {},
    'runs.rename': { run: past, name: 'renamed' },
    'runs.delete': { run: doomed },
    'runs.list': {},
    'runs.create': { name: 'created' },
  };
}

export function ask<M extends MethodName>(engine: Engine, method: M, request: RequestOf<M>) {
  return engine.ask(method, request, new AbortController().signal);
}
