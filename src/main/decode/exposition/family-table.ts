// What a target said of its metric families: type, unit and help by name, and which family a sample's name belongs to.
import type { SeriesMeta, SeriesType } from '../../../contract/sample-batch.ts';

export interface Family {
  name: string;
  type: SeriesType;
  unit: string;
  help: string;
  /** The page that said the type; the first word of a page counts. */
  typedIn: number;
  /** Samples were read as part of it. */
  sampled: boolean;
}

/** Endings of a sample's name that a type puts behind the family's. */
const endings: Readonly<Record<SeriesType, readonly string[]>> = {
  counter: ['_total', '_created'],
  histogram: ['_bucket', '_count', '_sum', '_created'],
  gaugehistogram: ['_bucket', '_gcount', '_gsum', '_count', '_sum'],
  summary: ['_count', '_sum', '_created'],
  info: ['_info'],
  gauge: [],
  stateset: [],
  unknown: [],
};

const allEndings: readonly string[] = [...new Set(Object.values(endings).flat())];
const anyEnding = /_(?:total|created|bucket|count|sum|gcount|gsum|info)$/;

export class FamilyTable {
  readonly #families: Map<string, Family> = new Map();

  get(name: string): Family {
    let family = this.#families.get(name);
    if (family === undefined) {
      family = { name, type: 'unknown', unit: '', help: '', typedIn: -1, sampled: false };
      this.#families.set(name, family);
    }
    return family;
  }

  /** Were samples read already that a type of this family would concern? */
  concerns(name: string): boolean {
    if (this.#families.get(name)?.sampled === true) return true;
    return allEndings.some((ending) => this.#families.get(name + ending)?.sampled === true);
  }

  /** The family of a sample; one of its own name and of unknown type where nothing was said. */
  of(sample: string): Family {
    const family = this.#familyOf(sample);
    family.sampled = true;
    return family;
  }

  #familyOf(sample: string): Family {
    const own = this.#families.get(sample);
    if (own !== undefined && own.type !== 'unknown') return own;
    const ending = anyEnding.exec(sample)?.[0];
    if (ending !== undefined) {
      const base = this.#families.get(sample.slice(0, -ending.length));
      if (base !== undefined && endings[base.type].includes(ending)) return base;
    }
    return own ?? this.get(sample);
  }

  clear(): void {
    this.#families.clear();
  }
}

export function metaOf({ name, type, unit, help }: Family): Omit<SeriesMeta, 'target'> {
  return { family: name, type, unit, help };
}

const types: Readonly<Record<string, SeriesType>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
};
const openMetricsTypes: Readonly<Record<string, SeriesType>> = {
  ...types,
  gaugehistogram: 'gaugehistogram',
  info: 'info',
  stateset: 'stateset',
  unknown: 'unknown',
};

/** A word after `# TYPE name`; `undefined` for one that the format does not know. */
export function typeNamed(word: string, openMetrics: boolean): SeriesType | undefined {
  if (openMetrics) return openMetricsTypes[word];
  return word === 'untyped' ? 'unknown' : types[word];
}
