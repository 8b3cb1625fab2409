// Addresses and titles of links with what they are about written in: the value (`${__value.raw}`), its series and labels, the
// other cells of its row, the dashboard's time and variables. What goes into an address is encoded for it.
import { labelText, numberOf, textOf, type Cell } from '../frame.ts';
import { interpolate, type Scope } from './interpolate.ts';
import { allOption } from './variable.ts';

/** What a link of data stands at. */
export interface LinkedData {
  readonly value: Cell;
  /** With unit or mapping. */
  readonly text: string;
  /** Unix milliseconds; undefined where the value has no time of its own. */
  readonly time: number | undefined;
  /** Of the series as it is shown. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The cells of its row by the names of their fields, in order. */
  readonly row: readonly { readonly name: string; readonly value: Cell; readonly text: string }[];
}

export function linkUrl(url: string, scope: Scope, data: LinkedData | undefined): string {
  return interpolate(written(url, scope, data, encodeURIComponent), scope, 'url');
}

export function linkTitle(title: string, scope: Scope, data: LinkedData | undefined): string {
  return interpolate(
    written(title, scope, data, (text) => text),
    scope,
    'plain',
  );
}

/** `var-<name>=` of every variable, joined by `&`. */
export function allVariables({ values }: Scope): string {
  return [...values.values()]
    .filter(({ variable }) => variable.kind !== 'datasource' && variable.kind !== 'constant')
    .flatMap(({ variable, chosen, all }) =>
      (all ? [allOption] : chosen.map(({ value }) => value)).map(
        (value) => `var-${encodeURIComponent(variable.name)}=${encodeURIComponent(value)}`,
      ),
    )
    .join('&');
}

const reference = /\$\{__(\w+)((?:\.[\w-]+|\[[^\]]+\])*)(?::(\w+))?\}|\$__(all_variables|cell(?:_\d+)?)(?::(\w+))?/g;

function written(text: string, scope: Scope, data: LinkedData | undefined, encode: (text: string) => string): string {
  return text.replace(
    reference,
    (whole, braced?: string, path?: string, format?: string, bare?: string, bareFormat?: string) => {
      const name = braced ?? bare ?? '';
      if (name === 'all_variables') return allVariables(scope);
      const found = data === undefined ? undefined : about(data, name, partsOf(path ?? ''));
      if (found === undefined) return whole;
      return (format ?? bareFormat) === 'raw' ? found : encode(found);
    },
  );
}

/** `.labels.job`, `["a b"]` and `[0]` as names. */
function partsOf(path: string): readonly string[] {
  return Array.from(
    path.matchAll(/\.([\w-]+)|\[\s*["']?(.*?)["']?\s*\]/g),
    ([, dotted, inside]) => dotted ?? inside ?? '',
  );
}

function about(data: LinkedData, name: string, [first = '', second, third]: readonly string[]): string | undefined {
  const cell = /^cell(?:_(\d+))?$/.exec(name);
  if (cell !== null) return textOf(cell[1] === undefined ? data.value : data.row[Number(cell[1])]?.value);
  switch (name) {
    case 'value':
      if (first === 'text') return data.text;
      if (first === 'time') return data.time === undefined ? '' : String(data.time);
      if (first === 'numeric') return String(numberOf(data.value) ?? Number.NaN);
      return textOf(data.value);
    case 'series':
    case 'field':
      if (first !== 'labels') return data.name;
      return second === undefined ? labelText(data.labels) : (data.labels[second] ?? '');
    case 'data': {
      if (first !== 'fields' || second === undefined) return undefined;
      const found = data.row.find((one) => one.name === second) ?? data.row[Number(second)];
      if (found === undefined) return '';
      return third === 'text' ? found.text : textOf(found.value);
    }
    default:
      return undefined;
  }
}
