// The metrics of the .NET runtime (System.Runtime) after OpenTelemetry's published conventions; no program of .NET was at hand.
import { metricsRequest, type SentMetric } from './otlp-metrics.ts';

/** The export of `time`; Unix milliseconds. */
export function dotnetRequest(time: number, started: number): Uint8Array {
  const s = (time - started) / 1000;
  const generations = ['gen0', 'gen1', 'gen2', 'loh', 'poh'];
  const sent = (name: string, unit: string, kind: SentMetric['kind'], points: SentMetric['points']): SentMetric => ({
    name: `dotnet.${name}`,
    unit,
    kind,
    points,
  });
  return metricsRequest({
    resource: { 'service.name': 'billing', 'service.instance.id': 'billing-1' },
    scope: 'System.Runtime',
    started,
    time,
    metrics: [
      sent('process.cpu.count', '{cpu}', 'up-down', [[8]]),
      sent(
        'process.cpu.time',
        's',
        'counter',
        ['user', 'system'].map((mode) => [s / 10, { 'cpu.mode': mode }] as const),
      ),
      sent('process.memory.working_set', 'By', 'up-down', [[90e6]]),
      sent(
        'gc.collections',
        '{collection}',
        'counter',
        generations.slice(0, 3).map((one) => [s / 5, { 'gc.heap.generation': one }] as const),
      ),
      sent('gc.heap.total_allocated', 'By', 'counter', [[1e6 * s]]),
      sent('gc.last_collection.memory.committed_size', 'By', 'up-down', [[60e6]]),
      sent(
        'gc.last_collection.heap.size',
        'By',
        'up-down',
        generations.map((one) => [5e6, { 'gc.heap.generation': one }] as const),
      ),
      sent('gc.pause.time', 's', 'counter', [[s / 100]]),
      sent('jit.compiled_methods', '{method}', 'counter', [[1200 + s]]),
      sent('jit.compilation.time', 's', 'counter', [[s / 50]]),
      sent('monitor.lock_contentions', '{contention}', 'counter', [[s]]),
      sent('thread_pool.thread.count', '{thread}', 'up-down', [[6]]),
      sent('thread_pool.work_item.count', '{work_item}', 'counter', [[20 * s]]),
      sent('thread_pool.queue.length', '{work_item}', 'up-down', [[0]]),
      sent('timer.count', '{timer}', 'up-down', [[2]]),
      sent('assembly.count', '{assembly}', 'up-down', [[140]]),
      sent('exceptions', '{exception}', 'counter', [[s / 10, { 'error.type': 'System.TimeoutException' }]]),
    ],
  });
}
