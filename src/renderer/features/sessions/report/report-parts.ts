// The parts of a run report of OmniRT (schema 1.0.0) as it was stored, each `undefined` or empty where the report does not
// say it. What has no part of its own is in `others`, so that nothing of a report is hidden.
import type { Attribute, AttributeMap, AttributeValue } from '../../../../contract/values.ts';

export interface Timing {
  readonly stage: string;
  readonly millis: number;
}

export interface BackendModule {
  readonly module: string;
  readonly attempts: readonly {
    readonly level: string;
    readonly ok: boolean;
    readonly selected: boolean;
    readonly reason: string;
  }[];
}

export interface ReportParts {
  readonly state: string;
  readonly error: string;
  readonly queueMillis: number | undefined;
  readonly timings: readonly Timing[];
  /** MiB. */
  readonly peakMemory: number | undefined;
  readonly cacheHits: readonly string[];
  readonly placement: readonly (readonly [component: string, device: string])[];
  readonly batch: string;
  readonly modules: readonly BackendModule[];
  /** What ran: task, model, backend, worker, ids. */
  readonly about: readonly Attribute[];
  readonly metrics: readonly Attribute[];
  readonly artifacts: readonly AttributeValue[];
  readonly config: AttributeValue;
  readonly others: readonly Attribute[];
}

const about = ['task', 'model', 'backend', 'execution_mode', 'worker_id', 'job_id', 'trace_id', 'run_id'] as const;
const shown: ReadonlySet<string> = new Set([
  ...about,
  'error',
  'queue_wait_ms',
  'timings',
  'memory',
  'cache_hits',
  'device_placement',
  'batch_size',
  'batch_group_id',
  'backend_timeline',
  'latent_stats',
  'artifacts',
  'config_resolved',
  // They are events of the session.
  'stream_events',
]);

/** `undefined` where the event carries no report. */
export function reportParts(attributes: readonly Attribute[]): ReportParts | undefined {
  const of = (key: string): AttributeValue => attributes.find((one) => one.key === key)?.value;
  const report = of('omnirt.run_report');
  if (!isMap(report)) return undefined;
  const memory = report['memory'];
  const size = report['batch_size'];
  const group = textOf(report['batch_group_id']);
  return {
    state: textOf(of('state')),
    error: textOf(report['error']),
    queueMillis: numberOf(report['queue_wait_ms']),
    timings: entriesOf(report['timings']).flatMap(([key, value]): Timing[] => {
      const millis = numberOf(value);
      return millis === undefined ? [] : [{ stage: key.replace(/_ms$/, ''), millis }];
    }),
    peakMemory: isMap(memory) ? numberOf(memory['peak_mb']) : undefined,
    cacheHits: listOf(report['cache_hits']).map(textOf),
    placement: entriesOf(report['device_placement']).map(([component, device]) => [component, textOf(device)]),
    batch: [size === undefined ? '' : `size ${String(size)}`, group === '' ? '' : `group ${group}`]
      .filter((one) => one !== '')
      .join(', '),
    modules: listOf(report['backend_timeline']).flatMap((one) => (isMap(one) ? [moduleOf(one)] : [])),
    about: about.flatMap((key) => (isSaid(report[key]) ? [{ key, value: report[key] }] : [])),
    metrics: entriesOf(report['latent_stats']).map(([key, value]) => ({ key, value })),
    artifacts: listOf(report['artifacts']),
    config: isMap(report['config_resolved']) ? report['config_resolved'] : undefined,
    others: Object.entries(report)
      .filter(([key, value]) => !shown.has(key) && isSaid(value))
      .map(([key, value]) => ({ key, value })),
  };
}

function moduleOf(one: AttributeMap): BackendModule {
  return {
    module: textOf(one['module']),
    attempts: listOf(one['attempts']).flatMap((attempt) =>
      isMap(attempt)
        ? [
            {
              level: textOf(attempt['level']),
              ok: attempt['ok'] === true,
              selected: attempt['selected'] === true,
              reason: textOf(attempt['reason']),
            },
          ]
        : [],
    ),
  };
}

function isSaid(value: AttributeValue): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function isMap(value: AttributeValue): value is AttributeMap {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function entriesOf(value: AttributeValue): readonly (readonly [string, AttributeValue])[] {
  return isMap(value) ? Object.entries(value) : [];
}

function listOf(value: AttributeValue): readonly AttributeValue[] {
  return Array.isArray(value) ? (value as readonly AttributeValue[]) : [];
}

function textOf(value: AttributeValue): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : '';
}

function numberOf(value: AttributeValue): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}
