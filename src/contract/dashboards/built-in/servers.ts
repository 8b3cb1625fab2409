// HTTP and RPC by OpenTelemetry's conventions (`http.server.request.duration`, `rpc.server.duration` and those of clients).
import { builtIn, heat, mean, of, quantiles, rate } from './build.ts';

const http = 'http_server_request_duration_seconds';
const client = 'http_client_request_duration_seconds';

export const httpServer = builtIn({
  id: 'http-server',
  title: 'HTTP server',
  description: 'Requests, errors and durations by route, from http.server.request.duration.',
  metrics: ['http.server.request.duration', http, `${http}_bucket`],
  job: `${http}_count`,
  panels: [
    {
      title: 'Requests per second by route',
      unit: 'reqps',
      queries: [[rate(`${http}_count`, 'http_route, http_request_method'), '{{http_request_method}} {{http_route}}']],
    },
    {
      title: 'Requests per second by status',
      unit: 'reqps',
      stacked: true,
      queries: [[rate(`${http}_count`, 'http_response_status_code'), '{{http_response_status_code}}']],
    },
    {
      title: 'Share of requests that failed (5xx)',
      unit: 'percentunit',
      queries: [
        [
          `${rate(`${http}_count`, 'job', 'http_response_status_code=~"5.."')} / ${rate(`${http}_count`, 'job')}`,
          '{{job}}',
        ],
      ],
    },
    { title: 'Duration, percentiles', unit: 's', queries: quantiles(http) },
    { title: 'Mean duration by route', unit: 's', queries: [[mean(http, 'http_route'), '{{http_route}}']] },
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
      ],
    },
  ],
});

export const httpClient = builtIn({
  id: 'http-client',
  title: 'HTTP client',
  description: 'Calls that services make, from http.client.request.duration.',
  metrics: ['http.client.request.duration', client, `${client}_bucket`],
  job: `${client}_count`,
  panels: [
    {
      title: 'Calls per second by server',
      unit: 'reqps',
      queries: [[rate(`${client}_count`, 'server_address'), '{{server_address}}']],
    },
    {
      title: 'Calls per second by status',
      unit: 'reqps',
      stacked: true,
      queries: [[rate(`${client}_count`, 'http_response_status_code'), '{{http_response_status_code}}']],
    },
    { title: 'Duration, percentiles', unit: 's', queries: quantiles(client) },
    { title: 'Mean duration by server', unit: 's', queries: [[mean(client, 'server_address'), '{{server_address}}']] },
  ],
});

/** Durations were milliseconds before the conventions became stable. */
const rpc = (side: 'server' | 'client') =>
  `{__name__=~"rpc_${side}_(call_)?duration_(milliseconds|seconds)_count", job=~"$job"}`;

export const rpcCalls = builtIn({
  id: 'rpc',
  title: 'RPC',
  description: 'Calls by service and method, from rpc.server.duration and rpc.client.duration.',
  metrics: ['rpc.server.duration', 'rpc.client.duration', 'rpc.server.call.duration', 'rpc.client.call.duration'],
  job: '{__name__=~"rpc_(server|client)_(call_)?duration_(milliseconds|seconds)_count"}',
  panels: [
    {
      title: 'Calls served per second',
      unit: 'ops',
      queries: [
        [
          `sum by (rpc_service, rpc_method) (rate(${rpc('server')}[$__rate_interval]))`,
          '{{rpc_service}}/{{rpc_method}}',
        ],
      ],
    },
    {
      title: 'Calls made per second',
      unit: 'ops',
      queries: [
        [
          `sum by (rpc_service, rpc_method) (rate(${rpc('client')}[$__rate_interval]))`,
          '{{rpc_service}}/{{rpc_method}}',
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
      title: 'Mean duration of served calls (ms)',
      unit: 'ms',
      queries: [
        [mean('rpc_server_duration_milliseconds', 'rpc_method'), '{{rpc_method}}'],
        [`1000 * ${mean('rpc_server_call_duration_seconds', 'rpc_method')}`, '{{rpc_method}}'],
      ],
    },
    { title: 'Served, percentiles (ms)', unit: 'ms', queries: quantiles('rpc_server_duration_milliseconds') },
    { title: 'Made, percentiles (ms)', unit: 'ms', queries: quantiles('rpc_client_duration_milliseconds') },
  ],
});
