// Every question the window can ask: name -> request and answer. The zod schema of each request lives in serve/,
// tied to this map at compile time. Names are `room.verb`.
import type { AppInfo } from './app.ts';
import type { CaptureMethods } from './profiles/captures.ts';
import type { CollectorMethods } from './collectors.ts';
import type { CompareMethods } from './compare.ts';
import type { DashboardMethods } from './dashboards/methods.ts';
import type { GenAiMethods } from './genai.ts';
import type { ExportMethods } from './exports.ts';
import type { ImportsMethods } from './imports.ts';
import type { IngestRecord, IngestTotals } from './ingest.ts';
import type { RunId, SpanId, TraceId } from './ids.ts';
import type { LogsMethods } from './logs.ts';
import type { MetricsMethods } from './metrics.ts';
import type { Problem } from './problems.ts';
import type { ProfileFileMethods } from './profiles/files.ts';
import type { FlameMethods } from './profiles/flame.ts';
import type { GoroutineMethods } from './profiles/goroutine-views.ts';
import type { AllocationsMethods } from './profiles/allocations.ts';
import type { ProfilesMethods } from './profiles/list.ts';
import type { ProfileMarksMethods } from './profiles/marks.ts';
import type { ProfileOverTimeMethods } from './profiles/over-time.ts';
import type { SpanSamplesMethods } from './profiles/span-samples.ts';
import type { ProfileTableMethods } from './profiles/tables.ts';
import type { ProcessesMethods } from './processes.ts';
import type { ScrapeMethods } from './scrape.ts';
import type { SearchValuesMethods } from './search-values.ts';
import type { ServicesMethods } from './services.ts';
import type { SessionsMethods } from './sessions.ts';
import type { SourceMethods } from './source.ts';
import type { SpansMethods } from './spans.ts';
import type { TasksMethods } from './tasks.ts';
import type { RunInfo, Settings, SettingsChange } from './runs.ts';
import type { TraceAnalysisMethods } from './trace-analysis.ts';
import type { TraceEventsMethods } from './trace-events.ts';
import type { TracesCountMethods } from './traces-count.ts';
import type {
  FacetsAnswer,
  ScatterAnswer,
  ScatterRequest,
  SpanDetails,
  TraceColumns,
  TraceListAnswer,
  TraceListRequest,
} from './traces.ts';

export interface Methods
  extends
    CaptureMethods,
    AllocationsMethods,
    CollectorMethods,
    CompareMethods,
    DashboardMethods,
    ExportMethods,
    GenAiMethods,
    ImportsMethods,
    FlameMethods,
    ProfileTableMethods,
    SpanSamplesMethods,
    GoroutineMethods,
    LogsMethods,
    MetricsMethods,
    ProcessesMethods,
    FlameMethods,
    ProfileFileMethods,
    ProfileMarksMethods,
    ProfileOverTimeMethods,
    ProfilesMethods,
    ScrapeMethods,
    SearchValuesMethods,
    ServicesMethods,
    SessionsMethods,
    SourceMethods,
    SpansMethods,
    TasksMethods,
    TraceAnalysisMethods,
    TraceEventsMethods,
    TracesCountMethods {
  'app.info': { request: Record<string, never>; answer: AppInfo };
  /** Sends one real span through the OTLP port and answers when it is stored. */
  'app.sendTestSpan': {
    request: { readonly transport: 'grpc' | 'http' };
    answer: { readonly run: RunId; readonly traceId: TraceId };
  };
  /** Tries again to listen on taken ports, or on the given ones. */
  'app.listen': {
    request: { readonly grpc?: number | undefined; readonly http?: number | undefined };
    answer: AppInfo;
  };
  'settings.get': { request: Record<string, never>; answer: Settings };
  'settings.change': { request: SettingsChange; answer: Settings };

  'runs.list': { request: Record<string, never>; answer: readonly RunInfo[] };
  /** Seals the live run and starts a new one. */
  'runs.create': { request: { readonly name: string }; answer: RunInfo };
  'runs.rename': { request: { readonly run: RunId; readonly name: string }; answer: RunInfo };
  'runs.delete': { request: { readonly run: RunId }; answer: Record<string, never> };
  /** Opens any `.otter` file read-only. */
  'runs.open': { request: { readonly path: string }; answer: RunInfo };
  'runs.close': { request: { readonly run: RunId }; answer: Record<string, never> };

  'traces.list': { request: TraceListRequest; answer: TraceListAnswer };
  'traces.scatter': { request: ScatterRequest; answer: ScatterAnswer };
  'traces.facets': { request: { readonly run: RunId; readonly service?: string | undefined }; answer: FacetsAnswer };
  'trace.get': { request: { readonly run: RunId; readonly traceId: TraceId }; answer: TraceColumns };
  /** Changes whenever spans of the trace arrive; cheap to ask. */
  'trace.version': {
    request: { readonly run: RunId; readonly traceId: TraceId };
    answer: { readonly version: number };
  };
  /** `occurrence` picks among duplicates of one span id, in waterfall order. */
  'trace.span': {
    request: { readonly run: RunId; readonly traceId: TraceId; readonly spanId: SpanId; readonly occurrence: number };
    answer: SpanDetails;
  };
  /** Ids (8 bytes each) of spans that fulfil a search (docs/search-language.md); an empty one finds nothing. */
  'trace.find': {
    request: { readonly run: RunId; readonly traceId: TraceId; readonly where: string };
    answer: { readonly spanIds: Uint8Array };
  };

  'ingest.recent': {
    request: { readonly limit: number };
    answer: { readonly records: readonly IngestRecord[]; readonly totals: IngestTotals };
  };
  'problems.list': { request: Record<string, never>; answer: readonly Problem[] };
  'problems.clear': { request: Record<string, never>; answer: Record<string, never> };
}

export type MethodName = keyof Methods;
export type RequestOf<M extends MethodName> = Methods[M]['request'];
export type AnswerOf<M extends MethodName> = Methods[M]['answer'];
