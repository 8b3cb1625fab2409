// Kronk's page of metrics as Prometheus' Go client writes it, in both generations (averages as gauges until 1.23, histograms
// since 1.24), its log lines, and the queries of its own dashboard.

export type KronkGeneration = 'a' | 'b';
type Sample = readonly [labels: string, value: number];

const model = 'model_id="Qwen3-8B-Q8_0"';

/** `seconds`: since the program began; all counts grow evenly. */
export function kronkPage(generation: KronkGeneration, seconds: number): string {
  const server = [
    family('goroutines', 'gauge', 'Number of goroutines', [['', 41]]),
    family('requests', 'counter', 'Number of requests', [['', 2 * seconds]]),
    family('errors', 'counter', 'Number of errors', [['', seconds / 10]]),
    family('panics', 'counter', 'Number of panics', [['', 0]]),
    family('vram_total_bytes', 'gauge', 'VRAM of the model', [[model, 9.5e9]]),
    family('vram_slot_memory_bytes', 'gauge', 'VRAM of a slot', [[model, 1.2e9]]),
    family('go_goroutines', 'gauge', 'Number of goroutines that currently exist.', [['', 41]]),
  ];
  return `${[...server, ...(generation === 'a' ? averages() : histograms(seconds))].join('\n')}\n`;
}

function averages(): readonly string[] {
  const groups = [
    'model_load',
    'model_prompt_creation',
    'model_prefill',
    'model_ttft',
    'usage_output_tokens',
    'usage_tokens_per_second',
  ];
  return groups.flatMap((group) =>
    ['avg', 'min', 'max'].map((of, i) => family(`${group}_${of}`, 'gauge', `${group} ${of}`, [[model, i + 0.5]])),
  );
}

const defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const requestBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

function histograms(s: number): readonly string[] {
  const pool = (name: string, value: number) => family(name, 'gauge', name, [['', value]]);
  const ram = ['total', 'budget', 'used', 'free'];
  const session = (state: string, entry: string) => `${model},entry="${entry}",state="${state}"`;
  const entry = (one: string) => `${model},entry="${one}"`;
  const sessionGauges = [
    'messages',
    'context_tokens',
    'allocated_tokens',
    'latest_request_messages',
    'latest_request_input_tokens',
    'latest_request_output_tokens',
    'latest_request_context_tokens',
    'peak_context_tokens',
    'window_tokens',
    'used_percent',
    'peak_used_percent',
    'has_media',
  ];
  return [
    histogram('model_load_seconds', [1, 2, 5, 10, 20, 30, 60, 120, 300, 600], model, 3, 8),
    histogram('model_prompt_creation_seconds', defaultBuckets, model, s, 0.02),
    histogram('model_prefill_seconds', defaultBuckets, `${model},kind="text"`, s, 0.2),
    histogram('model_prefill_ttft_seconds', defaultBuckets, model, s, 0.3),
    histogram('model_request_ttft_seconds', requestBuckets, model, s, 0.4),
    histogram('chat_request_duration_seconds', requestBuckets, model, s, 3),
    histogram('chat_queue_wait_seconds', defaultBuckets, model, s, 0.003),
    family('usage_tokens_total', 'counter', 'Tokens', [
      [`${model},kind="prompt"`, 100 * s],
      [`${model},kind="completion"`, 40 * s],
    ]),
    histogram('usage_tokens_per_second', [1, 5, 10, 25, 50, 100, 250, 500, 1000], model, s, 36),
    family('chat_requests_total', 'counter', 'Chats', [
      [`${model},status="ok"`, s],
      [`${model},status="error"`, s / 20],
    ]),
    family('chat_errors_total', 'counter', 'Errors', [[`${model},class="timeout"`, s / 20]]),
    family('pool_acquire_total', 'counter', 'Acquired', [
      ['result="hit"', s],
      ['result="miss"', s / 30],
    ]),
    family('pool_evictions_total', 'counter', 'Evicted', [['reason="ttl",selection="lru"', s / 60]]),
    family('pool_evict_before_load_total', 'counter', 'Evicted before', [['', s / 90]]),
    family('pool_load_failures_total', 'counter', 'Failures', [['stage="open"', s / 120]]),
    histogram('pool_acquire_duration_seconds', defaultBuckets, 'cache="hit"', s, 0.001),
    histogram('pool_singleflight_wait_seconds', defaultBuckets, '', s, 0.2),
    histogram('pool_evict_wait_seconds', defaultBuckets, '', s, 0.04),
    pool('pool_items_in_pool', 1),
    pool('pool_max_items_in_pool', 3),
    pool('pool_inflight_loads', 0),
    family('pool_active_streams', 'gauge', 'Streams', [[model, 2]]),
    pool('resman_reservations', 2),
    ...ram.map((one, i) => pool(`resman_ram_${one}_bytes`, (4 - i) * 8e9)),
    ...ram.map((one, i) =>
      family(`resman_device_${one}_bytes`, 'gauge', one, [['device="CUDA0",type="gpu"', (4 - i) * 6e9]]),
    ),
    family('resman_reserve_rejections_total', 'counter', 'Rejected', [['reason="no-headroom"', s / 100]]),
    family('imc_session_state', 'gauge', 'State', [
      [session('active', '0'), 1],
      [session('idle', '1'), 1],
    ]),
    ...sessionGauges.map((name, i) =>
      family(`imc_session_${name}`, 'gauge', name, [
        [entry('0'), i + 1],
        [entry('1'), 0],
      ]),
    ),
    family('imc_session_last_used_timestamp_seconds', 'gauge', 'Last used', [
      [entry('0'), 1_790_000_000 + s],
      [entry('1'), 0],
    ]),
  ];
}

function family(name: string, type: string, help: string, samples: readonly Sample[]): string {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`),
  ].join('\n');
}

function histogram(name: string, bounds: readonly number[], labels: string, count: number, each: number): string {
  const start = labels === '' ? '' : `${labels},`;
  const whole = Math.floor(count);
  const buckets = bounds.map((bound) => `${name}_bucket{${start}le="${bound}"} ${each <= bound ? whole : 0}`);
  const tail = labels === '' ? '' : `{${labels}}`;
  return [
    `# HELP ${name} ${name}`,
    `# TYPE ${name} histogram`,
    ...buckets,
    `${name}_bucket{${start}le="+Inf"} ${whole}`,
    `${name}_sum${tail} ${whole * each}`,
    `${name}_count${tail} ${whole}`,
  ].join('\n');
}

/** A line of its structured log. */
export function kronkLog(time: number, level: string, msg: string, traceId: string): string {
  const stamp = new Date(time).toISOString();
  return JSON.stringify({
    time: stamp,
    level,
    file: 'logging.go:39',
    msg,
    service: 'KRONK',
    statuscode: 'ok',
    trace_id: traceId,
  });
}

const mine = '{model_id=~"$model_id"}';
const mean = (of: string, matchers = mine): string =>
  `rate(${of}_sum${matchers}[5m]) / rate(${of}_count${matchers}[5m])`;
const p99 = (of: string, by: string, matchers = ''): string =>
  `histogram_quantile(0.99, sum by (${by}) (rate(${of}_bucket${matchers}[5m])))`;
const session = [
  'state',
  'messages',
  'context_tokens',
  'allocated_tokens',
  'window_tokens',
  'used_percent',
  'has_media',
  'latest_request_messages',
  'latest_request_input_tokens',
  'latest_request_output_tokens',
  'latest_request_context_tokens',
  'peak_context_tokens',
  'peak_used_percent',
];

/** Every PromQL query of Kronk's dashboard. */
export const kronkQueries: readonly string[] = [
  'goroutines',
  'requests',
  'errors',
  'panics',
  ...[
    'model_prompt_creation_seconds',
    'model_prefill_seconds',
    'model_request_ttft_seconds',
    'model_prefill_ttft_seconds',
  ].map((of) => mean(of)),
  p99('model_request_ttft_seconds', 'le, model_id', mine),
  `sum by (model_id, kind) (rate(usage_tokens_total${mine}[5m]))`,
  mean('usage_tokens_per_second'),
  p99('usage_tokens_per_second', 'le, model_id', mine),
  ...['vram_total_bytes', 'vram_slot_memory_bytes'].map((one) => `${one}${mine}`),
  'resman_ram_budget_bytes',
  'resman_ram_used_bytes',
  'resman_device_budget_bytes',
  'resman_device_used_bytes',
  'sum by (result) (rate(pool_acquire_total[5m]))',
  'sum by (reason) (rate(pool_evictions_total[5m]))',
  'rate(pool_evict_before_load_total[5m])',
  p99('pool_acquire_duration_seconds', 'le, cache'),
  p99('pool_singleflight_wait_seconds', 'le'),
  p99('chat_queue_wait_seconds', 'le, model_id', mine),
  p99('pool_evict_wait_seconds', 'le'),
  'resman_reservations',
  'pool_inflight_loads',
  'sum by (reason) (rate(resman_reserve_rejections_total[5m]))',
  'sum by (stage) (rate(pool_load_failures_total[5m]))',
  `sum by (status) (rate(chat_requests_total${mine}[5m]))`,
  `sum by (class) (rate(chat_errors_total${mine}[5m]))`,
  'pool_items_in_pool',
  'pool_max_items_in_pool',
  `pool_active_streams${mine}`,
  ...session.map((one) => `imc_session_${one}${mine}`),
  `imc_session_last_used_timestamp_seconds${mine} * 1000`,
];
