// The command line: every flag and variable, what is refused, and a help text that names them all.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments, type ServeOptions } from '../../../src/main/cli/arguments.ts';
import { usage } from '../../../src/main/cli/usage.ts';

function options(args: readonly string[], env: Readonly<Record<string, string>> = {}): ServeOptions {
  const command = readArguments(['serve', ...args], env);
  if (command.kind !== 'serve') throw new Error(JSON.stringify(command));
  return command.options;
}

const profileFlags =
  'top tree peek traces tags raw text metric svg svg-static folded speedscope pprof csv part sample-type sample-index cum nodecount nodefraction edgefraction focus ignore hide show show-from tagfocus tagignore tagroot tagleaf granularity functions filefunctions files lines addresses packages noinlines unit base diff-base normalize symbolize'.split(
    ' ',
  );
const exportFlags = [
  'run',
  'trace',
  'span',
  'subtree',
  'where',
  'from',
  'to',
  'format',
  'signal',
  'table',
  'column',
].concat(['metric', 'query', 'redact', 'preview', 'gzip', 'output']);

describe('serve', () => {
  it('has defaults on loopback', () => {
    expect(options([])).toEqual({
      data: undefined,
      grpc: { host: '127.0.0.1', port: 4317 },
      http: { host: '127.0.0.1', port: 4318 },
      listen: { host: '127.0.0.1', port: 4319 },
      token: undefined,
      allowHosts: [],
      json: false,
      files: [],
      watch: [],
      sourceFolders: [],
      watchProcesses: true,
    });
  });

  it('takes folders of source code, but not the whole machine', () => {
    expect(options(['--source-path', '/srv/shop/', '--source-path', 'src']).sourceFolders).toEqual([
      '/srv/shop',
      resolve('src'),
    ]);
    for (const folder of ['/', '/srv/..', ''])
      expect(readArguments(['serve', '--source-path', folder], {})).toMatchObject({ kind: 'wrong' });
  });

  it('reads addresses in every form', () => {
    expect(options(['--otlp-grpc', '0', '--otlp-http', 'off', '--listen', '[::1]:99'])).toMatchObject({
      grpc: { host: '127.0.0.1', port: 0 },
      http: undefined,
      listen: { host: '::1', port: 99 },
    });
    expect(options(['--listen', 'example.org:80']).listen).toEqual({ host: 'example.org', port: 80 });
  });

  it('takes files, repeated names, and flags before variables', () => {
    const env = {
      OTTERSCOPE_DATA: '/env',
      OTTERSCOPE_LISTEN: '1',
      OTTERSCOPE_ALLOW_HOST: 'a, b,',
      OTTERSCOPE_TOKEN: '',
      OTTERSCOPE_OTLP_GRPC: 'off',
      OTTERSCOPE_OTLP_HTTP: '2',
    };
    expect(options([], env)).toMatchObject({
      data: '/env',
      listen: { port: 1 },
      allowHosts: ['a', 'b'],
      token: undefined,
      grpc: undefined,
      http: { port: 2 },
    });
    expect(
      options(
        ['x.otter', '--data', '/flag', '--allow-host', 'c', '--allow-host', 'd', '--listen', '3', 'y.otter', '--json'],
        env,
      ),
    ).toMatchObject({
      data: '/flag',
      listen: { port: 3 },
      allowHosts: ['c', 'd'],
      json: true,
      files: ['x.otter', 'y.otter'],
    });
  });
});

describe('what is refused', () => {
  it.each<readonly [readonly string[], string]>([
    [['run'], 'run'],
    [['serv'], 'serv'],
    [['--data', 'x'], 'serve'],
    [['serve', '--dat', 'x'], '--dat'],
    [['serve', '--data'], '--data'],
    [['serve', '--json=yes'], '--json'],
    [['serve', '--listen', 'off'], '--listen'],
    [['serve', '--listen', '65536'], '--listen'],
    [['serve', '--listen', '::1:80'], '--listen'],
    [['serve', '--otlp-http', '-1'], '--otlp-http'],
    [['serve', '--token', 'with spaces in between'], '--token'],
  ])('%j, in words', (args, word) => {
    const command = readArguments(args, {});
    expect(command).toMatchObject({ kind: 'wrong', message: expect.stringContaining(word) });
  });

  it.each(['OTTERSCOPE_TOKEN', 'OTTERSCOPE_LISTEN', 'OTTERSCOPE_OTLP_GRPC', 'OTTERSCOPE_OTLP_HTTP'])(
    'the variable %s, by its name',
    (name) => {
      const { kind, message } = { message: '', ...readArguments(['serve'], { [name]: 'a b' }) };
      expect([kind, message.split(/[ :]/)[0]]).toEqual(['wrong', name]);
      expect(message).not.toContain('--');
    },
  );
});

describe('import', () => {
  it('takes files, where they go, and the data folder', () => {
    expect(readArguments(['import', 'a.jsonl', 'b.json'], { OTTERSCOPE_DATA: '/env' })).toEqual({
      kind: 'import',
      options: { data: '/env', into: 'new', json: false, files: ['a.jsonl', 'b.json'] },
    });
    expect(readArguments(['import', '--into', 'live', '--json', '--data', '/d', 'a'], {})).toEqual({
      kind: 'import',
      options: { data: '/d', into: 'live', json: true, files: ['a'] },
    });
  });

  it.each([[['import']], [['import', 'a', '--into', 'there']]])('is refused with words: %j', (args) => {
    expect(readArguments(args, {})).toMatchObject({ kind: 'wrong' });
  });
});

describe('help', () => {
  it.each([[[]], [['--help']], [['-h']], [['serve', '--help']], [['serve', '--json', '-h']]])(
    'is given for %j',
    (args) => {
      expect(readArguments(args, {})).toEqual({ kind: 'help' });
    },
  );

  it('names every flag and variable there is, and no other', () => {
    const flags = [
      'data',
      'otlp-grpc',
      'otlp-http',
      'listen',
      'token',
      'allow-host',
      'json',
      'watch',
      'source-path',
      'no-processes',
      'help',
      'version',
    ];
    const named = new Set([...usage.matchAll(/--([a-z-]+)/g)].map((match) => match[1]));
    expect(named).toEqual(
      new Set([...flags, 'name', 'quiet', 'into', 'lines', 'time', 'range', 'step', ...exportFlags, ...profileFlags]),
    );
    for (const flag of profileFlags) {
      const command = readArguments(['profile', 'cpu.pb.gz', `--${flag}=x`], {});
      if (command.kind === 'wrong') expect(command.message).not.toContain('Unknown option');
    }
    for (const flag of flags)
      expect(
        readArguments(
          [
            'serve',
            `--${flag}`,
            ...(['json', 'no-processes', 'help', 'version'].includes(flag) ? [] : ['aaaaaaaaaaaaaaaaaaaa']),
          ],
          {},
        ),
      ).not.toMatchObject({ message: expect.stringContaining('Unknown option') });
    const variables = [...usage.matchAll(/OTTERSCOPE_[A-Z_]+/g)].map((match) => match[0]);
    const asked = new Set<string>();
    readArguments(['serve'], new Proxy({}, { get: (_, name) => void asked.add(String(name)) }));
    expect([...asked].toSorted()).toEqual(variables.toSorted());
  });
});
