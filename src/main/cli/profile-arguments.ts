// Reads the arguments of `otterscope profile`. Pure. Options are pprof's, with one dash or two, underscores or dashes.
import { parseArgs } from 'node:util';
import { Wrong } from './given.ts';
import type { ProfileOutputRequest } from '../engine/profile-output.ts';
import { profileFileFormats } from '../../contract/profiles/files.ts';
import { usualNames, type NameWish } from '../../contract/profiles/symbol-names.ts';
import type { ProfileGrouping } from '../../contract/profiles/view.ts';

const granularities: Readonly<Record<string, ProfileGrouping>> = {
  functions: 'function',
  filefunctions: 'file-function',
  files: 'file',
  lines: 'line',
  addresses: 'address',
  packages: 'package',
};
const string = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const options = {
  top: flag,
  tree: flag,
  peek: string,
  traces: flag,
  tags: flag,
  raw: flag,
  text: flag,
  metric: string,
  svg: flag,
  'svg-static': flag,
  folded: flag,
  speedscope: flag,
  pprof: flag,
  csv: flag,
  part: string,
  'sample-type': string,
  'sample-index': string,
  cum: flag,
  nodecount: string,
  nodefraction: string,
  edgefraction: string,
  focus: string,
  ignore: string,
  hide: string,
  show: string,
  'show-from': string,
  tagfocus: string,
  tagignore: string,
  tagroot: string,
  tagleaf: string,
  granularity: string,
  functions: flag,
  filefunctions: flag,
  files: flag,
  lines: flag,
  addresses: flag,
  packages: flag,
  noinlines: flag,
  unit: string,
  base: string,
  'diff-base': string,
  normalize: flag,
  symbolize: string,
} as const;

/** `args` behind the word `profile`. Throws Wrong, and the TypeError of parseArgs for unknown options. */
export function readProfileArguments(args: readonly string[]): ProfileOutputRequest {
  const { values, positionals } = parseArgs({ args: args.map(twoDashes), allowPositionals: true, options });
  const [path, more] = positionals;
  if (path === undefined) throw new Wrong('Which profile? otterscope profile cpu.pb.gz --top');
  if (more !== undefined) throw new Wrong(`One profile at a time: "${more}" is one too many.`);
  if (values.base !== undefined && values['diff-base'] !== undefined) {
    throw new Wrong('Either --base or --diff-base: the first takes away, the second compares.');
  }
  const base = values.base ?? values['diff-base'];
  if (values.normalize === true && base === undefined) throw new Wrong('--normalize belongs to --base or --diff-base.');
  const kinds = (['top', 'tree', 'traces', 'tags', 'raw', 'text', ...profileFileFormats] as const).filter(
    (name) => values[name] === true,
  );
  if (kinds.length + (values.peek === undefined ? 0 : 1) > 1) throw new Wrong('One output at a time.');
  const [chosen = 'top'] = kinds;
  if (values.metric !== undefined && chosen !== 'text') throw new Wrong('--metric belongs to --text.');
  // pprof's --text is --top, which it is here for all files but DHAT's.
  const kind = values.peek !== undefined ? 'peek' : chosen === 'text' ? 'top' : chosen;
  const shares = { nodeFraction: shareOf(values.nodefraction), edgeFraction: shareOf(values.edgefraction) };
  const list = (text: string | undefined): readonly string[] => (text ?? '').split(',').filter((key) => key !== '');
  return {
    path,
    kind,
    pattern: values.peek ?? '',
    part: countOf('part', values.part) ?? 0,
    allocations: chosen === 'text' ? (values.metric ?? '') : undefined,
    names: namesOf(values.symbolize ?? ''),
    sampleType: values['sample-type'] ?? values['sample-index'] ?? '',
    grouping: groupingOf(values),
    noInlines: values.noinlines === true,
    unit: values.unit === undefined || values.unit === 'minimum' ? 'auto' : values.unit,
    filter: {
      focus: values.focus ?? '',
      ignore: values.ignore ?? '',
      hide: values.hide ?? '',
      show: values.show ?? '',
      showFrom: values['show-from'] ?? '',
      collapse: '',
      mergeRecursion: false,
      tagFocus: values.tagfocus ?? '',
      tagIgnore: values.tagignore ?? '',
      tagRoot: list(values.tagroot),
      tagLeaf: list(values.tagleaf),
      span: '',
      from: undefined,
      to: undefined,
    },
    trim: {
      order: values.cum === true ? 'cum' : 'flat',
      ...Object.fromEntries(
        Object.entries({ ...shares, nodeCount: countOf('nodecount', values.nodecount) }).filter(
          ([, value]) => value !== undefined,
        ),
      ),
    },
    base:
      base === undefined
        ? undefined
        : { path: base, markBase: values['diff-base'] !== undefined, normalized: values.normalize === true },
  };
}

/** pprof's `-diff_base=x` as `--diff-base=x`. */
function twoDashes(arg: string): string {
  const [, name = '', rest = ''] = /^--?([a-z][a-z_-]+)(=.*)?$/s.exec(arg) ?? [];
  return name === '' ? arg : `--${name.replaceAll('_', '-')}${rest}`;
}

function groupingOf(values: Readonly<Record<string, unknown>>): ProfileGrouping {
  const given = values['granularity'];
  const named = typeof given === 'string' ? given : Object.keys(granularities).find((name) => values[name] === true);
  if (named === undefined) return 'function';
  const grouping = granularities[named];
  if (grouping === undefined) {
    throw new Wrong(`--granularity ${named}: one of ${Object.keys(granularities).join(', ')}.`);
  }
  return grouping;
}

/**
 * pprof's `[none|local|fastlocal|remote][:force][:demangle=[none|full|templates|default]]`. Where symbols are looked up makes
 * no difference: nothing is.
 */
function namesOf(text: string): NameWish {
  let names = usualNames;
  for (const word of text.toLowerCase().split(':')) {
    if (word === 'none' || word === 'no') return { style: 'none', forced: false };
    if (word === 'force') names = { ...names, forced: true };
    else if (word.startsWith('demangle=')) {
      const style = demangling[word.slice('demangle='.length)];
      if (style === undefined) throw new Wrong(`--symbolize ${word}: one of ${Object.keys(demangling).join(', ')}.`);
      if (style !== 'usual') names = { style, forced: true };
    } else if (!['', 'local', 'fastlocal', 'remote'].includes(word)) {
      throw new Wrong(`--symbolize ${word}: none, force, or demangle=none, templates, full or default.`);
    }
  }
  return names;
}

const demangling: Readonly<Record<string, NameWish['style'] | 'usual'>> = {
  none: 'none',
  templates: 'templates',
  full: 'full',
  default: 'usual',
};

function shareOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const share = Number(text);
  if (text === '' || !(share >= 0 && share <= 1)) throw new Wrong(`"${text}" is no share: a number from 0 to 1.`);
  return share;
}

/** pprof's -1 is "whatever is usual". */
function countOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '-1') return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Wrong(`--${name} ${text}: a whole number.`);
  return Number(text);
}
