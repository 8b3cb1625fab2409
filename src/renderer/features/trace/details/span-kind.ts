// Names of span kinds and status codes. Source: opentelemetry-proto trace.v1 Span.SpanKind and Status.StatusCode.

const kinds = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'] as const;
const statuses = ['Unset', 'Ok', 'Error'] as const;

export function kindName(kind: number): string {
  return kinds[kind] ?? `Unknown (${kind})`;
}

export function statusName(code: number): string {
  return statuses[code] ?? `Unknown (${code})`;
}
