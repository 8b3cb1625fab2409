// Reads the arguments of `otterscope run`. Pure.
import { parseArgs } from 'node:util';
import type { Address } from '../engine/config.ts';
import { givenOf, listenAddress, otlpAddress, type Environment } from './given.ts';

export interface RunOptions {
  /** `undefined` is the platform's own place. */
  readonly data: string | undefined;
  /** `undefined`: after the command. */
  readonly name: string | undefined;
  /** Says nothing but what went wrong. */
  readonly quiet: boolean;
  /** Of an engine that is started for the command. */
  readonly grpc: Address | undefined;
  readonly http: Address | undefined;
  readonly listen: Address;
  readonly watchProcesses: boolean;
  readonly command: string;
  readonly args: readonly string[];
}

/** `args` behind the word `run`. Throws Wrong, or the TypeError of parseArgs for unknown options. */
export function readRunArguments(
  args: readonly string[],
  env: Environment,
): RunOptions | { readonly kind: 'wrong'; readonly message: string } {
  const at = args.indexOf('--');
  const [command, ...rest] = at < 0 ? [] : args.slice(at + 1);
  if (command === undefined)
    return { kind: 'wrong', message: 'Run what? Put the command behind two dashes: otterscope run -- node server.js' };
  const { values } = parseArgs({
    args: args.slice(0, at),
    allowPositionals: false,
    options: {
      data: { type: 'string' },
      name: { type: 'string' },
      quiet: { type: 'boolean', short: 'q' },
      'otlp-grpc': { type: 'string' },
      'otlp-http': { type: 'string' },
      listen: { type: 'string' },
    },
  });
  const given = (flag: 'data' | 'otlp-grpc' | 'otlp-http' | 'listen', variable: string) =>
    givenOf(flag, values[flag], variable, env);
  return {
    data: given('data', 'OTTERSCOPE_DATA').text,
    name: values.name === undefined || values.name.trim() === '' ? undefined : values.name.trim(),
    quiet: values.quiet === true,
    grpc: otlpAddress(given('otlp-grpc', 'OTTERSCOPE_OTLP_GRPC'), 4317),
    http: otlpAddress(given('otlp-http', 'OTTERSCOPE_OTLP_HTTP'), 4318),
    listen: listenAddress(given('listen', 'OTTERSCOPE_LISTEN'), 4319),
    watchProcesses: env['OTTERSCOPE_PROCESSES'] !== 'off',
    command,
    args: rest,
  };
}
