// The search language the slow way: a tree of the parser tried on one span as a plain object, as docs/search-language.md
// says it. Shares nothing with the engine but the parser and the meaning of a field's name.
import { resolveField, spanKinds, statusNames } from '../../src/contract/search/fields.ts';
import { literalOfWord, type Literal } from '../../src/contract/search/literal.ts';
import { regExpOf } from '../../src/contract/search/parse.ts';
import type { Search, Test } from '../../src/contract/search/search.ts';
import type { Attribute, AttributeValue } from '../../src/contract/values.ts';

/** A span with all that a search can ask of it; absent texts are empty. */
export interface SearchedSpan {
  readonly trace: string;
  readonly span: string;
  readonly parent: string;
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly message: string;
  readonly traceState: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly failed: boolean;
  readonly service: string;
  readonly sender: string;
  readonly attributes: readonly Attribute[];
  readonly events: readonly { readonly name: string; readonly attributes: readonly Attribute[] }[];
  readonly links: readonly { readonly attributes: readonly Attribute[] }[];
  readonly scope: { readonly name: string; readonly version: string; readonly attributes: readonly Attribute[] };
  readonly resource: readonly Attribute[];
  readonly ofTrace: {
    readonly duration: bigint;
    readonly spans: number;
    readonly errors: number;
    readonly services: readonly string[];
    readonly rootService: string;
    readonly rootName: string;
  };
}

/** Text forms as contract/text-form.ts promises them. */
export function formOf(value: AttributeValue): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value !== 'object') return value === undefined ? '' : String(value);
  return jsonOf(value);
}

function jsonOf(value: AttributeValue): string {
  if (value === undefined) return 'null';
  if (value instanceof Uint8Array) return JSON.stringify(formOf(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return `"${value}"`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((one: AttributeValue) => jsonOf(one)).join(',')}]`;
  const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${jsonOf(one)}`);
  return `{${entries.join(',')}}`;
}

export function fulfils(search: Search, span: SearchedSpan): boolean {
  switch (search.kind) {
    case 'all':
      return true;
    case 'and':
      return search.parts.every((part) => fulfils(part, span));
    case 'or':
      return search.parts.some((part) => fulfils(part, span));
    case 'not':
      return !fulfils(search.part, span);
    case 'flag':
      return search.flag === 'error' ? span.failed : span.parent === '';
    case 'text':
      return textsOf(span).some((text) => text.toLowerCase().includes(search.text.toLowerCase()));
    case 'test':
      return holds(inLowerCase(search), valuesOf(span, search), keyOf(search));
  }
}

function textsOf(span: SearchedSpan): readonly string[] {
  const owners = [span, ...span.events, ...span.links, { attributes: span.resource }];
  const values = owners.flatMap((owner) => owner.attributes.map((one) => formOf(one.value)));
  return [span.name, span.message, span.service, ...span.events.map((event) => event.name), ...values];
}

type Leaf = Search & { readonly kind: 'test' };

function keyOf({ field }: Leaf): string {
  const resolved = resolveField(field, 'spans');
  return resolved.kind === 'attribute' ? resolved.key : '';
}

/** Ids and choices may be written in either case. */
function inLowerCase({ field, test }: Leaf): Test {
  const resolved = resolveField(field, 'spans');
  if (resolved.kind !== 'property' || (resolved.info.type !== 'id' && resolved.info.type !== 'choice')) return test;
  const lower = (literal: Literal): Literal => ({ kind: 'text', text: literal.text.toLowerCase(), quoted: true });
  if (test.kind === 'compare') return { ...test, value: lower(test.value) };
  return test.kind === 'in' ? { ...test, values: test.values.map(lower) } : test;
}

/** Times and durations are wrapped: they are no numbers of the language. */
interface Nanos {
  readonly nanos: bigint;
}
type FieldValue = AttributeValue | Nanos;

function valuesOf(span: SearchedSpan, { field }: Leaf): readonly FieldValue[] {
  const resolved = resolveField(field, 'spans');
  if (resolved.kind === 'property') return propertyOf(span, resolved.info.name);
  if (resolved.kind === 'body') return [];
  const places = {
    own: span.attributes,
    event: span.events.flatMap((event) => event.attributes),
    link: span.links.flatMap((link) => link.attributes),
    scope: span.scope.attributes,
    resource: span.resource,
  };
  const all = resolved.place === 'any' ? Object.values(places).flat() : places[resolved.place];
  return all.filter((one) => one.key === resolved.key).map((one) => one.value);
}

function propertyOf(span: SearchedSpan, name: string): readonly FieldValue[] {
  const text = (value: string): readonly string[] => (value === '' ? [] : [value]);
  const start = span.start === 0n ? span.end : span.start;
  switch (name) {
    case 'service':
      return text(span.service);
    case 'trace':
      return [span.trace];
    case 'span':
      return [span.span];
    case 'parent':
      return text(span.parent);
    case 'scope':
      return text(span.scope.name);
    case 'scope.version':
      return text(span.scope.version);
    case 'sender':
      return text(span.sender);
    case 'name':
      return text(span.name);
    case 'kind':
      return [spanKinds[span.kind] ?? '?'];
    case 'status':
      return [statusNames[span.status] ?? '?'];
    case 'status.message':
      return text(span.message);
    case 'tracestate':
      return text(span.traceState);
    case 'duration':
      return [{ nanos: span.end > start ? span.end - start : 0n }];
    case 'start':
      return [{ nanos: start }];
    case 'end':
      return [{ nanos: span.end }];
    case 'event':
      return span.events.flatMap((event) => text(event.name));
    case 'trace.duration':
      return [{ nanos: span.ofTrace.duration }];
    case 'trace.spans':
      return [span.ofTrace.spans];
    case 'trace.errors':
      return [span.ofTrace.errors];
    case 'trace.service':
      return span.ofTrace.services.flatMap((one) => text(one));
    case 'root.service':
      return text(span.ofTrace.rootService);
    case 'root.name':
      return text(span.ofTrace.rootName);
    default:
      throw new Error(`the oracle knows no ${name}`);
  }
}

function holds(test: Test, values: readonly FieldValue[], key: string): boolean {
  const some = (meant: (value: FieldValue) => boolean, negated: boolean): boolean =>
    negated ? values.length > 0 && !values.some(meant) : values.some(meant);
  switch (test.kind) {
    case 'exists':
      return values.length > 0 !== test.negated;
    case 'contains':
      return some((value) => text(value).toLowerCase().includes(test.text.toLowerCase()), test.negated);
    case 'matches':
      return some((value) => regExpOf(test.pattern).test(text(value)), test.negated);
    case 'in':
      return some((value) => test.values.some((literal) => equal(value, literal, key)), test.negated);
    case 'compare':
      if (test.operator === '=' || test.operator === '!=')
        return some((value) => equal(value, test.value, key), test.operator === '!=');
      return some((value) => {
        const order = orderOf(value, test.value, key);
        if (order === undefined) return false;
        return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[test.operator as '<'];
      }, false);
  }
}

function isNanos(value: FieldValue): value is Nanos {
  return typeof value === 'object' && 'nanos' in value && typeof value.nanos === 'bigint';
}

const text = (value: FieldValue): string => (isNanos(value) ? String(value.nanos) : formOf(value));

function equal(value: FieldValue, literal: Literal, key: string): boolean {
  if (isNanos(value)) return orderOf(value, literal, key) === 0;
  if (formOf(value) === literal.text) return true;
  switch (literal.kind) {
    case 'text':
    case 'bool':
      return false;
    case 'number':
      return typeof value === 'string' ? value === String(literal.value) : orderOf(value, literal, key) === 0;
    case 'duration':
    case 'size':
    case 'time':
      return orderOf(value, literal, key) === 0;
  }
}

const sign = (a: number | bigint, b: number | bigint): number | undefined =>
  a < b ? -1 : a > b ? 1 : a >= b ? 0 : undefined;

const whole = /^[-+]?\d+$/;
const exactly = (literal: Literal & { kind: 'number' }): number | bigint =>
  whole.test(literal.text) ? BigInt(literal.text.replace('+', '')) : literal.value;

const units: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, seconds: 1e9 };

function orderOf(value: FieldValue, literal: Literal, key: string): number | undefined {
  if (isNanos(value))
    return 'nanos' in literal
      ? sign(value.nanos, literal.nanos)
      : literal.text === '0'
        ? sign(value.nanos, 0n)
        : undefined;
  if (literal.kind === 'text' || literal.kind === 'bool')
    return typeof value === 'string' ? (value < literal.text ? -1 : value > literal.text ? 1 : 0) : undefined;
  const said = typeof value === 'string' ? literalOfWord(value) : undefined;
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  const number = isNumber ? value : said?.kind === 'number' ? exactly(said) : undefined;
  switch (literal.kind) {
    case 'number':
      return number === undefined ? undefined : sign(number, exactly(literal));
    case 'duration': {
      if (said?.kind === 'duration') return sign(said.nanos, literal.nanos);
      const unit = units[/[._]([a-z]+)$/.exec(key)?.[1] ?? ''] ?? 1e9;
      return number === undefined ? undefined : sign(Math.round(Number(number) * unit), literal.nanos);
    }
    case 'size':
      if (said?.kind === 'size') return sign(said.bytes, literal.bytes);
      return number === undefined ? undefined : sign(number, literal.bytes);
    case 'time':
      return said?.kind === 'time' ? sign(said.nanos, literal.nanos) : undefined;
  }
}
