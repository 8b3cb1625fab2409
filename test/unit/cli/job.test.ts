// What a command of `otterscope run` is called, and the environment it gets.
import { expect, it } from 'vitest';
import { readArguments } from '../../../src/main/cli/arguments.ts';
import { runName, serviceOf } from '../../../src/main/cli/command-names.ts';
import { jobEnvironment, serviceIn } from '../../../src/main/cli/job-environment.ts';

it.each([
  ['node', ['--inspect', 'dist/server.mjs', '--token', 's3cret'], 'node', 'server'],
  ['/usr/bin/node', ['dist/server.js', '--key=s3cret'], 'node server.js', 'server'],
  ['npm', ['run', 'dev'], 'npm run dev', 'shop'],
  ['python3', ['-m', 'app.main', 'x'], 'python3 -m app.main x', 'app.main'],
  ['./target/debug/skit', ['serve', 'postgres://u:p@h/db with spaces'], 'skit serve', 'skit'],
  ['uvicorn', ['app:api', 'KEY=s3cret'], 'uvicorn app:api', 'uvicorn'],
])('%s %j', (command, args, run, service) => {
  expect([runName(command, args), serviceOf(command, args, '/home/me/shop')]).toEqual([run, service]);
});

it('sends everything here, and leaves what the user chose of the rest', () => {
  const both = { grpc: '127.0.0.1:4317', http: '127.0.0.1:4318' };
  const before = {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://example.com',
    OTEL_EXPORTER_OTLP_HEADERS: 'key=secret',
    OTEL_TRACES_EXPORTER: 'none',
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_RESOURCE_ATTRIBUTES: 'a=b,service.name=the%20shop',
    NO_COLOR: '1',
  };
  const env = jobEnvironment(before, both, 'server', true);
  expect(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))).toEqual({
    NO_COLOR: '1',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    OTEL_EXPORTER_OTLP_INSECURE: 'true',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_RESOURCE_ATTRIBUTES: 'a=b,service.name=the%20shop',
    OTEL_TRACES_EXPORTER: 'otlp',
    PYTHONUNBUFFERED: '1',
  });
  expect(serviceIn(before, 'server')).toBe('the shop');
  const grpc = jobEnvironment({}, { ...both, http: undefined }, 'server', true);
  expect(grpc).toMatchObject({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4317',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_SERVICE_NAME: 'server',
    FORCE_COLOR: '1',
  });
});

it('what is behind the dashes is the command’s own', () => {
  const read = (args: readonly string[]) => readArguments(args, {});
  expect(read(['run', '-q', '--name', 'n', '--', 'x', '--help', '--', '-v'])).toMatchObject({
    kind: 'run',
    options: { name: 'n', quiet: true, command: 'x', args: ['--help', '--', '-v'], http: { port: 4318 } },
  });
  expect(read(['run', '--help'])).toEqual({ kind: 'help' });
  expect(read(['run', '--'])).toMatchObject({ kind: 'wrong' });
  expect(read(['run', '--port', '1', '--', 'x'])).toMatchObject({ kind: 'wrong' });
});
