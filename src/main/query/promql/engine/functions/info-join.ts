// The join of info(): at every step the newest info series of each info metric and identity, and the labels that a
// series gets from those that share its identity.
import type { Found } from '../instant-selector.ts';
import { Labels, metricName } from '../labels.ts';
import type { Matcher } from '../matcher.ts';
import { QueryError } from '../query-error.ts';
import { identifyingLabels } from './info-series.ts';

export interface Joined {
  /** Equal exactly when the same info series took part. */
  readonly key: string;
  readonly labels: Labels;
}

/**
 * The matchers that choose info metrics: target_info when the query names none; any `..._info` when it only says which
 * it does not want.
 */
export function effectiveNameMatchers(matchers: readonly Matcher[]): readonly Matcher[] {
  if (matchers.length === 0) {
    const value = 'target_info';
    return [{ name: metricName, op: '=', value, matches: (text) => text === value, exactly: [value] }];
  }
  if (matchers.some(({ op }) => op === '=' || op === '=~')) return matchers;
  const anyInfo: Matcher = {
    name: metricName,
    op: '=~',
    value: '.+_info',
    matches: (text) => text.length > '_info'.length && text.endsWith('_info'),
  };
  return [anyInfo, ...matchers];
}

export class InfoJoin {
  readonly #found: readonly Found[];
  readonly #data: readonly Matcher[];
  readonly #dataNames: ReadonlySet<string>;
  readonly #infoNames: readonly string[];
  readonly #signatures: readonly string[];
  /** Of the present step: places of the newest series by signature. */
  readonly #newest = new Map<string, number>();
  readonly #known = new Map<string, Labels>();

  constructor(found: readonly Found[], data: readonly Matcher[]) {
    this.#found = found;
    this.#data = data;
    this.#dataNames = new Set(data.map(({ name }) => name));
    this.#infoNames = [...new Set(found.map(({ columns }) => columns.labels.get(metricName)))];
    this.#signatures = found.map(({ columns }) => signatureOf(columns.labels.get(metricName), columns.labels));
  }

  /** Throws QueryError when two info series of one identity have equally new samples. */
  moveTo(step: number): void {
    this.#newest.clear();
    this.#found.forEach(({ rows }, place) => {
      if ((rows[step] as number) < 0) return;
      const signature = this.#signatures[place] as string;
      const before = this.#newest.get(signature);
      const order = before === undefined ? 1 : this.#timeOf(place, step) - this.#timeOf(before, step);
      if (order > 0) this.#newest.set(signature, place);
      else if (order === 0 && before !== undefined) throw this.#conflict(before, place, step);
    });
  }

  /** A series' labels with those of its info series; undefined when it has none though the query asks for one. */
  join(labels: Labels): Joined | undefined {
    const places: number[] = [];
    for (const name of this.#infoNames) {
      const place = this.#newest.get(signatureOf(name, labels));
      if (place !== undefined) places.push(place);
    }
    if (places.length === 0) {
      const needed = this.#data.some((matcher) => !matcher.matches(''));
      return needed ? undefined : { key: '', labels };
    }
    const key = places.join(' ');
    const knownKey = `${key} ${labels.key()}`;
    let joined = this.#known.get(knownKey);
    if (joined === undefined) {
      joined = this.#merged(labels, places);
      this.#known.set(knownKey, joined);
    }
    return { key, labels: joined };
  }

  #merged(labels: Labels, places: readonly number[]): Labels {
    const added = new Map<string, string>();
    for (const place of places) {
      const info = this.#found[place]?.columns.labels ?? Labels.empty;
      for (const [name, value] of info.entries()) {
        if (name === metricName || (this.#dataNames.size > 0 && !this.#dataNames.has(name))) continue;
        if ((added.get(name) ?? value) !== value) throw new QueryError(`conflicting label: ${name}`);
        if (!labels.has(name)) added.set(name, value);
      }
    }
    return Labels.from([...labels.entries(), ...added]);
  }

  #timeOf(place: number, step: number): number {
    const { columns, rows } = this.#found[place] as Found;
    return columns.times[rows[step] as number] as number;
  }

  #conflict(before: number, now: number, step: number): QueryError {
    const told = (place: number) => `${this.#found[place]?.columns.labels.toString()} @ ${this.#timeOf(place, step)}`;
    return new QueryError(`found duplicate series for info metric: existing ${told(before)}, new ${told(now)}`);
  }
}

function signatureOf(infoName: string, labels: Labels): string {
  return [infoName, ...identifyingLabels.map((name) => labels.get(name))].join('\ud801');
}
