// The transformations that are done here, and the options of the common ones; the others are changed as JSON.
import type { Transformation } from '../../../../../contract/dashboards/transform/transformation.ts';

type Options = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

export type TransformOption = { readonly title: string; readonly path: Path } & (
  | { readonly control: 'text' | 'names' | 'number' | 'flag'; readonly hint?: string }
  | { readonly control: 'choice'; readonly options: readonly { readonly value: string; readonly label: string }[] }
);

interface TransformAbout {
  readonly id: string;
  readonly title: string;
  readonly options: readonly TransformOption[];
  readonly initial?: Options;
}

export const transformations: readonly TransformAbout[] = [
  {
    id: 'reduce',
    title: 'Reduce to one row per series',
    initial: { reducers: ['lastNotNull'] },
    options: [
      { title: 'Calculations', path: ['reducers'], control: 'names', hint: 'lastNotNull, mean, max' },
      {
        title: 'Into',
        path: ['mode'],
        control: 'choice',
        options: [
          { value: 'seriesToRows', label: 'A row for each series' },
          { value: 'reduceFields', label: 'One row' },
        ],
      },
    ],
  },
  { id: 'organize', title: 'Order, hide and rename fields', options: [] },
  {
    id: 'filterFieldsByName',
    title: 'Keep fields by name',
    options: [
      { title: 'Names', path: ['include', 'names'], control: 'names' },
      { title: 'Or expression', path: ['include', 'pattern'], control: 'text', hint: '/cpu.*/' },
    ],
  },
  {
    id: 'renameByRegex',
    title: 'Rename by expression',
    options: [
      { title: 'Expression', path: ['regex'], control: 'text', hint: 'node-(.*)' },
      { title: 'Becomes', path: ['renamePattern'], control: 'text', hint: '$1' },
    ],
  },
  {
    id: 'joinByField',
    title: 'Join by field',
    options: [
      { title: 'Field', path: ['byField'], control: 'text', hint: 'the time' },
      {
        title: 'Rows',
        path: ['mode'],
        control: 'choice',
        options: [
          { value: 'outer', label: 'All' },
          { value: 'inner', label: 'Only those in every frame' },
        ],
      },
    ],
  },
  { id: 'merge', title: 'Merge into one table', options: [] },
  {
    id: 'sortBy',
    title: 'Sort rows',
    options: [
      { title: 'Field', path: ['sort', 0, 'field'], control: 'text' },
      { title: 'Largest first', path: ['sort', 0, 'desc'], control: 'flag' },
    ],
  },
  {
    id: 'limit',
    title: 'Limit rows',
    initial: { limitField: 10 },
    options: [{ title: 'Rows', path: ['limitField'], control: 'number' }],
  },
  {
    id: 'labelsToFields',
    title: 'Labels to fields',
    options: [
      {
        title: 'As',
        path: ['mode'],
        control: 'choice',
        options: [
          { value: 'columns', label: 'Columns' },
          { value: 'rows', label: 'Rows' },
        ],
      },
      { title: 'Label that names the values', path: ['valueLabel'], control: 'text' },
    ],
  },
  {
    id: 'filterByRefId',
    title: 'Keep queries',
    options: [{ title: 'Queries', path: ['include'], control: 'text', hint: 'A|B' }],
  },
  { id: 'seriesToRows', title: 'Series to rows', options: [] },
  { id: 'timeSeriesTable', title: 'A table with courses', options: [] },
  { id: 'concatenate', title: 'Fields beside each other', options: [] },
  { id: 'groupBy', title: 'Group by', options: [] },
  { id: 'calculateField', title: 'Add a field by calculation', options: [] },
  { id: 'filterByValue', title: 'Filter rows by value', options: [] },
  { id: 'partitionByValues', title: 'Partition by values', options: [] },
  { id: 'convertFieldType', title: 'Convert the type of a field', options: [] },
  { id: 'formatTime', title: 'Format times', options: [] },
  { id: 'groupingToMatrix', title: 'Grouping to a matrix', options: [] },
];

export function aboutTransformation(id: string): TransformAbout {
  return transformations.find((one) => one.id === id) ?? { id, title: id, options: [] };
}

export function newTransformation(id: string): Transformation {
  return { id, options: aboutTransformation(id).initial ?? {}, disabled: false, filter: '' };
}

export function optionAt(options: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(String(key)) : undefined,
    options,
  );
}

/** undefined takes the option away. */
export function withOption(options: Options, path: Path, value: unknown): Options {
  return put(options, path, value) as Options;
}

function put(from: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list: readonly unknown[] = Array.isArray(from) ? from : [];
    const filled: readonly unknown[] = Array.from(
      { length: Math.max(list.length, key + 1) },
      (_, at): unknown => list[at] ?? {},
    );
    return filled.with(key, put(filled[key], rest, value));
  }
  const found: Options = typeof from === 'object' && from !== null && !Array.isArray(from) ? (from as Options) : {};
  const { [key]: _before, ...others } = found;
  const next = put(found[key], rest, value);
  return next === undefined ? others : { ...others, [key]: next };
}

/** What `organize` does with each field that it names or that is there now; `names` as they are drawn. */
export function organized(
  options: Options,
  names: readonly string[],
): readonly { readonly name: string; readonly hidden: boolean; readonly renamed: string }[] {
  const renamed = textsOf(options['renameByName']);
  const hidden = flagsOf(options['excludeByName']);
  const places = new Map(Object.entries(isRecord(options['indexByName']) ? options['indexByName'] : {}));
  const results = new Set(renamed.values());
  const all = new Set([
    ...places.keys(),
    ...renamed.keys(),
    ...hidden.keys(),
    ...names.filter((name) => !results.has(name)),
  ]);
  const place = (name: string): number => Number(places.get(name) ?? Infinity);
  return [...all]
    .toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
    .map((name) => ({ name, hidden: hidden.get(name) ?? false, renamed: renamed.get(name) ?? '' }));
}

export function withOrganized(options: Options, fields: ReturnType<typeof organized>): Options {
  return {
    ...options,
    excludeByName: Object.fromEntries(fields.filter(({ hidden }) => hidden).map(({ name }) => [name, true])),
    indexByName: Object.fromEntries(fields.map(({ name }, at) => [name, at])),
    renameByName: Object.fromEntries(
      fields.filter(({ renamed }) => renamed !== '').map(({ name, renamed }) => [name, renamed]),
    ),
  };
}

function isRecord(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(isRecord(value) ? value : {}).flatMap(([key, one]) =>
      typeof one === 'string' && one !== '' ? [[key, one] as const] : [],
    ),
  );
}

function flagsOf(value: unknown): ReadonlyMap<string, boolean> {
  return new Map(
    Object.entries(isRecord(value) ? value : {}).flatMap(([key, one]) => (one === true ? [[key, true]] : [])),
  );
}
