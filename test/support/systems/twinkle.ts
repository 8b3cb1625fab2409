// Twinkle's metrics as each of its worker processes exports them: OTLP over gRPC, every process with the same resource, every
// one with the gauges of active things, of which only the leader's are not 0; and the queries of its own dashboard.
import { metricsRequest, type SentMetric } from './otlp-metrics.ts';

const deployments = ['Gateway', 'Model', 'Sampler', 'Processor'] as const;

/** The export of worker `worker` (0 is the leader) at `time`. Unix milliseconds. */
export function twinkleRequest(worker: number, time: number, started: number): Uint8Array {
  const s = (time - started) / 1000;
  const deployment = deployments[worker % deployments.length] ?? 'Gateway';
  const leader = worker === 0;
  const metric = (
    name: string,
    kind: SentMetric['kind'],
    points: SentMetric['points'],
    each = 0,
    unit = '',
  ): SentMetric => ({
    name: `twinkle.${name}`,
    kind,
    points,
    each,
    unit,
  });
  const active = ['sessions', 'models', 'sampling_sessions', 'futures'];
  return metricsRequest({
    resource: {
      'service.name': 'twinkle-server',
      'telemetry.sdk.language': 'python',
      'telemetry.sdk.name': 'opentelemetry',
    },
    scope: 'twinkle-server',
    started,
    time,
    metrics: [
      metric('http.requests.total', 'counter', [
        [3 * s, { deployment, method: '/api/v1/forward', status: 200 }],
        [0.1 * s, { deployment, method: '/api/v1/forward', status: 500 }],
      ]),
      metric(
        'http.request.duration_seconds',
        'histogram',
        [[Math.round(3 * s), { deployment, method: '/api/v1/forward' }]],
        7,
        's',
      ),
      metric('queue.depth', 'up-down', [[worker + 1, { deployment }]]),
      metric('task.execution_seconds', 'histogram', [[Math.round(s), { deployment, task_type: 'forward' }]], 12, 's'),
      metric('task.wait_seconds', 'histogram', [[Math.round(s), { deployment, task_type: 'forward' }]], 0.3, 's'),
      metric('tasks.total', 'counter', [
        [s, { deployment, task_type: 'forward', status: 'completed' }],
        [s / 20, { deployment, task_type: 'forward', status: 'failed' }],
      ]),
      metric('rate_limit.rejections.total', 'counter', [[s / 50, { deployment }]]),
      metric('rate_limiter.active_tokens', 'up-down', [[4, { deployment }]]),
      ...active.map((name, i) => metric(`${name}.active`, 'gauge', [[leader ? i + 2 : 0]])),
      metric('system.cpu.utilization', 'gauge', [[0.4 + worker / 20]]),
      metric('system.memory.usage_bytes', 'gauge', [[12 * 2 ** 30]]),
      metric('process.memory.usage_bytes', 'gauge', [[(worker + 1) * 2 ** 30]]),
      ...(leader
        ? [
            metric(
              'gpu.utilization',
              'gauge',
              [0, 1].map((gpu_index) => [0.7 + gpu_index / 10, { gpu_index }] as const),
            ),
            metric(
              'gpu.memory.usage_bytes',
              'gauge',
              [0, 1].map((gpu_index) => [(20 + gpu_index) * 2 ** 30, { gpu_index }] as const),
            ),
          ]
        : []),
    ],
  });
}

const p95 = (of: string): string =>
  `histogram_quantile(0.95, sum by (le, deployment) (rate(twinkle_${of}_bucket[5m])))`;

/** Every query of Twinkle's dashboard. */
export const twinkleQueries: readonly string[] = [
  'sum by (deployment, status) (rate(twinkle_http_requests_total[1m]))',
  p95('http_request_duration_seconds'),
  ...['sessions', 'models', 'sampling_sessions', 'futures'].map((one) => `twinkle_${one}_active`),
  'sum by (deployment) (twinkle_queue_depth)',
  ...['task_execution_seconds', 'task_wait_seconds'].map(p95),
  'sum by (deployment) (rate(twinkle_rate_limit_rejections_total[1m]))',
  'sum by (deployment, status) (rate(twinkle_tasks_total[1m]))',
  ...['system_cpu_utilization', 'system_memory_usage_bytes', 'process_memory_usage_bytes'].map(
    (one) => `twinkle_${one}`,
  ),
  ...['gpu_utilization', 'gpu_memory_usage_bytes'].map((one) => `twinkle_${one}`),
];
