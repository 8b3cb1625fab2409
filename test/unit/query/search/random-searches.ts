// Random searches as text, over the fields and values of random-run.ts: most parse, many match something, few everything.
import type { Random } from '../../../support/random.ts';

const attributeKeys = [
  'k',
  'colour',
  'latency_ms',
  'wait',
  'size',
  'when',
  'big',
  'span.k',
  'event.k',
  'link.k',
  'scope.k',
  'resource.k',
  'resource.host.name',
  '"duration"',
  'resource."host name"',
  'Ünï',
  'nothing',
];
const literals = [
  'red',
  '"Red"',
  '200',
  '"200"',
  '200.0',
  '-7',
  '0.5',
  '1',
  '1e2',
  '0',
  'true',
  '250ms',
  '0.25s',
  '2m',
  '10KB',
  '1KiB',
  '2026-01-31',
  '9007199254740993',
  '""',
  '"[\\"red\\",1]"',
  'AQI=',
  'one',
  'blue',
  '"gr\u00fcn"',
  'NaN',
];
const needles = [
  'red',
  'RE',
  '0',
  '20',
  'tru',
  '""',
  'ün',
  'deep',
  'ms',
  'q',
  '"a b"',
  'nowhere',
  'i=',
  '-',
  '"{"',
  'one',
  '4740993',
];
const patterns = [
  '^red$',
  '(?i)RED',
  '^\\\\d+$',
  'e.',
  '^2',
  '(red|blue)',
  'a+b?c',
  'deep.*red',
  '^$',
  '[0-9]{3}',
  '(?i)ünï',
  '\\\\.5',
];
const texts: Readonly<Record<string, readonly string[]>> = {
  service: ['api', 'db', '"mail"', 'nobody', 'unknown_service', '5'],
  name: ['"GET /"', 'query', 'nothing', '"Ünïcode"', '200'],
  operation: ['"POST /cart"', 'query'],
  scope: ['lib', 'other'],
  'scope.version': ['1.0', '"1.0"', '2'],
  sender: ['"pid:1"', 'pid'],
  'status.message': ['"Boom happened"', 'boom', '250ms'],
  tracestate: ['a=1', 'vendor'],
  event: ['retry', 'exception', '7'],
  'trace.service': ['api', 'db', '"mail"', 'nobody'],
  'root.service': ['api', 'db', 'nobody'],
  'root.name': ['"GET /"', 'query'],
};
const comparisons = ['=', '!=', '<', '<=', '>', '>='];

function textTest(random: Random, values: readonly string[]): string {
  switch (random.below(6)) {
    case 0:
      return random.pick(['exists', 'not exists']);
    case 1:
      return `${random.pick(['contains', 'not contains'])} ${random.pick([...needles, ...values])}`;
    case 2:
      return `${random.pick(['=~', '!~'])} "${random.pick(patterns)}"`;
    case 3: {
      const list = Array.from({ length: 1 + random.below(4) }, () => random.pick(values));
      return `${random.pick(['in', 'not in'])} (${list.join(', ')})`;
    }
    default:
      return `${random.pick(comparisons)} ${random.pick(values)}`;
  }
}

function numberTest(random: Random, values: readonly string[]): string {
  if (random.below(6) === 0) return random.pick(['exists', 'not exists']);
  if (random.below(5) === 0) return `${random.pick(['in', 'not in'])} (${random.pick(values)}, ${random.pick(values)})`;
  return `${random.pick(comparisons)} ${random.pick(values)}`;
}

/** `ids`: trace, span and parent ids of the run, some of them. */
function condition(random: Random, ids: readonly string[]): string {
  const kind = random.below(14);
  if (kind < 5) return `${random.pick(attributeKeys)} ${textTest(random, literals)}`;
  if (kind < 7) {
    const field = random.pick(Object.keys(texts));
    return `${field} ${textTest(random, texts[field] ?? [])}`;
  }
  switch (kind) {
    case 7:
      return random.pick(['error', 'root', 'not error', 'not root']);
    case 8:
      return random.pick([
        'red',
        '"GET"',
        '200',
        'boom',
        'grün',
        'deep',
        '"no such text"',
        'AQI',
        'true',
        'retry',
        'api',
        '0.5',
        'scoped',
      ]);
    case 9: {
      const [field, values] = random.pick([
        ['kind', ['server', 'CLIENT', 'unspecified', 'internal']],
        ['status', ['error', 'ok', 'Unset']],
      ] as const);
      const list = random.below(3) === 0 ? `not in (${random.pick(values)}, ${random.pick(values)})` : undefined;
      return `${field} ${list ?? `${random.pick(['=', '!='])} ${random.pick(values)}`}`;
    }
    case 10: {
      const field = random.pick(['trace', 'span', 'parent']);
      const one = (): string => random.pick(ids);
      return `${field} ${random.pick([`= ${one()}`, `!= ${one().toUpperCase()}`, `in (${one()}, ${one()})`, `contains ${one().slice(-2)}`, 'exists', 'not exists', '=~ "0[1-5]$"'])}`;
    }
    case 11:
      return `${random.pick(['duration', 'trace.duration'])} ${numberTest(random, ['0', '1us', '1ms', '10ms', '20ms', '1500us', '-1s', '1h'])}`;
    case 12:
      return `${random.pick(['start', 'end'])} ${numberTest(random, ['2026-01-31', '2026-01-31T00:00:00.100Z', '2026-01-31T00:00:00.2Z', '1970-01-01', '2030-01-01'])}`;
    default:
      return `${random.pick(['trace.spans', 'trace.errors'])} ${numberTest(random, ['0', '1', '2', '3.5', '-1', '5'])}`;
  }
}

export function randomSearch(random: Random, ids: readonly string[], depth = 0): string {
  const shape = random.below(depth > 2 ? 4 : 9);
  const part = (): string => randomSearch(random, ids, depth + 1);
  if (shape < 4) return condition(random, ids);
  if (shape < 6) return `${part()} and ${part()}`;
  if (shape === 6) return `(${part()} or ${part()})`;
  if (shape === 7) return `not (${part()})`;
  return `${condition(random, ids)} ${condition(random, ids)}`;
}
