// The envelope and the shapes of Jaeger's UI API (`/api/...` of jaeger-query).
// Format: jaegertracing/jaeger, internal/uimodel and the query service's HTTP handler.

export interface JaegerError {
  readonly code?: number;
  readonly msg: string;
  readonly traceID?: string;
}

export interface JaegerBody<Data> {
  readonly data: Data | null;
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly errors: readonly JaegerError[] | null;
}

/** What serve/ sends: the HTTP status and the JSON body. */
export interface JaegerAnswer<Data> {
  readonly status: number;
  readonly body: JaegerBody<Data>;
}

export interface JaegerTag {
  readonly key: string;
  readonly type: 'string' | 'bool' | 'int64' | 'float64' | 'binary';
  readonly value: string | number | boolean;
}

export interface JaegerReference {
  readonly refType: 'CHILD_OF' | 'FOLLOWS_FROM';
  readonly traceID: string;
  readonly spanID: string;
}

export interface JaegerSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly JaegerReference[];
  /** Microseconds since the epoch, and microseconds. */
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly JaegerTag[];
  readonly logs: readonly { readonly timestamp: number; readonly fields: readonly JaegerTag[] }[];
  readonly processID: string;
  readonly warnings: readonly string[] | null;
}

export interface JaegerProcess {
  readonly serviceName: string;
  readonly tags: readonly JaegerTag[];
}

export interface JaegerTrace {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, JaegerProcess>>;
  readonly warnings: readonly string[] | null;
}

export interface JaegerDependency {
  readonly parent: string;
  readonly child: string;
  readonly callCount: number;
}

export interface JaegerOperation {
  readonly name: string;
  readonly spanKind: string;
}

export function jaegerData<Data>(data: Data, total = 0, errors: readonly JaegerError[] = []): JaegerAnswer<Data> {
  return { status: 200, body: { data, total, limit: 0, offset: 0, errors: errors.length === 0 ? null : errors } };
}

export function jaegerFailure(status: number, msg: string): JaegerAnswer<never> {
  return { status, body: { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status, msg }] } };
}
