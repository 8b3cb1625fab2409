// Takes out of records what the rules of contract/redaction.ts name. Records are not changed: what comes back is new
// where something was taken away. Keys are looked for in nested maps too, alone and with the keys above them (`a.b`).
import type { EventRecord, LinkRecord, LogItem, RecordGroup, SpanRecord } from '../../contract/otlp-records.ts';
import { REDACTED, type AttributeOwner, type RedactionRule } from '../../contract/redaction.ts';
import type { Attribute, AttributeMap, AttributeValue } from '../../contract/values.ts';
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
    if (this.#counts !== undefined) this.#counts.items += group.items.length;
    return group.signal === 'traces'
      ? { ...group, resource, scope, items: group.items.map((span) => this.span(span)) }
      : { ...group, resource, scope, items: group.items.map((log) => this.#log(log)) };
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

interface SpanParts {
  readonly events: readonly Pick<EventRecord, 'name' | 'attributes'>[];
  readonly links: readonly Pick<LinkRecord, 'traceState' | 'attributes'>[];
}

function isList(value: readonly AttributeValue[] | AttributeMap): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
