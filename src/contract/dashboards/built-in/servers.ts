// HTTP and RPC: OpenTelemetry's conventions (`http.server.request.duration`, `rpc.server.call.duration` and those of clients), what
// they were before they became stable (milliseconds, other labels; still the default in Python), and Micrometer's names.
import { builtIn, heat, mean, of, quantiles, rate } from './build.ts';

const http = 'http_server_request_duration_seconds';
const client = 'http_client_request_duration_seconds';
const older = 'http_server_duration_milliseconds';
const olderClient = 'http_client_duration_milliseconds';
const micrometer = 'http_server_requests_seconds';

export const httpServer = builtIn({
  id: 'http-server',
  title: 'HTTP server',
  description: 'Requests, errors and durations by route, from http.server.request.duration or http.server.requests.',
  metrics: ['http.server.request.duration', 'http.server.duration', http, older, micrometer],
  job: `{__name__=~"${http}_count|${older}_count|${micrometer}_count"}`,
  panels: [
    {
      title: 'Requests per second by route',
      unit: 'reqps',
      queries: [
        [rate(`${http}_count`, 'http_route, http_request_method'), '{{http_request_method}} {{http_route}}'],
        [
          rate(`${older}_count`, 'http_route, http_target, http_method'),
          '{{http_method}} {{http_route}}{{http_target}}',
        ],
        [rate(`${micrometer}_count`, 'uri, method'), '{{method}} {{uri}}'],
      ],
    },
    {
      title: 'Requests per second by status',
      unit: 'reqps',
      stacked: true,
      queries: [
        [rate(`${http}_count`, 'http_response_status_code'), '{{http_response_status_code}}'],
        [rate(`${older}_count`, 'http_status_code'), '{{http_status_code}}'],
        [rate(`${micrometer}_count`, 'status'), '{{status}}'],
      ],
    },
    {
      title: 'Share of requests that failed (5xx)',
      unit: 'percentunit',
      queries: [
        failed(`${http}_count`, 'http_response_status_code'),
        failed(`${older}_count`, 'http_status_code'),
        failed(`${micrometer}_count`, 'status'),
      ],
    },
    {
      title: 'Duration, percentiles',
      unit: 's',
      queries: [
        ...quantiles(http),
        ...quantiles(older, '', 0.001),
        ...quantiles(micrometer),
        // Buckets are not sent unless one asks for them.
        [`max by (uri) (${of(`${micrometer}_max`)})`, 'longest {{uri}}'],
      ],
    },
    {
      title: 'Mean duration by route',
      unit: 's',
      queries: [
        [mean(http, 'http_route, http_request_method'), '{{http_request_method}} {{http_route}}'],
        [
          `${mean(older, 'http_route, http_target, http_method')} / 1000`,
          '{{http_method}} {{http_route}}{{http_target}}',
        ],
        [mean(micrometer, 'uri, method'), '{{method}} {{uri}}'],
      ],
    },
    { title: 'Durations', unit: 's', kind: 'heatmap', queries: [heat(http)] },
    {
      title: 'Requests under way',
      unit: 'short',
      queries: [[`sum by (job) (${of('http_server_active_requests')})`, '{{job}}']],
    },
    {
      title: 'Size of bodies, mean',
      unit: 'bytes',
      queries: [
        [mean('http_server_request_body_size_bytes', 'job'), 'request {{job}}'],
        [mean('http_server_response_body_size_bytes', 'job'), 'response {{job}}'],
        [mean('http_server_response_size_bytes', 'job'), 'response {{job}}'],
      ],
    },
  ],
});

function failed(count: string, status: string): readonly [string, string] {
  return [`${rate(count, 'job', `${status}=~"5.."`)} / ${rate(count, 'job', `${status}!=""`)}`, '{{job}}'];
}

export const httpClient = builtIn({
  id: 'http-client',
  title: 'HTTP client',
  description: 'Calls that services make, from http.client.request.duration.',
  metrics: ['http.client.request.duration', 'http.client.duration', client, olderClient],
  job: `{__name__=~"${client}_count|${olderClient}_count"}`,
  panels: [
    {
      title: 'Calls per second by server',
      unit: 'reqps',
      queries: [
        [rate(`${client}_count`, 'server_address, server_port'), '{{server_address}}:{{server_port}}'],
        [rate(`${olderClient}_count`, 'net_peer_name, net_peer_port'), '{{net_peer_name}}:{{net_peer_port}}'],
      ],
    },
    {
      title: 'Calls per second by status',
      unit: 'reqps',
      stacked: true,
      queries: [
        [rate(`${client}_count`, 'http_response_status_code'), '{{http_response_status_code}}'],
        [rate(`${olderClient}_count`, 'http_status_code'), '{{http_status_code}}'],
      ],
    },
    {
      title: 'Duration, percentiles',
      unit: 's',
      queries: [...quantiles(client), ...quantiles(olderClient, '', 0.001)],
    },
    {
      title: 'Mean duration by server',
      unit: 's',
      queries: [
        [mean(client, 'server_address, server_port'), '{{server_address}}:{{server_port}}'],
        [`${mean(olderClient, 'net_peer_name, net_peer_port')} / 1000`, '{{net_peer_name}}:{{net_peer_port}}'],
      ],
    },
  ],
});

/** Durations were milliseconds before the conventions became stable. */
const rpc = (side: 'server' | 'client') =>
  `{__name__=~"rpc_${side}_(call_)?duration_(milliseconds|seconds)_count", job=~"$job"}`;

const percentiles = (side: 'server' | 'client') => [
  ...quantiles(`rpc_${side}_call_duration_seconds`),
  ...quantiles(`rpc_${side}_duration_milliseconds`, '', 0.001),
];

export const rpcCalls = builtIn({
  id: 'rpc',
  title: 'RPC',
  description:
    'Calls by service and method, from rpc.server.call.duration and rpc.client.call.duration, or what these were called before.',
  metrics: ['rpc.server.duration', 'rpc.client.duration', 'rpc.server.call.duration', 'rpc.client.call.duration'],
  job: '{__name__=~"rpc_(server|client)_(call_)?duration_(milliseconds|seconds)_count"}',
  panels: [
    {
      title: 'Calls served per second',
      unit: 'ops',
      queries: [
        [
          `sum by (rpc_service, rpc_method) (rate(${rpc('server')}[$__rate_interval]))`,
          '{{rpc_service}} {{rpc_method}}',
        ],
      ],
    },
    {
      title: 'Calls made per second',
      unit: 'ops',
      queries: [
        [
          `sum by (rpc_service, rpc_method) (rate(${rpc('client')}[$__rate_interval]))`,
          '{{rpc_service}} {{rpc_method}}',
        ],
      ],
    },
    {
      title: 'Served, by status',
      unit: 'ops',
      stacked: true,
      queries: [
        [
          `sum by (rpc_grpc_status_code, rpc_response_status_code) (rate(${rpc('server')}[$__rate_interval]))`,
          '{{rpc_grpc_status_code}}{{rpc_response_status_code}}',
        ],
      ],
    },
    {
      title: 'Made, by status',
      unit: 'ops',
      stacked: true,
      queries: [
        [
          `sum by (rpc_grpc_status_code, rpc_response_status_code) (rate(${rpc('client')}[$__rate_interval]))`,
          '{{rpc_grpc_status_code}}{{rpc_response_status_code}}',
        ],
      ],
    },
    {
      title: 'Mean duration of served calls',
      unit: 's',
      queries: [
        [`${mean('rpc_server_duration_milliseconds', 'rpc_method')} / 1000`, '{{rpc_method}}'],
        [mean('rpc_server_call_duration_seconds', 'rpc_method'), '{{rpc_method}}'],
      ],
    },
    { title: 'Served, percentiles', unit: 's', queries: percentiles('server') },
    { title: 'Made, percentiles', unit: 's', queries: percentiles('client') },
  ],
});
