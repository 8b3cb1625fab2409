// Log records to send, as OTLP/JSON: each test says what its records are and sends them through the engine's real port.
import type { Engine } from './engine.ts';
import { post, type Value } from './otlp.ts';

export type Body = Value | { readonly [key: string]: Body };

export interface LogSpec {
  readonly service: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** SeverityNumber. */
  readonly severity: number;
  readonly body?: Body;
  readonly attributes?: Readonly<Record<string, Value>>;
  readonly event?: string;
  readonly traceId?: string;
  readonly spanId?: string;
  /** Names one process of the service. */
  readonly host?: string;
}

function anyValue(value: Body): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map((one: string) => anyValue(one)) } };
  return { kvlistValue: { values: attributesOf(value as Readonly<Record<string, Body>>) } };
}

const attributesOf = (attributes: Readonly<Record<string, Body>> = {}): unknown[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

const words = ['', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

function recordOf(log: LogSpec): unknown {
  const time = String(BigInt(Math.floor(log.at)) * 1_000_000n + BigInt(Math.round((log.at % 1) * 1e6)));
  return {
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: log.severity,
    severityText: log.severity === 0 ? '' : words[1 + ((log.severity - 1) >> 2)],
    ...(log.body === undefined ? {} : { body: anyValue(log.body) }),
    attributes: attributesOf(log.attributes),
    ...(log.event === undefined ? {} : { eventName: log.event }),
    ...(log.traceId === undefined ? {} : { traceId: log.traceId }),
    ...(log.spanId === undefined ? {} : { spanId: log.spanId }),
  };
}

/** One request with all records, one resource per service and host, in the order given. */
export function logRequestOf(logs: readonly LogSpec[]): string {
  const groups = Map.groupBy(logs, ({ service, host = `${service}-1` }) => `${service} ${host}`);
  const resourceLogs = [...groups].map(([name, own]) => {
    const [service = '', host = ''] = name.split(' ');
    return {
      resource: {
        attributes: attributesOf({ 'service.name': service, 'host.name': host, 'service.version': '2.4.1' }),
      },
      scopeLogs: [{ scope: { name: `${service}.logger`, version: '1.2.0' }, logRecords: own.map(recordOf) }],
    };
  });
  return JSON.stringify({ resourceLogs });
}

/** Sends and waits until everything is stored. */
export async function sendLogs(engine: Engine, logs: readonly LogSpec[], perRequest = 2000): Promise<void> {
  for (let i = 0; i < logs.length; i += perRequest) {
    const status = await post(engine, '/v1/logs', logRequestOf(logs.slice(i, i + perRequest)));
    if (status !== 200) throw new Error(`the engine answered ${status}`);
  }
}
