// Reads the command line of `otterscope`. Pure: what is wrong comes back as words.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readExportArguments, type ExportOptions } from './export-arguments.ts';
import { readImportArguments, type ImportOptions } from './import-arguments.ts';
import { readProfileArguments } from './profile-arguments.ts';
import { readQueryArguments, type QueryOptions } from './query-arguments.ts';
import { givenOf, listenAddress, otlpAddress, Wrong, type Environment, type Given } from './given.ts';
import { readRunArguments, type RunOptions } from './run-arguments.ts';
import { readTailArguments, type TailOptions } from './tail-arguments.ts';
import type { Address } from '../engine/config.ts';
import { sourceFolderTrouble } from '../../contract/source.ts';
import type { ProfileOutputRequest } from '../engine/profile-output.ts';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve'; readonly options: ServeOptions }
  | { readonly kind: 'export'; readonly options: ExportOptions }
  | { readonly kind: 'import'; readonly options: ImportOptions }
  | { readonly kind: 'tail'; readonly options: TailOptions }
  | { readonly kind: 'query'; readonly options: QueryOptions }
  | { readonly kind: 'profile'; readonly options: ProfileOutputRequest }
  | { readonly kind: 'run'; readonly options: RunOptions }
  | { readonly kind: 'wrong'; readonly message: string };

export interface ServeOptions {
  /** `undefined` is the platform's own place. */
  readonly data: string | undefined;
  readonly grpc: Address | undefined;
  readonly http: Address | undefined;
  readonly listen: Address;
  readonly token: string | undefined;
  readonly allowHosts: readonly string[];
  readonly json: boolean;
  readonly watchProcesses: boolean;
  readonly files: readonly string[];
  /** Folders whose files go into the live run. */
  readonly watch: readonly string[];
  /** Folders whose files may be shown as source code. */
  readonly sourceFolders: readonly string[];
}

export function readArguments(args: readonly string[], env: Environment): Command {
  try {
    return read(args, env);
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', message: error.message };
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      return { kind: 'wrong', message: error.message.split('. ')[0] ?? error.message };
    }
    throw error;
  }
}

function read(args: readonly string[], env: Environment): Command {
  // What stands behind `--` is the command's own, its --help too.
  if (args[0] === 'run' && !['--help', '-h'].includes(args[1] ?? '')) {
    const options = readRunArguments(args.slice(1), env);
    return 'kind' in options ? options : { kind: 'run', options };
  }
  if (args[0] === 'export' && !args.includes('--help') && !args.includes('-h')) {
    const options = readExportArguments(args.slice(1), env);
    return 'kind' in options ? options : { kind: 'export', options };
  }
  if (args[0] === 'profile' && !args.includes('--help') && !args.includes('-h')) {
    return { kind: 'profile', options: readProfileArguments(args.slice(1)) };
  }
  if (args[0] === 'import' && !args.includes('--help') && !args.includes('-h')) {
    const options = readImportArguments(args.slice(1), env);
    return 'kind' in options ? options : { kind: 'import', options };
  }
  if (args[0] === 'tail' && !args.includes('--help') && !args.includes('-h')) {
    const options = readTailArguments(args.slice(1), env);
    return 'kind' in options ? options : { kind: 'tail', options };
  }
  if (args[0] === 'query' && !args.includes('--help') && !args.includes('-h')) {
    const options = readQueryArguments(args.slice(1), env);
    return 'kind' in options ? options : { kind: 'query', options };
  }
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      data: { type: 'string' },
      'otlp-grpc': { type: 'string' },
      'otlp-http': { type: 'string' },
      listen: { type: 'string' },
      token: { type: 'string' },
      'allow-host': { type: 'string', multiple: true },
      json: { type: 'boolean' },
      watch: { type: 'string', multiple: true },
      'source-path': { type: 'string', multiple: true },
      'no-processes': { type: 'boolean' },
    },
  });
  if (values.help === true) return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  const [command, ...files] = positionals;
  if (command === undefined)
    return Object.keys(values).length === 0
      ? { kind: 'help' }
      : wrong('Options belong to a command: otterscope serve …');
  if (command !== 'serve') return wrong(`There is no command "${command}".`);
  const given = (flag: 'data' | 'otlp-grpc' | 'otlp-http' | 'listen' | 'token', variable: string): Given =>
    givenOf(flag, values[flag], variable, env);
  return {
    kind: 'serve',
    options: {
      data: given('data', 'OTTERSCOPE_DATA').text,
      grpc: otlpAddress(given('otlp-grpc', 'OTTERSCOPE_OTLP_GRPC'), 4317),
      http: otlpAddress(given('otlp-http', 'OTTERSCOPE_OTLP_HTTP'), 4318),
      listen: listenAddress(given('listen', 'OTTERSCOPE_LISTEN'), 4319),
      token: token(given('token', 'OTTERSCOPE_TOKEN')),
      allowHosts:
        values['allow-host'] ??
        (env['OTTERSCOPE_ALLOW_HOST'] ?? '')
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      json: values.json === true,
      watchProcesses: values['no-processes'] !== true && env['OTTERSCOPE_PROCESSES'] !== 'off',
      files,
      watch: values.watch ?? [],
      sourceFolders: (values['source-path'] ?? []).map(sourceFolder),
    },
  };
}

function token({ source, text }: Given): string | undefined {
  if (text === undefined || /^[\w-]{16,200}$/.test(text)) return text;
  throw new Wrong(`${source}: at least 16 characters, of A-Z a-z 0-9 _ and - only.`);
}

function sourceFolder(given: string): string {
  const folder = resolve(given);
  const trouble = given === '' ? 'names no folder' : sourceFolderTrouble(folder);
  if (trouble === undefined) return folder;
  throw new Wrong(`--source-path ${given} ${trouble}.`);
}

function wrong(message: string): Command {
  return { kind: 'wrong', message };
}
