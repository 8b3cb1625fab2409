// What differs between two spans beyond their times: attributes, resource, scope and events, key by key.
import type { SpanDetails } from '../../../../contract/traces.ts';
import type { Attribute, AttributeValue } from '../../../../contract/values.ts';
import { textForm } from '../../../../contract/text-form.ts';

export type Difference =
  | { readonly kind: 'changed'; readonly key: string; readonly left: AttributeValue; readonly right: AttributeValue }
  | { readonly kind: 'left'; readonly key: string; readonly left: AttributeValue }
  | { readonly kind: 'right'; readonly key: string; readonly right: AttributeValue }
  | { readonly kind: 'same'; readonly key: string; readonly left: AttributeValue };

export interface DifferenceGroup {
  readonly title: string;
  /** By key; what differs first. */
  readonly differences: readonly Difference[];
}

/** Groups without any key on either side are left out. */
export function spanDifferences(left: SpanDetails | undefined, right: SpanDetails | undefined): DifferenceGroup[] {
  return [
    { title: 'Attributes', differences: differencesOf(left?.attributes, right?.attributes) },
    { title: 'Status', differences: differencesOf(statusOf(left), statusOf(right)) },
    { title: 'Events', differences: differencesOf(eventsOf(left), eventsOf(right)) },
    { title: 'Resource', differences: differencesOf(left?.resource.attributes, right?.resource.attributes) },
    { title: 'Scope', differences: differencesOf(scopeOf(left), scopeOf(right)) },
  ].filter((group) => group.differences.length > 0);
}

/** Values of different types with the same text form differ: `1` is not `"1"`. */
function differencesOf(
  left: readonly Attribute[] | undefined = [],
  right: readonly Attribute[] | undefined = [],
): readonly Difference[] {
  const before = new Map(left.map(({ key, value }) => [key, value]));
  const after = new Map(right.map(({ key, value }) => [key, value]));
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const all = keys.map((key): Difference => {
    const [one, other] = [before.get(key), after.get(key)];
    if (!after.has(key)) return { kind: 'left', key, left: one };
    if (!before.has(key)) return { kind: 'right', key, right: other };
    return typeof one === typeof other && textForm(one) === textForm(other)
      ? { kind: 'same', key, left: one }
      : { kind: 'changed', key, left: one, right: other };
  });
  return [...all.filter(({ kind }) => kind !== 'same'), ...all.filter(({ kind }) => kind === 'same')];
}

function statusOf(span: SpanDetails | undefined): readonly Attribute[] {
  if (span === undefined || span.statusMessage === '') return [];
  return [{ key: 'message', value: span.statusMessage }];
}

/** One entry per event: its name, counted where it repeats, with its attributes as a map. */
function eventsOf(span: SpanDetails | undefined): readonly Attribute[] {
  const seen = new Map<string, number>();
  return (span?.events ?? []).map(({ name, attributes }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const value = Object.fromEntries(attributes.map((one) => [one.key, one.value]));
    return { key: times === 1 ? name : `${name} (${times})`, value };
  });
}

function scopeOf(span: SpanDetails | undefined): readonly Attribute[] {
  if (span === undefined) return [];
  const { name, version, attributes } = span.scope;
  const own = [
    { key: 'scope name', value: name },
    { key: 'scope version', value: version },
  ];
  return [...own.filter(({ value }) => value !== ''), ...attributes];
}
