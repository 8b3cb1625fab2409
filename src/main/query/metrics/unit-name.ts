// Units of OpenTelemetry (UCUM, case-sensitive) as words of Prometheus' names.
// Source: prometheus/otlptranslator, the rules that Prometheus 3 applies. It knows "KBy" where the OpenTelemetry
// specification has "kBy", and calls TiBy "tibibytes": the names must be those that Prometheus gives.

const units: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
  ['By', 'bytes'],
  ['KiBy', 'kibibytes'],
  ['MiBy', 'mebibytes'],
  ['GiBy', 'gibibytes'],
  ['TiBy', 'tibibytes'],
  ['KBy', 'kilobytes'],
  ['MBy', 'megabytes'],
  ['GBy', 'gigabytes'],
  ['TBy', 'terabytes'],
  ['m', 'meters'],
  ['V', 'volts'],
  ['A', 'amperes'],
  ['J', 'joules'],
  ['W', 'watts'],
  ['g', 'grams'],
  ['Cel', 'celsius'],
  ['Hz', 'hertz'],
  ['1', ''],
  ['%', 'percent'],
]);

const perUnits: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
]);

export interface UnitWords {
  /** "bytes" of `By/s`; empty where the unit says nothing. */
  readonly main: string;
  /** "per_second" of `By/s`; empty without one. */
  readonly per: string;
}

/** The words of a unit, not yet freed of characters that names may not have. Annotations in braces say nothing. */
export function unitWords(unit: string): UnitWords {
  const slash = unit.indexOf('/');
  const main = word(slash < 0 ? unit : unit.slice(0, slash), units);
  const per = slash < 0 ? '' : word(unit.slice(slash + 1), perUnits);
  return { main, per: per === '' ? '' : `per_${per}` };
}

function word(text: string, words: ReadonlyMap<string, string>): string {
  const unit = text.trim();
  return /[{}]/.test(unit) ? '' : (words.get(unit) ?? unit);
}

/** Only characters that a name may have; runs of others are one underscore, and none are left at the start. */
export function cleanUnit(words: string): string {
  return words
    .split(/[^a-zA-Z0-9:]+/)
    .filter((token) => token !== '')
    .join('_');
}

/** The unit as Prometheus shows it in metadata: `bytes_per_second`. `utf8`: other characters stay. */
export function unitName(unit: string, utf8: boolean): string {
  const { main, per } = unitWords(unit);
  const parts = utf8 ? [main, per] : [cleanUnit(main), cleanUnit(per)];
  return parts
    .filter((part) => part !== '')
    .join('_')
    .replace(/^_|_$/g, '');
}
