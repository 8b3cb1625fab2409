// Runtimes by OpenTelemetry's conventions and by Prometheus' client libraries: Go, Node.js, Python, .NET.
import { builtIn, of, rate } from './build.ts';

export const goRuntime = builtIn({
  id: 'go',
  title: 'Go runtime',
  description: 'Memory, goroutines and garbage collection of Go programs.',
  metrics: ['go.goroutine.count', 'go_goroutines', 'go.memory.used', 'process.runtime.go.goroutines'],
  job: '{__name__=~"go_goroutines|go_goroutine_count|process_runtime_go_goroutines"}',
  panels: [
    {
      title: 'Goroutines',
      unit: 'short',
      queries: [
        [of('', '__name__=~"go_goroutines|go_goroutine_count|process_runtime_go_goroutines"'), '{{job}} {{instance}}'],
      ],
    },
    {
      title: 'Heap in use',
      unit: 'bytes',
      queries: [
        [of('go_memstats_heap_inuse_bytes'), 'in use {{instance}}'],
        [of('go_memstats_heap_alloc_bytes'), 'allocated {{instance}}'],
        [`sum by (job, go_memory_type) (${of('go_memory_used_bytes')})`, '{{go_memory_type}} {{job}}'],
      ],
    },
    {
      title: 'Allocated per second',
      unit: 'binBps',
      queries: [
        [rate('go_memstats_alloc_bytes_total', 'job'), '{{job}}'],
        [rate('go_memory_allocated_bytes_total', 'job'), '{{job}}'],
      ],
    },
    {
      title: 'Allocations per second',
      unit: 'ops',
      queries: [
        [rate('go_memstats_mallocs_total', 'job'), '{{job}}'],
        [rate('go_memory_allocations_total', 'job'), '{{job}}'],
      ],
    },
    {
      title: 'Next collection at',
      unit: 'bytes',
      queries: [
        [of('go_memstats_next_gc_bytes'), '{{instance}}'],
        [of('go_memory_gc_goal_bytes'), '{{job}}'],
      ],
    },
    {
      title: 'Garbage collection pauses',
      unit: 's',
      queries: [[of('go_gc_duration_seconds', 'quantile=~"0.5|0.75|1"'), '{{quantile}} {{instance}}']],
    },
    {
      title: 'Threads',
      unit: 'short',
      queries: [
        [of('go_threads'), '{{instance}}'],
        [of('go_processor_limit'), 'processors {{job}}'],
      ],
    },
    {
      title: 'Collections per second',
      unit: 'ops',
      queries: [[rate('go_gc_duration_seconds_count', 'instance'), '{{instance}}']],
    },
    {
      title: 'CPU',
      unit: 'short',
      queries: [
        [rate('process_cpu_seconds_total', 'instance'), 'cores {{instance}}'],
        [rate('process_cpu_time_seconds_total', 'cpu_mode'), '{{cpu_mode}}'],
      ],
    },
  ],
});

export const nodeRuntime = builtIn({
  id: 'nodejs',
  title: 'Node.js runtime',
  description: 'Event loop, heap and garbage collection of Node.js programs.',
  metrics: [
    'nodejs.eventloop.delay.p99',
    'nodejs.eventloop.utilization',
    'v8js.memory.heap.used',
    'nodejs_eventloop_lag_seconds',
  ],
  job: '{__name__=~"nodejs_eventloop_.+|v8js_memory_heap_used_bytes"}',
  panels: [
    {
      title: 'Event loop delay',
      unit: 's',
      queries: [
        [of('nodejs_eventloop_delay_p50_seconds'), 'p50 {{job}}'],
        [of('nodejs_eventloop_delay_p99_seconds'), 'p99 {{job}}'],
        [of('nodejs_eventloop_lag_p50_seconds'), 'p50 {{instance}}'],
        [of('nodejs_eventloop_lag_p99_seconds'), 'p99 {{instance}}'],
      ],
    },
    {
      title: 'Event loop utilization',
      unit: 'percentunit',
      max: 1,
      queries: [[of('nodejs_eventloop_utilization_ratio'), '{{job}}']],
    },
    {
      title: 'Heap used by space',
      unit: 'bytes',
      stacked: true,
      queries: [
        [
          `sum by (v8js_heap_space_name, space) (${of('v8js_memory_heap_used_bytes')} or ${of('nodejs_heap_space_size_used_bytes')})`,
          '{{v8js_heap_space_name}}{{space}}',
        ],
      ],
    },
    {
      title: 'Heap size',
      unit: 'bytes',
      queries: [
        [`sum by (job) (${of('v8js_memory_heap_space_size_bytes')})`, '{{job}}'],
        [`sum by (job) (${of('v8js_memory_heap_limit_bytes')})`, 'limit {{job}}'],
        [of('nodejs_heap_size_total_bytes'), 'total {{instance}}'],
      ],
    },
    {
      title: 'Time in collections',
      unit: 'percentunit',
      queries: [
        [rate('v8js_gc_duration_seconds_sum', 'v8js_gc_type'), '{{v8js_gc_type}}'],
        [rate('nodejs_gc_duration_seconds_sum', 'kind'), '{{kind}}'],
      ],
    },
    {
      title: 'Active resources',
      unit: 'short',
      queries: [
        [of('nodejs_active_handles_total'), 'handles {{instance}}'],
        [of('nodejs_active_requests_total'), 'requests {{instance}}'],
        [`sum by (v8js_resource_type) (${of('v8js_resource_active')})`, '{{v8js_resource_type}}'],
      ],
    },
  ],
});

export const pythonRuntime = builtIn({
  id: 'python',
  title: 'Python runtime',
  description: 'Memory, threads and garbage collection of Python programs.',
  metrics: [
    'process.runtime.cpython.memory',
    'cpython.gc.collections',
    'python_gc_objects_collected_total',
    'process.runtime.cpython.cpu_time',
  ],
  job: '{__name__=~"process_runtime_cpython_.+|cpython_gc_.+|python_gc_objects_collected_total"}',
  panels: [
    {
      title: 'Memory',
      unit: 'bytes',
      queries: [
        [of('process_runtime_cpython_memory_bytes'), '{{type}} {{job}}'],
        [of('process_resident_memory_bytes'), 'resident {{instance}}'],
      ],
    },
    {
      title: 'CPU',
      unit: 'short',
      queries: [
        [rate('process_runtime_cpython_cpu_time_seconds_total', 'type'), '{{type}}'],
        [rate('process_cpu_seconds_total', 'instance'), 'cores {{instance}}'],
      ],
    },
    {
      title: 'Collections per second',
      unit: 'ops',
      queries: [
        [
          rate('cpython_gc_collections_total', 'generation, cpython_gc_generation'),
          'generation {{cpython_gc_generation}}{{generation}}',
        ],
        [rate('process_runtime_cpython_gc_count_bytes_total', 'count'), 'generation {{count}}'],
        [rate('python_gc_collections_total', 'generation'), 'generation {{generation}}'],
      ],
    },
    {
      title: 'Objects collected per second',
      unit: 'ops',
      queries: [
        [rate('cpython_gc_collected_objects_total', 'job'), '{{job}}'],
        [rate('python_gc_objects_collected_total', 'generation'), 'generation {{generation}}'],
      ],
    },
    {
      title: 'Threads',
      unit: 'short',
      queries: [
        [of('process_runtime_cpython_thread_count'), '{{job}}'],
        [of('process_thread_count'), '{{job}}'],
      ],
    },
    {
      title: 'Context switches per second',
      unit: 'ops',
      queries: [[rate('process_runtime_cpython_context_switches_total', 'type'), '{{type}}']],
    },
  ],
});

export const dotnetRuntime = builtIn({
  id: 'dotnet',
  title: '.NET runtime',
  description: 'Memory, thread pool, exceptions and garbage collection of .NET programs.',
  metrics: [
    'dotnet.gc.collections',
    'dotnet.process.memory.working_set',
    'process.runtime.dotnet.gc.collections.count',
  ],
  job: '{__name__=~"dotnet_gc_collections_total|process_runtime_dotnet_gc_collections_count_total"}',
  panels: [
    { title: 'Working set', unit: 'bytes', queries: [[of('dotnet_process_memory_working_set_bytes'), '{{job}}']] },
    {
      title: 'Heap by generation',
      unit: 'bytes',
      stacked: true,
      queries: [
        [`sum by (gc_heap_generation) (${of('dotnet_gc_last_collection_heap_size_bytes')})`, '{{gc_heap_generation}}'],
        [`sum by (generation) (${of('process_runtime_dotnet_gc_heap_size_bytes')})`, '{{generation}}'],
      ],
    },
    {
      title: 'Collections per second',
      unit: 'ops',
      queries: [
        [rate('dotnet_gc_collections_total', 'gc_heap_generation'), '{{gc_heap_generation}}'],
        [rate('process_runtime_dotnet_gc_collections_count_total', 'generation'), '{{generation}}'],
      ],
    },
    {
      title: 'Time in pauses',
      unit: 'percentunit',
      queries: [[rate('dotnet_gc_pause_time_seconds_total', 'job'), '{{job}}']],
    },
    {
      title: 'Allocated per second',
      unit: 'binBps',
      queries: [
        [rate('dotnet_gc_heap_total_allocated_bytes_total', 'job'), '{{job}}'],
        [rate('process_runtime_dotnet_gc_allocations_size_bytes_total', 'job'), '{{job}}'],
      ],
    },
    {
      title: 'Thread pool',
      unit: 'short',
      queries: [
        [of('dotnet_thread_pool_thread_count'), 'threads {{job}}'],
        [of('dotnet_thread_pool_queue_length'), 'queued {{job}}'],
      ],
    },
    {
      title: 'Exceptions per second',
      unit: 'ops',
      queries: [[rate('dotnet_exceptions_total', 'error_type'), '{{error_type}}']],
    },
    {
      title: 'CPU',
      unit: 'short',
      queries: [[rate('dotnet_process_cpu_time_seconds_total', 'cpu_mode'), '{{cpu_mode}}']],
    },
    {
      title: 'Lock contentions per second',
      unit: 'ops',
      queries: [[rate('dotnet_monitor_lock_contentions_total', 'job'), '{{job}}']],
    },
  ],
});
