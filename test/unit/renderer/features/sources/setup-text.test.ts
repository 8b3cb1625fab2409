import { describe, expect, test } from 'vitest';
import {
  endpointUrl,
  setupSteps,
  urlOf,
  variablesText,
} from '../../../../../src/renderer/features/sources/setup-text.ts';

describe('variables', () => {
  test('for three kinds of shells', () => {
    const url = urlOf('127.0.0.1', 4318);
    expect(variablesText(url, 'http', 'sh').split('\n')).toContain(
      'export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318',
    );
    expect(variablesText(url, 'http', 'sh').split('\n')).toContain('export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf');
    expect(variablesText(url, 'grpc', 'powershell').split('\n')).toContain("$env:OTEL_EXPORTER_OTLP_PROTOCOL = 'grpc'");
    expect(variablesText(url, 'grpc', 'dotenv').split('\n')).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=grpc');
  });

  test('an IPv6 host gets its brackets; a port that is not open has no address', () => {
    expect(endpointUrl({ kind: 'listening', host: '::1', port: 4317 })).toBe('http://[::1]:4317');
    expect(endpointUrl({ kind: 'off' })).toBeUndefined();
  });
});

test('each language names the exporter of the chosen transport where that is chosen in code', () => {
  const textOf = (language: Parameters<typeof setupSteps>[0], transport: 'grpc' | 'http'): string =>
    setupSteps(language, transport)
      .map((step) => step.text)
      .join('\n');
  expect(textOf('go', 'http')).toContain('otlptracehttp.New');
  expect(textOf('go', 'grpc')).toContain('otlptrace/otlptracegrpc');
  expect(textOf('rust', 'grpc')).toContain('--features grpc-tonic');
  expect(textOf('rust', 'http')).toContain('.with_http()');
  for (const language of ['python', 'node', 'java', 'dotnet'] as const)
    expect(textOf(language, 'grpc')).toBe(textOf(language, 'http'));
  expect(setupSteps('env', 'grpc')).toEqual([]);
});
