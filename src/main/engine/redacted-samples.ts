// Scraped series without what redaction rules take away. Labels are attributes of points; names are no attributes.
import type { SeriesLabels } from '../../contract/sample-batch.ts';
import { textForm } from '../../contract/text-form.ts';
import type { Attribute } from '../../contract/values.ts';
import type { Redactor } from '../encode/redactor.ts';
import type { ScrapedSamples } from '../query/index.ts';

const noOwner = { attributes: [] };
const isName = ([name]: SeriesLabels[number]): boolean => name === '__name__';

export class RedactedSamples {
  readonly #redactor: Redactor;
  /** By number of the series: labels are looked at once. */
  readonly #labels: Map<number, SeriesLabels> = new Map();

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  of(samples: ScrapedSamples): ScrapedSamples {
    const { meta, series, exemplars } = samples;
    const facts = this.#redactor.metric({ name: meta.family, unit: meta.unit, description: meta.help });
    let labels = this.#labels.get(series);
    if (labels === undefined) this.#labels.set(series, (labels = this.#labelsOf(samples, facts)));
    return {
      ...samples,
      labels,
      meta: { ...meta, family: facts.name, unit: facts.unit, help: facts.description },
      exemplars: exemplars.map((one) => ({
        ...one,
        labels: pairsOf(this.#redactor.attributes('exemplar', attributesOf(one.labels))),
      })),
    };
  }

  #labelsOf({ labels, meta }: ScrapedSamples, facts: ReturnType<Redactor['metric']>): SeriesLabels {
    const names = labels.filter(isName);
    const kept = this.#redactor.stream(attributesOf(labels.filter((one) => !isName(one))), {
      resource: { attributes: attributesOf(names) },
      sentResource: { attributes: attributesOf(names) },
      scope: noOwner,
      sentScope: noOwner,
      metric: { name: meta.family, unit: meta.unit, description: meta.help, kind: meta.type },
      facts,
    });
    return [
      ...names.map(([name, value]) => [name, this.#redactor.text('metric name', value)] as const),
      ...pairsOf(kept),
    ];
  }
}

const attributesOf = (labels: SeriesLabels): Attribute[] => labels.map(([key, value]) => ({ key, value }));
const pairsOf = (attributes: readonly Attribute[]): SeriesLabels =>
  attributes.map(({ key, value }) => [key, textForm(value)] as const);
