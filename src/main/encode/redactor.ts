// Takes out of records what the rules of contract/redaction.ts name. Records are not changed: what comes back is new
// where something was taken away. Keys are looked for in nested maps too, alone and with the keys above them (`a.b`).
import type { MetricRecord } from '../../contract/metric-records.ts';
import type {
  EventRecord,
  LinkRecord,
  LogItem,
  RecordGroup,
  ResourceRecord,
  SpanRecord,
} from '../../contract/otlp-records.ts';
import { REDACTED, type AttributeOwner, type RedactionRule } from '../../contract/redaction.ts';
import { textForm } from '../../contract/text-form.ts';
import type { Attribute, AttributeMap, AttributeValue } from '../../contract/values.ts';
import { SeriesNumbers } from './series-numbers.ts';
import type { RedactionCounts } from './redaction-counts.ts';

type KeyRule = RedactionRule & { readonly kind: 'key' };
type TextRule = RedactionRule & { readonly kind: 'text' };

/** Answers for a value that is to go altogether. */
const gone = Symbol('gone');

export class Redactor {
  readonly #keys: Readonly<Record<AttributeOwner, readonly KeyRule[]>>;
  readonly #everywhere: readonly TextRule[];
  readonly #bodies: readonly TextRule[];
  readonly #statuses: readonly TextRule[];
  readonly #counts: RedactionCounts | undefined;
  readonly #numbers: SeriesNumbers = new SeriesNumbers();
  /** Resources and scopes stay one object each. */
  readonly #owners = new WeakMap<object, object>();

  constructor(rules: readonly RedactionRule[], counts?: RedactionCounts) {
    const ofOwner = (owner: AttributeOwner): readonly KeyRule[] =>
      rules.filter((rule) => rule.kind === 'key').filter((rule) => rule.owners.includes(owner));
    this.#keys = {
      span: ofOwner('span'),
      event: ofOwner('event'),
      link: ofOwner('link'),
      resource: ofOwner('resource'),
      scope: ofOwner('scope'),
      log: ofOwner('log'),
      point: ofOwner('point'),
      exemplar: ofOwner('exemplar'),
    };
    const texts = rules.filter((rule) => rule.kind === 'text');
    this.#everywhere = texts.filter(({ field }) => field === 'text');
    this.#bodies = texts.filter(({ field }) => field !== 'status');
    this.#statuses = texts.filter(({ field }) => field !== 'body');
    this.#counts = counts;
  }

  group(group: RecordGroup): RecordGroup {
    const resource = this.#once(group.resource, (one) => ({
      ...one,
      attributes: this.attributes('resource', one.attributes),
      schemaUrl: this.text('schema url', one.schemaUrl),
    }));
    const scope = this.#once(group.scope, (one) => ({
      ...one,
      name: this.text('scope name', one.name),
      version: this.text('scope version', one.version),
      attributes: this.attributes('scope', one.attributes),
      schemaUrl: this.text('schema url', one.schemaUrl),
    }));
    if (this.#counts !== undefined) this.#counts.items += itemsOf(group);
    if (group.signal === 'traces')
      return { ...group, resource, scope, items: group.items.map((span) => this.span(span)) };
    if (group.signal === 'logs') return { ...group, resource, scope, items: group.items.map((log) => this.#log(log)) };
    const owners = { resource, scope, sentResource: group.resource, sentScope: group.scope };
    return { ...group, resource, scope, items: group.items.map((metric) => this.#metric(metric, owners)) };
  }

  #metric(metric: MetricRecord, of: StreamOwners): MetricRecord {
    const facts = this.metric(metric);
    const points = metric.points.map((point) => ({
      ...point,
      attributes: this.#once(point.attributes, (attributes) => this.stream(attributes, { ...of, metric, facts })),
      exemplars: point.exemplars.map((exemplar) => ({
        ...exemplar,
        attributes: this.attributes('exemplar', exemplar.attributes),
      })),
    }));
    return { ...metric, ...facts, points } as MetricRecord;
  }

  metric({ name, unit, description }: MetricFacts): MetricFacts {
    return {
      name: this.text('metric name', name),
      unit: this.text('metric unit', unit),
      description: this.text('metric description', description),
    };
  }

  /** Attributes of a stream, which all of its points share. Call it once for each: streams that become alike get a number. */
  stream(attributes: readonly Attribute[], of: StreamOwners & StreamMetric): readonly Attribute[] {
    const kept = this.attributes('point', attributes);
    const now = JSON.stringify([
      kindOf(of.metric),
      of.facts.name,
      of.facts.unit,
      ...identityOf(kept, of.resource, of.scope),
    ]);
    const before = JSON.stringify([
      kindOf(of.metric),
      of.metric.name,
      of.metric.unit,
      ...identityOf(attributes, of.sentResource, of.sentScope),
    ]);
    const number = this.#numbers.of(now, now !== before);
    return number === undefined ? kept : [...kept, { key: 'redacted.series', value: BigInt(number) }];
  }

  /** Also of richer kinds of spans; their resource and scope are not looked at. */
  span<Span extends Pick<SpanRecord, 'name' | 'traceState' | 'statusMessage' | 'attributes'> & SpanParts>(
    span: Span,
  ): Span {
    return {
      ...span,
      name: this.text('span name', span.name),
      traceState: this.text('trace state', span.traceState),
      statusMessage: this.#textBy(this.#statuses, 'status message', span.statusMessage),
      attributes: this.attributes('span', span.attributes),
      events: span.events.map((event) => ({
        ...event,
        name: this.text('event name', event.name),
        attributes: this.attributes('event', event.attributes),
      })),
      links: span.links.map((link) => ({
        ...link,
        traceState: this.text('trace state', link.traceState),
        attributes: this.attributes('link', link.attributes),
      })),
    };
  }

  attributes(owner: AttributeOwner, attributes: readonly Attribute[]): readonly Attribute[] {
    const kept: Attribute[] = [];
    for (const { key, value } of attributes) {
      const next = this.#valueOf(owner, this.#keys[owner], this.#everywhere, key, key, value);
      if (next !== gone) kept.push({ key, value: next });
    }
    return kept;
  }

  /** A text that is no attribute; rules for `text` reach it. */
  text(field: string, text: string): string {
    return this.#textBy(this.#everywhere, field, text);
  }

  #log(log: LogItem): LogItem {
    const body = this.#nested('log', this.#keys.log, this.#bodies, 'body', log.body);
    return {
      ...log,
      severityText: this.text('severity text', log.severityText),
      eventName: this.text('event name', log.eventName),
      body: body === gone ? undefined : body,
      attributes: this.attributes('log', log.attributes),
    };
  }

  #once<Owner extends object>(owner: Owner, change: (owner: Owner) => Owner): Owner {
    let known = this.#owners.get(owner) as Owner | undefined;
    if (known === undefined) {
      known = change(owner);
      this.#owners.set(owner, known);
    }
    return known;
  }

  /** `path`: the key with those above it. */
  #valueOf(
    owner: AttributeOwner,
    keys: readonly KeyRule[],
    texts: readonly TextRule[],
    key: string,
    path: string,
    value: AttributeValue,
  ): AttributeValue | typeof gone {
    const rule = keys.find((one) => one.key.test(key) || (path !== key && one.key.test(path)));
    if (rule === undefined) return this.#nested(owner, keys, texts, path, value);
    this.#counts?.add(rule, owner, path, value);
    return rule.action === 'remove' ? gone : REDACTED;
  }

  #nested(
    owner: AttributeOwner,
    keys: readonly KeyRule[],
    texts: readonly TextRule[],
    path: string,
    value: AttributeValue,
  ): AttributeValue | typeof gone {
    if (typeof value === 'string') return this.#found(texts, owner, path, value);
    if (typeof value !== 'object' || value instanceof Uint8Array) return value;
    if (isList(value)) {
      return value
        .map((one) => this.#nested(owner, keys, texts, path, one))
        .filter((one): one is AttributeValue => one !== gone);
    }
    const entries = Object.entries(value).flatMap(([key, one]) => {
      const next = this.#valueOf(owner, keys, texts, key, `${path}.${key}`, one);
      return next === gone ? [] : [[key, next] as const];
    });
    return Object.fromEntries(entries);
  }

  #textBy(rules: readonly TextRule[], field: string, text: string): string {
    const next = this.#found(rules, 'text', field, text);
    return next === gone ? '' : next;
  }

  #found(rules: readonly TextRule[], owner: string, key: string, text: string): string | typeof gone {
    let next = text;
    for (const rule of rules) {
      const replaced = next.replace(rule.expression, REDACTED);
      if (replaced === next) continue;
      this.#counts?.add(rule, owner, key, text);
      if (rule.action === 'remove') return gone;
      next = replaced;
    }
    return next;
  }
}

type MetricFacts = Pick<MetricRecord, 'name' | 'unit' | 'description'>;
type Attributed = Pick<ResourceRecord, 'attributes'>;

/** Whose a stream is, as it was sent and as it is now. */
interface StreamOwners {
  readonly resource: Attributed;
  readonly scope: Attributed;
  readonly sentResource: Attributed;
  readonly sentScope: Attributed;
}

interface StreamMetric {
  readonly metric: MetricFacts & { readonly kind: string | number };
  readonly facts: MetricFacts;
}

const kindOf = ({ kind }: StreamMetric['metric']): string => String(kind);

function identityOf(attributes: readonly Attribute[], resource: Attributed, scope: Attributed): readonly unknown[] {
  const texts = (of: readonly Attribute[]): unknown => of.map(({ key, value }) => [key, typeof value, textForm(value)]);
  return [texts(attributes), texts(resource.attributes), texts(scope.attributes)];
}

/** Points of metrics. */
function itemsOf(group: RecordGroup): number {
  if (group.signal !== 'metrics') return group.items.length;
  return group.items.reduce((sum, { points }) => sum + points.length, 0);
}

interface SpanParts {
  readonly events: readonly Pick<EventRecord, 'name' | 'attributes'>[];
  readonly links: readonly Pick<LinkRecord, 'traceState' | 'attributes'>[];
}

function isList(value: readonly AttributeValue[] | AttributeMap): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
