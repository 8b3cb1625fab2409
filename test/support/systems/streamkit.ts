// StreamKit's metrics as its server pushes them: OTLP over HTTP as protobuf, no unit on most, running totals as gauges, and
// the queries of its own dashboard by panel.
import { metricsRequest, type Labels, type SentMetric } from './otlp-metrics.ts';

const nodes = ['opus_encoder', 'moq_peer', 'whisper', 'core::pacer'];
const routes: readonly (readonly [labels: Labels, perSecond: number])[] = [
  [{ 'http.method': 'GET', 'http.route': '/api/v1/sessions', 'http.status_code': '200' }, 2],
  [{ 'http.method': 'GET', 'http.route': '/api/v1/plugins', 'http.status_code': '404' }, 0.5],
  [{ 'http.method': 'POST', 'http.route': '/api/v1/process', 'http.status_code': '500' }, 0.25],
];

/** The push of `time`; all counts grow evenly since `started`. Unix milliseconds. */
export function streamkitRequest(time: number, started: number): Uint8Array {
  const s = (time - started) / 1000;
  const wave = Math.sin(s / 60);
  const gauge = (name: string, points: SentMetric['points'], unit?: string): SentMetric => ({
    name,
    kind: 'gauge',
    points,
    ...(unit === undefined ? {} : { unit }),
  });
  const counter = (name: string, points: SentMetric['points']): SentMetric => ({ name, kind: 'counter', points });
  const histogram = (name: string, each: number, points: SentMetric['points'], unit?: string): SentMetric => ({
    name,
    kind: 'histogram',
    each,
    points,
    ...(unit === undefined ? {} : { unit }),
  });
  const perNode = (rate: number): SentMetric['points'] =>
    nodes.map((node_id, i) => [Math.round(s * rate * (i + 1)), { node_id }]);
  return metricsRequest({
    resource: { 'service.name': 'skit', 'service.version': '0.4.0' },
    scope: 'skit',
    started,
    time,
    metrics: [
      gauge('system_cpu_utilization', [[40 + 20 * wave]], '%'),
      gauge('process_cpu_utilization', [[12 + 5 * wave]], '%'),
      gauge('system_memory_usage', [[9 * 2 ** 30]], 'By'),
      gauge('system_memory_total', [[16 * 2 ** 30]], 'By'),
      gauge('process_memory_usage', [[300 * 2 ** 20 + s * 20_000]], 'By'),
      gauge('sessions.active', [[3]]),
      counter('sessions.created', [[Math.round(s / 30)]]),
      counter('sessions.destroyed', [[Math.round(s / 40)]]),
      histogram('session.duration', 42, [[Math.round(s / 40)]], 's'),
      gauge('websocket.connections.active', [[2]]),
      counter('websocket.messages', [
        [s, { direction: 'inbound' }],
        [4 * s, { direction: 'outbound' }],
      ]),
      counter('websocket.errors', [[Math.round(s / 100), { error_type: 'recv_lagged' }]]),
      counter(
        'http.server.requests',
        routes.map(([labels, rate]) => [s * rate, labels] as const),
      ),
      histogram(
        'http.server.duration',
        0.02,
        routes.map(([labels, rate]) => [Math.round(s * rate), labels] as const),
      ),
      histogram('oneshot_pipeline.duration', 6, [
        [Math.round(s / 4), { status: 'ok' }],
        [Math.round(s / 12), { status: 'error' }],
      ]),
      gauge('engine.nodes.active', [[nodes.length]]),
      counter(
        'engine.node.state_transitions',
        nodes.map((node_id) => [2, { node_id, state: 'running' }] as const),
      ),
      counter('engine.operations', [[Math.round(s / 20), { operation: 'add_node' }]]),
      gauge('node.packets.received', perNode(50)),
      gauge('node.packets.sent', perNode(48)),
      gauge('node.packets.discarded', perNode(0.5)),
      gauge('node.packets.errored', perNode(0.1)),
      gauge(
        'node.state',
        nodes.flatMap((node_id) =>
          ['running', 'failed'].map((state) => [state === 'running' ? 1 : 0, { node_id, state }] as const),
        ),
      ),
      histogram('node.execution.duration', 7, [
        [Math.round(s / 5), { 'node.name': 'a', 'node.kind': 'audio::opus::encoder', status: 'ok' }],
      ]),
      counter('pin_distributor.packets_distributed', [[100 * s, { node_id: 'whisper', pin_name: 'out' }]]),
      gauge('pin_distributor.outputs_active', [
        [2, { node_id: 'whisper', pin_name: 'out' }],
        [1, { node_id: 'moq_peer', pin_name: 'out' }],
      ]),
      histogram('pin_distributor.send_wait_seconds', 0.001, [
        [Math.round(100 * s), { node_id: 'whisper', pin_name: 'out' }],
      ]),
      gauge('plugins.loaded', [
        [3, { plugin_type: 'wasm' }],
        [5, { plugin_type: 'native' }],
      ]),
      counter('plugin.operations', [[8, { operation: 'load', plugin_type: 'native' }]]),
      counter('opus_packets_processed', [[50 * s, { status: 'ok' }]]),
      histogram('opus_decode_duration', 0.0004, [[Math.round(50 * s)]]),
    ],
  });
}

const moq = 'node_id=~"(.*moq::(peer|subscriber|publisher).*|moq_(peer|subscriber|publisher).*)"';
const api = 'http_route=~"/api/.*"';
const quantile = (q: number, of: string): string => `histogram_quantile(${q}, sum(rate(${of}[5m])) by (le))`;
const share = (part: string, of: string): string =>
  `100 * sum(rate(${part}[5m])) / clamp_min(sum(rate(${of}[5m])), 1e-9)`;

/** Every query of StreamKit's dashboard. */
export const streamkitQueries: readonly string[] = [
  'system_cpu_utilization_percent',
  'process_cpu_utilization_percent',
  ...['process_memory_usage_bytes', 'system_memory_usage_bytes', 'system_memory_total_bytes'].map(
    (one) => `${one} / 1024 / 1024 / 1024`,
  ),
  'sessions_active',
  'websocket_connections_active',
  'engine_nodes_active',
  'sum(plugins_loaded)',
  'sum(rate(http_server_requests_total[1m])) by (http_method)',
  'sum(rate(http_server_requests_total[1m])) by (http_status_code)',
  ...[0.5, 0.95, 0.99].map((q) => quantile(q, 'http_server_duration_bucket')),
  ...['sent', 'received', 'errored', 'discarded'].map((one) => `sum(rate(node_packets_${one}[1m]))`),
  'topk(10, node_packets_sent)',
  ...[0.95, 0.99].map(
    (q) => `histogram_quantile(${q}, sum(rate(node_execution_duration_bucket[5m])) by (le, node_kind))`,
  ),
  'node_state{state="running"}',
  ...['sent', 'received'].flatMap((one) => [
    `rate(node_packets_${one}{${moq}}[1m])`,
    `sum(node_packets_${one}{${moq}}) by (node_id)`,
  ]),
  `node_state{${moq}, state="running"}`,
  ...['5..', '4..'].map((code) =>
    share(`http_server_requests_total{${api}, http_status_code=~"${code}"}`, `http_server_requests_total{${api}}`),
  ),
  ...[0.95, 0.99].map((q) => quantile(q, `http_server_duration_bucket{${api}, http_status_code=~"2.."}`)),
  ...[0.95, 0.99].map((q) => quantile(q, 'oneshot_pipeline_duration_bucket{status="ok"}')),
  share('oneshot_pipeline_duration_count{status="error"}', 'oneshot_pipeline_duration_count'),
  ...[0.95, 0.99].map((q) => quantile(q, 'pin_distributor_send_wait_seconds_bucket')),
  ...['sum', 'max'].map((one) => `${one}(pin_distributor_outputs_active)`),
];
