// Lines gathered into families, with the rules about their order: metadata first and once, a family in one piece.
import type { SeriesType } from '../../../../contract/sample-batch.ts';
import { typeNamed } from '../family-table.ts';
import type { Findings } from './findings.ts';
import type { LintLine, LintSample } from './lint-line.ts';

export interface LintFamily {
  readonly name: string;
  /** Of its first line. */
  readonly line: number;
  type: SeriesType | undefined;
  unit: string;
  help: string | undefined;
  readonly samples: LintSample[];
}

const openMetricsEndings: Readonly<Record<SeriesType, readonly string[]>> = {
  counter: ['_total', '_created'],
  summary: ['', '_count', '_sum', '_created'],
  histogram: ['_bucket', '_count', '_sum', '_created'],
  gaugehistogram: ['_bucket', '_gcount', '_gsum'],
  info: ['_info'],
  gauge: [''],
  stateset: [''],
  unknown: [''],
};
const textEndings: Readonly<Record<SeriesType, readonly string[]>> = {
  ...openMetricsEndings,
  counter: [''],
  summary: ['', '_count', '_sum'],
  histogram: ['_bucket', '_count', '_sum'],
};

export function lintFamilies(lines: readonly LintLine[], openMetrics: boolean, findings: Findings): LintFamily[] {
  const endings = openMetrics ? openMetricsEndings : textEndings;
  const families: LintFamily[] = [];
  const taken = new Set<string>();
  let current: (LintFamily & { readonly said: Set<string> }) | undefined;

  function end(): void {
    if (current === undefined) return;
    const { name, line, type } = current;
    const names = [name, ...endings[type ?? 'unknown'].map((ending) => name + ending)];
    const clash = names.find((one) => taken.has(one));
    if (clash !== undefined) {
      const again = families.some((one) => one.name === clash && one.name === name);
      const words = again
        ? `${name} is in several pieces: all samples of a family stand together.`
        : `${name} and another family both have samples named ${clash}.`;
      findings.add(again ? 'interleaved' : 'clashing-names', 'error', line, name, words);
    }
    for (const one of names) taken.add(one);
    families.push(current);
    current = undefined;
  }

  function begin(name: string, line: number): NonNullable<typeof current> {
    end();
    current = { name, line, type: undefined, unit: '', help: undefined, samples: [], said: new Set() };
    return current;
  }

  for (const line of lines) {
    if (line.kind === 'sample') {
      const family = current;
      const own =
        family !== undefined && endings[family.type ?? 'unknown'].some((one) => family.name + one === line.name);
      (own ? family : begin(line.name, line.line)).samples.push(line);
      continue;
    }
    const { kind, name, text } = line;
    const family = current?.name === name ? current : begin(name, line.line);
    const word = `# ${kind.toUpperCase()} ${name}`;
    if (family.samples.length > 0)
      findings.add('metadata-after-samples', 'error', line.line, name, `${word} stands behind samples of ${name}.`);
    if (family.said.has(kind)) findings.add('metadata-twice', 'error', line.line, name, `${word} is there twice.`);
    family.said.add(kind);
    if (kind === 'help') family.help = text;
    else if (kind === 'type') {
      family.type = typeNamed(text, openMetrics);
      if (family.type === undefined)
        findings.add(
          'unknown-type',
          'error',
          line.line,
          name,
          `${JSON.stringify(text)} is no type. The whole page is refused for it.`,
        );
    } else {
      family.unit = text;
      if (text !== '' && !name.endsWith(`_${text}`))
        findings.add('unit-suffix', 'error', line.line, name, `The name does not end with its unit: _${text}.`);
    }
  }
  end();
  return families;
}
