// The options of every variable of a dashboard and what is chosen of them, one after the other, because a later one may ask
// for something that depends on an earlier one.
import type { Dashboard } from '../../../../contract/dashboards/model.ts';
import { labelsOf } from '../../../../contract/dashboards/frames-of-result.ts';
import { labelText } from '../../../../contract/dashboards/frame.ts';
import { choose } from '../../../../contract/dashboards/variables/choose.ts';
import { interpolate, type Scope } from '../../../../contract/dashboards/variables/interpolate.ts';
import { niceStep } from '../../../../contract/dashboards/variables/intervals.ts';
import { parseStep, stepText } from '../../../../contract/dashboards/variables/step-text.ts';
import type { TimeRange } from '../../../../contract/dashboards/variables/time-range.ts';
import { optionsOf } from '../../../../contract/dashboards/variables/variable-options.ts';
import { parseVariableQuery, resultText } from '../../../../contract/dashboards/variables/variable-query.ts';
import type {
  ChosenValue,
  IntervalVariable,
  Variable,
  VariableOption,
} from '../../../../contract/dashboards/variables/variable.ts';
import { parsePattern } from '../../../../contract/dashboards/format/pattern.ts';
import type { RunId } from '../../../../contract/ids.ts';
import type { Client } from '../../../data/client.ts';

export interface ResolvedVariable {
  readonly variable: Variable;
  readonly options: readonly VariableOption[];
  readonly value: ChosenValue;
  /** Why there are no options. */
  readonly trouble: string | undefined;
}

const mostOptions = 5000;

export interface VariableAsk {
  readonly run: RunId;
  readonly dashboard: Dashboard;
  readonly wanted: Readonly<Record<string, readonly string[]>>;
  readonly range: TimeRange;
}

export async function askVariables(
  client: Pick<Client, 'call'>,
  { run, dashboard, wanted, range }: VariableAsk,
  signal: AbortSignal,
): Promise<readonly ResolvedVariable[]> {
  const values = new Map<string, ChosenValue>();
  const resolved: ResolvedVariable[] = [];
  for (const variable of dashboard.variables) {
    const scope = scopeOf(values, range, dashboard.title);
    let options: readonly VariableOption[] = [];
    let trouble: string | undefined;
    try {
      options = await optionsFor(client, run, variable, scope, range, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      trouble = error instanceof Error ? error.message : String(error);
    }
    const value = automatic(variable, choose(variable, options, wanted[variable.name]), range);
    values.set(variable.name, value);
    resolved.push({ variable, options, value, trouble });
  }
  return resolved;
}

export function scopeOf(values: ReadonlyMap<string, ChosenValue>, range: TimeRange, dashboard: string): Scope {
  return { values, from: range.from, to: range.to, interval: undefined, rateInterval: undefined, dashboard };
}

async function optionsFor(
  client: Pick<Client, 'call'>,
  run: RunId,
  variable: Variable,
  scope: Scope,
  { from, to }: TimeRange,
  signal: AbortSignal,
): Promise<readonly VariableOption[]> {
  switch (variable.kind) {
    case 'custom':
      return variable.options;
    case 'interval':
      return [
        ...(variable.auto ? [{ text: 'auto', value: autoValue }] : []),
        ...variable.options.map((value) => ({ text: value, value })),
      ];
    case 'datasource':
      return [{ text: 'This run', value: 'otterscope' }];
    case 'query': {
      const found = await textsOf(
        client,
        run,
        interpolate(variable.query, scope, 'promql'),
        Math.floor(from),
        Math.ceil(to),
        signal,
      );
      return optionsOf(variable, found).slice(0, mostOptions);
    }
    case 'textbox':
    case 'constant':
    case 'adhoc':
      return [];
  }
}

/** The texts that a question finds, of series that have samples in the range. */
async function textsOf(
  client: Pick<Client, 'call'>,
  run: RunId,
  query: string,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const question = parseVariableQuery(query);
  const selection = { run, from, to, limit: mostOptions };
  const selectors = (selector: string): readonly string[] => (selector === '' ? [] : [selector]);
  switch (question.kind) {
    case 'nothing':
      return [];
    case 'label-values': {
      const request = { ...selection, selectors: selectors(question.selector), label: question.label };
      return (await client.call('metrics.values', request, signal)).texts;
    }
    case 'label-names':
      return (await client.call('metrics.labels', { ...selection, selectors: selectors(question.selector) }, signal))
        .texts;
    case 'metrics': {
      const pattern = parsePattern(question.pattern);
      const { texts } = await client.call('metrics.values', { ...selection, selectors: [], label: '__name__' }, signal);
      return texts.filter((text) => pattern?.test(text) ?? false);
    }
    case 'query-result': {
      const { result } = await client.call(
        'metrics.query',
        { run, query: question.expression, start: to, end: to, step: 0, maxSeries: mostOptions },
        signal,
      );
      if (result.kind === 'failed') throw new Error(result.remark.text);
      if (result.kind === 'scalar') return [resultText('', result.value, result.time)];
      if (result.kind !== 'vector') return [];
      return labelsOf(result.labels).map((labels, row) =>
        resultText(labelText(labels), result.values[row] ?? Number.NaN, result.time),
      );
    }
    case 'series': {
      const table = await client.call('metrics.series', { ...selection, selectors: [question.selector] }, signal);
      return labelsOf(table).map(labelText);
    }
  }
}

const autoValue = '$__auto_interval';

/** `auto` of an interval: the range in so many steps. */
function automatic(variable: Variable, value: ChosenValue, range: TimeRange): ChosenValue {
  if (variable.kind !== 'interval' || !value.chosen.some((one) => one.value.startsWith('$__auto'))) return value;
  return { ...value, chosen: [{ text: 'auto', value: autoStep(variable, range) }] };
}

function autoStep({ autoCount, autoMin }: IntervalVariable, { from, to }: TimeRange): string {
  return stepText(Math.max(parseStep(autoMin) ?? 1000, niceStep((to - from) / Math.max(1, autoCount))));
}
