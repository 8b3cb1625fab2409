// The JVM by OpenTelemetry's conventions, as Micrometer names it (Spring Boot) and as Prometheus' own Java client does.
import { builtIn, of, quantiles, rate } from './build.ts';

const used = 'jvm_memory_used_bytes';

export const jvmRuntime = builtIn({
  id: 'jvm',
  title: 'JVM',
  description: 'Memory, threads, classes and garbage collection of JVM programs.',
  metrics: ['jvm.memory.used', used, 'jvm.thread.count', 'jvm_threads_live_threads', 'jvm_threads_current'],
  job: used,
  panels: [
    {
      title: 'Heap used',
      unit: 'bytes',
      stacked: true,
      queries: [
        [`sum by (jvm_memory_pool_name) (${of(used, 'jvm_memory_type="heap"')})`, '{{jvm_memory_pool_name}}'],
        [`sum by (id) (${of(used, 'area="heap"')})`, '{{id}}'],
      ],
    },
    {
      title: 'Outside of the heap',
      unit: 'bytes',
      stacked: true,
      queries: [
        [`sum by (jvm_memory_pool_name) (${of(used, 'jvm_memory_type="non_heap"')})`, '{{jvm_memory_pool_name}}'],
        [`sum by (id) (${of(used, 'area="nonheap"')})`, '{{id}}'],
      ],
    },
    {
      title: 'Heap committed and limit',
      unit: 'bytes',
      queries: [
        [`sum by (job) (${of('jvm_memory_committed_bytes', 'jvm_memory_type="heap"')})`, 'committed {{job}}'],
        [`sum by (job) (${of('jvm_memory_committed_bytes', 'area="heap"')})`, 'committed {{job}}'],
        [`sum by (job) (${of('jvm_memory_limit_bytes', 'jvm_memory_type="heap"')} > 0)`, 'limit {{job}}'],
        [`sum by (job) (${of('jvm_memory_max_bytes', 'area="heap"')} > 0)`, 'limit {{job}}'],
      ],
    },
    {
      title: 'After the last collection',
      unit: 'bytes',
      queries: [
        [`sum by (jvm_memory_pool_name) (${of('jvm_memory_used_after_last_gc_bytes')})`, '{{jvm_memory_pool_name}}'],
        [`sum by (pool) (${of('jvm_memory_pool_collection_used_bytes')})`, '{{pool}}'],
        [of('jvm_gc_live_data_size_bytes'), '{{job}}'],
      ],
    },
    {
      title: 'Time in collections',
      unit: 'percentunit',
      queries: [
        [rate('jvm_gc_duration_seconds_sum', 'jvm_gc_name, jvm_gc_action'), '{{jvm_gc_name}} {{jvm_gc_action}}'],
        [rate('jvm_gc_pause_seconds_sum', 'gc, action'), '{{gc}} {{action}}'],
        [rate('jvm_gc_collection_seconds_sum', 'gc'), '{{gc}}'],
      ],
    },
    {
      title: 'Pauses',
      unit: 's',
      queries: [
        ...quantiles('jvm_gc_duration_seconds'),
        [`max by (gc, action) (${of('jvm_gc_pause_seconds_max')})`, 'longest {{gc}} {{action}}'],
      ],
    },
    {
      title: 'Threads',
      unit: 'short',
      stacked: true,
      queries: [
        [`sum by (jvm_thread_state) (${of('jvm_thread_count')})`, '{{jvm_thread_state}}'],
        [`sum by (state) (${of('jvm_threads_states_threads')})`, '{{state}}'],
        [`sum by (state) (${of('jvm_threads_state')})`, '{{state}}'],
      ],
    },
    {
      title: 'CPU',
      unit: 'percentunit',
      max: 1,
      queries: [
        [of('jvm_cpu_recent_utilization_ratio'), '{{job}}'],
        [of('process_cpu_usage'), '{{job}}'],
      ],
    },
    {
      title: 'Classes loaded',
      unit: 'short',
      queries: [
        [of('jvm_class_count'), '{{job}}'],
        [of('jvm_classes_loaded_classes'), '{{job}}'],
        [of('jvm_classes_currently_loaded'), '{{job}}'],
      ],
    },
  ],
});
