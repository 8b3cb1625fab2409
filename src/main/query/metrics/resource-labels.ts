// Labels that a resource gives to its series (job and instance), and those of its `target_info`. Source: the
// OpenTelemetry specification's "Prometheus and OpenMetrics compatibility", as Prometheus applies it.
import { textForm } from '../../../contract/text-form.ts';
import type { Attribute } from '../../../contract/values.ts';
import { translateLabelName } from './label-name.ts';

export type LabelPair = readonly [name: string, value: string];

export interface ResourceLabels {
  readonly identity: readonly LabelPair[];
  /** All other attributes; empty where there is none, and then there is no `target_info`. */
  readonly info: readonly LabelPair[];
}

const identifying: ReadonlySet<string> = new Set(['service.name', 'service.namespace', 'service.instance.id']);

/** A sender without `service.instance.id` is its own instance: two processes with one resource stay two. */
export function resourceLabels(attributes: readonly Attribute[], sender: string): ResourceLabels {
  const of = (key: string): string => textForm(attributes.find((one) => one.key === key)?.value);
  const service = of('service.name');
  const namespace = of('service.namespace');
  const job = namespace === '' || service === '' ? service : `${namespace}/${service}`;
  const identity: LabelPair[] = [['instance', of('service.instance.id') || sender]];
  if (job !== '') identity.push(['job', job]);
  const rest = attributes.filter(({ key }) => !identifying.has(key));
  return { identity, info: translatedLabels(rest.map(({ key, value }) => [key, textForm(value)])) };
}

/** Labels of attributes; values of keys that become the same name are joined in the order of the keys. */
export function translatedLabels(
  attributes: readonly LabelPair[],
  names: Map<string, string> = new Map(),
): readonly LabelPair[] {
  const labels: LabelPair[] = [];
  let collisions = false;
  for (const [key, value] of attributes) {
    const name = labelName(key, names);
    if (labels.some(([known]) => known === name)) collisions = true;
    labels.push([name, value]);
  }
  if (!collisions) return labels;
  const joined = new Map<string, string>();
  for (const [key, value] of attributes.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const name = labelName(key, names);
    const known = joined.get(name);
    joined.set(name, known === undefined ? value : `${known};${value}`);
  }
  return [...joined];
}

/** A key of which nothing would be left keeps its own name. */
function labelName(key: string, names: Map<string, string>): string {
  let name = names.get(key);
  if (name === undefined) {
    const translated = translateLabelName(key);
    name = translated.kind === 'ok' ? translated.name : key;
    names.set(key, name);
  }
  return name;
}
