// Grafana's ids of units and what they mean: how numbers of each are scaled and what is written behind them.

export type Unit =
  /** The number with at most one prefix or suffix. */
  | { readonly kind: 'fixed'; readonly suffix: string; readonly before?: boolean }
  /** Times a factor first: `percentunit`. */
  | { readonly kind: 'times'; readonly factor: number; readonly suffix: string }
  /** K, Mil, Bil, Tri behind large numbers. */
  | { readonly kind: 'short'; readonly suffix: string }
  /** Prefixes by 1000 (k, M, G) or 1024 (Ki, Mi, Gi); `start` is the place of the unit on that ladder. */
  | { readonly kind: 'si'; readonly symbol: string; readonly start: number; readonly small: boolean }
  | { readonly kind: 'binary'; readonly symbol: string; readonly start: number }
  /** A length of time in seconds times `seconds`; `style` words, or clock-like. */
  | { readonly kind: 'duration'; readonly seconds: number; readonly style: 'scaled' | 'words' | 'hms' | 'dhms' }
  | { readonly kind: 'date'; readonly style: 'iso' | 'local' | 'from-now' }
  | { readonly kind: 'bool'; readonly yes: string; readonly no: string }
  | { readonly kind: 'hex'; readonly before: string }
  | { readonly kind: 'scientific' }
  | { readonly kind: 'locale' }
  | { readonly kind: 'plain' };

const table: Readonly<Record<string, Unit>> = {
  none: { kind: 'plain' },
  string: { kind: 'plain' },
  short: { kind: 'short', suffix: '' },
  sishort: { kind: 'si', symbol: '', start: 0, small: true },
  percent: { kind: 'fixed', suffix: '%' },
  percentunit: { kind: 'times', factor: 100, suffix: '%' },
  humidity: { kind: 'fixed', suffix: ' %H' },
  dB: { kind: 'fixed', suffix: ' dB' },
  dBm: { kind: 'fixed', suffix: ' dBm' },
  pixel: { kind: 'fixed', suffix: ' px' },
  ppm: { kind: 'fixed', suffix: ' ppm' },
  hex: { kind: 'hex', before: '' },
  hex0x: { kind: 'hex', before: '0x' },
  sci: { kind: 'scientific' },
  locale: { kind: 'locale' },

  bool: { kind: 'bool', yes: 'True', no: 'False' },
  bool_yes_no: { kind: 'bool', yes: 'Yes', no: 'No' },
  bool_on_off: { kind: 'bool', yes: 'On', no: 'Off' },

  ns: { kind: 'duration', seconds: 1e-9, style: 'scaled' },
  µs: { kind: 'duration', seconds: 1e-6, style: 'scaled' },
  us: { kind: 'duration', seconds: 1e-6, style: 'scaled' },
  ms: { kind: 'duration', seconds: 1e-3, style: 'scaled' },
  s: { kind: 'duration', seconds: 1, style: 'scaled' },
  m: { kind: 'duration', seconds: 60, style: 'scaled' },
  h: { kind: 'duration', seconds: 3600, style: 'scaled' },
  d: { kind: 'duration', seconds: 86_400, style: 'scaled' },
  timeticks: { kind: 'duration', seconds: 0.01, style: 'scaled' },
  dtdurationms: { kind: 'duration', seconds: 1e-3, style: 'words' },
  dtdurations: { kind: 'duration', seconds: 1, style: 'words' },
  dthms: { kind: 'duration', seconds: 1, style: 'hms' },
  dtdhms: { kind: 'duration', seconds: 1, style: 'dhms' },
  clockms: { kind: 'duration', seconds: 1e-3, style: 'words' },
  clocks: { kind: 'duration', seconds: 1, style: 'words' },

  dateTimeAsIso: { kind: 'date', style: 'iso' },
  dateTimeAsIsoNoDateIfToday: { kind: 'date', style: 'iso' },
  dateTimeAsUS: { kind: 'date', style: 'local' },
  dateTimeAsUSNoDateIfToday: { kind: 'date', style: 'local' },
  dateTimeAsLocal: { kind: 'date', style: 'local' },
  dateTimeAsLocalNoDateIfToday: { kind: 'date', style: 'local' },
  dateTimeAsSystem: { kind: 'date', style: 'local' },
  dateTimeFromNow: { kind: 'date', style: 'from-now' },

  celsius: { kind: 'fixed', suffix: ' °C' },
  fahrenheit: { kind: 'fixed', suffix: ' °F' },
  kelvin: { kind: 'fixed', suffix: ' K' },
  degree: { kind: 'fixed', suffix: ' °' },
  radian: { kind: 'fixed', suffix: ' rad' },
  rotrpm: { kind: 'fixed', suffix: ' rpm' },
  rothz: { kind: 'si', symbol: 'Hz', start: 0, small: false },
  rotrads: { kind: 'fixed', suffix: ' rad/s' },
  hertz: { kind: 'si', symbol: 'Hz', start: 0, small: false },
  watt: { kind: 'si', symbol: 'W', start: 0, small: true },
  kwatt: { kind: 'si', symbol: 'W', start: 1, small: false },
  watth: { kind: 'si', symbol: 'Wh', start: 0, small: false },
  kwatth: { kind: 'si', symbol: 'Wh', start: 1, small: false },
  joule: { kind: 'si', symbol: 'J', start: 0, small: false },
  volt: { kind: 'si', symbol: 'V', start: 0, small: true },
  amp: { kind: 'si', symbol: 'A', start: 0, small: true },
  mamp: { kind: 'si', symbol: 'A', start: -1, small: true },
  voltamp: { kind: 'si', symbol: 'VA', start: 0, small: false },
  lengthm: { kind: 'si', symbol: 'm', start: 0, small: true },
  lengthkm: { kind: 'si', symbol: 'm', start: 1, small: false },
  velocityms: { kind: 'fixed', suffix: ' m/s' },
  velocitykmh: { kind: 'fixed', suffix: ' km/h' },
  pressurehpa: { kind: 'fixed', suffix: ' hPa' },
  pressurebar: { kind: 'fixed', suffix: ' bar' },
  flops: { kind: 'si', symbol: 'FLOPS', start: 0, small: false },

  currencyUSD: { kind: 'fixed', suffix: '$', before: true },
  currencyEUR: { kind: 'fixed', suffix: '€', before: true },
  currencyGBP: { kind: 'fixed', suffix: '£', before: true },
  currencyJPY: { kind: 'fixed', suffix: '¥', before: true },
};

const perSecond: Readonly<Record<string, string>> = {
  cps: 'c/s',
  ops: 'ops/s',
  reqps: 'req/s',
  rps: 'rd/s',
  wps: 'wr/s',
  iops: 'io/s',
  eps: 'evt/s',
  mps: 'msg/s',
  recps: 'rec/s',
  rowsps: 'rows/s',
  pps: 'p/s',
  hps: 'H/s',
  cpm: 'c/m',
  opm: 'ops/m',
  reqpm: 'req/m',
  rpm: 'rd/m',
  wpm: 'wr/m',
  mpm: 'msg/m',
  epm: 'evt/m',
};

/** Bits and bytes in all their spellings: id, symbol, binary or decimal, place on the ladder. */
const data: readonly (readonly [string, string, 'binary' | 'si', number])[] = [
  ['bytes', 'B', 'binary', 0],
  ['decbytes', 'B', 'si', 0],
  ['bits', 'b', 'binary', 0],
  ['decbits', 'b', 'si', 0],
  ['kbytes', 'B', 'binary', 1],
  ['deckbytes', 'B', 'si', 1],
  ['mbytes', 'B', 'binary', 2],
  ['decmbytes', 'B', 'si', 2],
  ['gbytes', 'B', 'binary', 3],
  ['decgbytes', 'B', 'si', 3],
  ['tbytes', 'B', 'binary', 4],
  ['dectbytes', 'B', 'si', 4],
  ['pbytes', 'B', 'binary', 5],
  ['decpbytes', 'B', 'si', 5],
  ['binBps', 'B/s', 'binary', 0],
  ['Bps', 'B/s', 'si', 0],
  ['binbps', 'b/s', 'binary', 0],
  ['bps', 'b/s', 'si', 0],
  ['KiBs', 'B/s', 'binary', 1],
  ['KBs', 'B/s', 'si', 1],
  ['Kibits', 'b/s', 'binary', 1],
  ['Kbits', 'b/s', 'si', 1],
  ['MiBs', 'B/s', 'binary', 2],
  ['MBs', 'B/s', 'si', 2],
  ['Mibits', 'b/s', 'binary', 2],
  ['Mbits', 'b/s', 'si', 2],
  ['GiBs', 'B/s', 'binary', 3],
  ['GBs', 'B/s', 'si', 3],
  ['Gibits', 'b/s', 'binary', 3],
  ['Gbits', 'b/s', 'si', 3],
];

const units: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...Object.entries(table),
  ...Object.entries(perSecond).map(([id, suffix]): [string, Unit] => [id, { kind: 'short', suffix: ` ${suffix}` }]),
  ...data.map(([id, symbol, kind, start]): [string, Unit] => [
    id,
    kind === 'binary' ? { kind, symbol, start } : { kind, symbol, start, small: false },
  ]),
]);

/** Every id that is known by itself. */
export const unitIds: readonly string[] = [...units.keys()];

/** Ids with a colon say themselves what to write; an id that is not known is written behind the number. */
export function unitOf(id: string | undefined): Unit {
  if (id === undefined || id === '') return { kind: 'short', suffix: '' };
  const known = units.get(id);
  if (known !== undefined) return known;
  const colon = id.indexOf(':');
  const word = id.slice(colon + 1);
  switch (id.slice(0, colon)) {
    case 'suffix':
      return { kind: 'fixed', suffix: ` ${word}` };
    case 'prefix':
      return { kind: 'fixed', suffix: word, before: true };
    case 'currency':
      return { kind: 'fixed', suffix: word, before: true };
    case 'count':
      return { kind: 'short', suffix: ` ${word}` };
    case 'si':
      return { kind: 'si', symbol: word, start: 0, small: true };
    case 'time':
      return { kind: 'date', style: 'local' };
    default:
      return { kind: 'fixed', suffix: ` ${id}` };
  }
}

/** UCUM units of OpenTelemetry and what Prometheus makes of them, as ids. */
const fromOtel: Readonly<Record<string, string>> = {
  By: 'bytes',
  bytes: 'bytes',
  bit: 'decbits',
  'By/s': 'binBps',
  s: 's',
  seconds: 's',
  ms: 'ms',
  milliseconds: 'ms',
  us: 'µs',
  ns: 'ns',
  nanoseconds: 'ns',
  min: 'm',
  h: 'h',
  d: 'd',
  '%': 'percent',
  percent: 'percent',
  ratio: 'percentunit',
  '1': 'short',
  Hz: 'hertz',
  Cel: 'celsius',
  celsius: 'celsius',
  W: 'watt',
  J: 'joule',
  V: 'volt',
  A: 'amp',
};

/** Unit of a metric (`By`, `{request}/s`) as an id. */
export function unitOfMetric(unit: string): string {
  const known = fromOtel[unit];
  if (known !== undefined) return known;
  const braces = /^\{(.+)\}(\/s)?$/.exec(unit);
  if (braces !== null) return braces[2] === undefined ? 'short' : 'ops';
  return unit === '' ? 'short' : `suffix:${unit}`;
}
