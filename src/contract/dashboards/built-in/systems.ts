// Generative AI, processes and hosts by OpenTelemetry's conventions; hosts also as Prometheus' node exporter names them.
import { builtIn, heat, mean, of, quantiles, rate } from './build.ts';

const duration = 'gen_ai_client_operation_duration_seconds';
const tokens = 'gen_ai_client_token_usage';

export const genAi = builtIn({
  id: 'gen-ai',
  title: 'Generative AI',
  description: 'Calls of models, their durations and tokens, from gen_ai.client.* and gen_ai.server.*.',
  metrics: ['gen_ai.client.operation.duration', 'gen_ai.client.token.usage', 'gen_ai.server.request.duration'],
  job: '{__name__=~"gen_ai_(client|server)_.+_count"}',
  panels: [
    {
      title: 'Calls per second by model',
      unit: 'reqps',
      queries: [
        [
          rate(`${duration}_count`, 'gen_ai_request_model, gen_ai_operation_name'),
          '{{gen_ai_operation_name}} {{gen_ai_request_model}}',
        ],
      ],
    },
    {
      title: 'Failed calls per second',
      unit: 'reqps',
      queries: [[rate(`${duration}_count`, 'error_type', 'error_type!=""'), '{{error_type}}']],
    },
    { title: 'Duration, percentiles', unit: 's', queries: quantiles(duration, 'gen_ai_request_model') },
    { title: 'Durations', unit: 's', kind: 'heatmap', queries: [heat(duration)] },
    {
      title: 'Tokens per second',
      unit: 'ops',
      stacked: true,
      queries: [
        [
          rate(`${tokens}_sum`, 'gen_ai_token_type, gen_ai_request_model'),
          '{{gen_ai_token_type}} {{gen_ai_request_model}}',
        ],
      ],
    },
    {
      title: 'Tokens per call, mean',
      unit: 'short',
      queries: [
        [mean(tokens, 'gen_ai_token_type, gen_ai_request_model'), '{{gen_ai_token_type}} {{gen_ai_request_model}}'],
      ],
    },
    {
      title: 'Time to first token, percentiles',
      unit: 's',
      queries: quantiles('gen_ai_server_time_to_first_token_seconds'),
    },
    {
      title: 'Time per output token, percentiles',
      unit: 's',
      queries: quantiles('gen_ai_server_time_per_output_token_seconds'),
    },
  ],
});

export const processes = builtIn({
  id: 'process',
  title: 'Processes',
  description: 'CPU, memory and files of the processes that send metrics.',
  metrics: [
    'process.cpu.time',
    'process.memory.usage',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'process_cpu_usage',
  ],
  job: '{__name__=~"process_cpu_time_seconds_total|process_memory_usage(_bytes)?|process_resident_memory_bytes|process_cpu_usage"}',
  panels: [
    {
      title: 'CPU (cores)',
      unit: 'short',
      queries: [
        [rate('process_cpu_time_seconds_total', 'job, instance'), '{{job}} {{instance}}'],
        [rate('process_cpu_seconds_total', 'job, instance'), '{{job}} {{instance}}'],
      ],
    },
    {
      title: 'CPU utilization',
      unit: 'percentunit',
      queries: [
        [`sum by (job, instance) (${of('process_cpu_utilization_ratio')})`, '{{job}} {{instance}}'],
        // Senders without units.
        [`sum by (job, instance) (${of('process_cpu_utilization')})`, '{{job}} {{instance}}'],
        [of('process_cpu_usage'), '{{job}} {{instance}}'],
      ],
    },
    {
      title: 'Memory',
      unit: 'bytes',
      queries: [
        [of('process_memory_usage_bytes'), '{{job}} {{instance}}'],
        [of('process_memory_usage'), '{{job}} {{instance}}'],
        [of('process_resident_memory_bytes'), 'resident {{job}} {{instance}}'],
      ],
    },
    {
      title: 'Virtual memory',
      unit: 'bytes',
      queries: [
        [of('process_memory_virtual_bytes'), '{{job}} {{instance}}'],
        [of('process_virtual_memory_bytes'), '{{job}} {{instance}}'],
      ],
    },
    {
      title: 'Open files',
      unit: 'short',
      queries: [
        [of('process_open_fds'), '{{job}} {{instance}}'],
        [of('process_open_file_descriptor_count'), '{{job}} {{instance}}'],
        [of('process_unix_file_descriptor_count'), '{{job}} {{instance}}'],
        [of('process_files_open_files'), '{{job}} {{instance}}'],
      ],
    },
    { title: 'Threads', unit: 'short', queries: [[of('process_thread_count'), '{{job}} {{instance}}']] },
    {
      title: 'Disk',
      unit: 'binBps',
      queries: [
        [rate('process_disk_io_bytes_total', 'disk_io_direction, direction'), '{{disk_io_direction}}{{direction}}'],
      ],
    },
    {
      title: 'Running since',
      unit: 's',
      kind: 'stat',
      queries: [[`time() - ${of('process_start_time_seconds')}`, '{{job}} {{instance}}']],
    },
  ],
});

const cpuTime = 'system_cpu_time_seconds_total';
/** Conventions have named the label thrice. */
const cpuIdle = ['state', 'cpu_mode', 'system_cpu_state']
  .map((label) => `rate(${of(cpuTime, `${label}="idle"`)}[$__rate_interval])`)
  .join(' or ');

export const host = builtIn({
  id: 'host',
  title: 'Host',
  description: 'CPU, memory, disks and network of machines, from system.* or the node exporter.',
  metrics: [
    'system.cpu.time',
    'system.cpu.utilization',
    'system.memory.usage',
    'node_cpu_seconds_total',
    'node_memory_MemAvailable_bytes',
    'system_cpu_usage',
  ],
  job: '{__name__=~"system_cpu_(time_seconds_total|utilization(_ratio)?|usage)|system_memory_usage(_bytes)?|node_cpu_seconds_total"}',
  panels: [
    {
      title: 'CPU by state (cores)',
      unit: 'short',
      stacked: true,
      queries: [
        [
          rate(
            cpuTime,
            'state, cpu_mode, system_cpu_state',
            'state!="idle", cpu_mode!="idle", system_cpu_state!="idle"',
          ),
          '{{cpu_mode}}{{state}}{{system_cpu_state}}',
        ],
        [rate('node_cpu_seconds_total', 'mode', 'mode!="idle"'), '{{mode}}'],
      ],
    },
    {
      title: 'CPU utilization',
      unit: 'percentunit',
      queries: [
        [`1 - sum by (job) (${cpuIdle}) / ${rate(cpuTime, 'job')}`, '{{job}}'],
        [of('system_cpu_usage'), '{{job}}'],
        [
          `1 - avg by (instance) (rate(${of('node_cpu_seconds_total', 'mode="idle"')}[$__rate_interval]))`,
          '{{instance}}',
        ],
      ],
    },
    {
      title: 'Load',
      unit: 'short',
      queries: [
        [of('node_load1'), '1 min {{instance}}'],
        [of('node_load5'), '5 min {{instance}}'],
        [of('system_cpu_load_average_1m'), '1 min {{job}}'],
        [of('system_load_average_1m'), '1 min {{job}}'],
      ],
    },
    {
      title: 'Memory by state',
      unit: 'bytes',
      stacked: true,
      queries: [
        [
          `sum by (state, system_memory_state) (${of('system_memory_usage_bytes')} or ${of('system_memory_usage')})`,
          '{{system_memory_state}}{{state}}',
        ],
        [`${of('node_memory_MemTotal_bytes')} - ${of('node_memory_MemAvailable_bytes')}`, 'used {{instance}}'],
        [of('node_memory_MemAvailable_bytes'), 'available {{instance}}'],
      ],
    },
    {
      title: 'Disk',
      unit: 'binBps',
      queries: [
        [
          rate('system_disk_io_bytes_total', 'device, direction, disk_io_direction'),
          '{{direction}}{{disk_io_direction}} {{device}}',
        ],
        [rate('node_disk_read_bytes_total', 'device'), 'read {{device}}'],
        [rate('node_disk_written_bytes_total', 'device'), 'write {{device}}'],
      ],
    },
    {
      title: 'File systems',
      unit: 'bytes',
      queries: [
        [
          `sum by (mountpoint, state, system_filesystem_state) (${of('system_filesystem_usage_bytes')})`,
          '{{mountpoint}} {{system_filesystem_state}}{{state}}',
        ],
        [of('node_filesystem_avail_bytes', 'fstype!~"tmpfs|overlay"'), 'available {{mountpoint}}'],
      ],
    },
    {
      title: 'Network',
      unit: 'binBps',
      queries: [
        [
          rate('system_network_io_bytes_total', 'device, direction, network_io_direction'),
          '{{direction}}{{network_io_direction}} {{device}}',
        ],
        [
          rate('system_network_io_total', 'system_device, network_io_direction'),
          '{{network_io_direction}} {{system_device}}',
        ],
        [rate('node_network_receive_bytes_total', 'device'), 'receive {{device}}'],
        [rate('node_network_transmit_bytes_total', 'device'), 'transmit {{device}}'],
      ],
    },
    {
      title: 'Network errors per second',
      unit: 'eps',
      queries: [
        [rate('system_network_errors_total', 'device, system_device'), '{{device}}{{system_device}}'],
        [rate('node_network_receive_errs_total', 'device'), 'receive {{device}}'],
      ],
    },
  ],
});
