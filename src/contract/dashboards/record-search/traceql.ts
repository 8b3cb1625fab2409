// TraceQL's selection of spans in the search language: `{ resource.service.name = "x" && duration > 100ms }`, with `select`.
// Structural operators and metrics are refused.
import { negated, orderCondition, quote } from './conditions.ts';
import { QueryWords } from './query-words.ts';
import { Unreadable, type RecordSearch } from './record-search.ts';

const fields: Readonly<Record<string, string>> = {
  name: 'name',
  'span:name': 'name',
  duration: 'duration',
  'span:duration': 'duration',
  status: 'status',
  'span:status': 'status',
  statusMessage: 'status.message',
  'span:statusMessage': 'status.message',
  kind: 'kind',
  'span:kind': 'kind',
  'span:id': 'span',
  'trace:id': 'trace',
  rootName: 'root.name',
  'trace:rootName': 'root.name',
  rootServiceName: 'root.service',
  'trace:rootService': 'root.service',
  traceDuration: 'trace.duration',
  'trace:duration': 'trace.duration',
  'resource.service.name': 'service',
  '.service.name': 'service',
  'event:name': 'event',
};

/** `text` with variables written into it; a bare trace id finds that trace. */
export function readTraceql(text: string): RecordSearch {
  try {
    const id = /^\s*([0-9a-f]{16}|[0-9a-f]{32})\s*$/i.exec(text)?.[1];
    return { kind: 'search', where: id === undefined ? whole(new QueryWords(text)) : `trace = ${id}`, left: [] };
  } catch (error) {
    if (error instanceof Unreadable)
      return { kind: 'refused', reason: `This search for traces is not understood: ${error.message}` };
    throw error;
  }
}

function whole(words: QueryWords): string {
  words.expectSign('{');
  const where = words.peek()?.text === '}' ? '' : either(words);
  words.expectSign('}');
  while (words.takeOne('|') !== undefined) {
    const stage = words.expect('name', 'A stage');
    if (stage !== 'select') throw new Unreadable(`"${stage}" is not worked out.`);
    words.expectSign('(');
    while (words.takeOne(')') === undefined) if (words.take() === undefined) throw new Unreadable('")" is missing.');
  }
  const rest = words.peek();
  if (rest !== undefined) throw new Unreadable(`"${rest.text}" between selections is not known here.`);
  return where;
}

function either(words: QueryWords): string {
  const parts = [both(words)];
  while (words.takeOne('||') !== undefined) parts.push(both(words));
  return parts.length > 1 ? `(${parts.join(' or ')})` : (parts[0] ?? '');
}

function both(words: QueryWords): string {
  const parts = [one(words)];
  while (words.takeOne('&&') !== undefined) parts.push(one(words));
  return parts.join(' and ');
}

function one(words: QueryWords): string {
  if (words.takeOne('!') !== undefined) return negated(one(words));
  if (words.takeOne('(') !== undefined) {
    const inner = either(words);
    words.expectSign(')');
    return `(${inner})`;
  }
  const name = words.expect('name', 'A field');
  if (name === 'true') return 'start exists';
  const field = fieldOf(name);
  const operator = words.takeOne('=', '!=', '=~', '!~', '>', '>=', '<', '<=');
  if (operator === undefined) return `${field} = true`;
  const value = words.take();
  if (value === undefined || value.kind === 'sign') throw new Unreadable(`${name} is compared with nothing.`);
  if (value.kind === 'name' && value.text === 'nil')
    return operator === '=' ? `${field} not exists` : `${field} exists`;
  if (operator === '=~' || operator === '!~') return `${field} ${operator} ${quote(`^(?:${value.text})$`)}`;
  if (value.kind === 'text') return `${field} ${operator} ${quote(value.text)}`;
  return operator === '!=' ? `${field} != ${value.text}` : orderCondition([field], operator, value.text);
}

function fieldOf(name: string): string {
  const known = fields[name];
  if (known !== undefined) return known;
  const [, scope = '', key = ''] = /^(span|resource|event|link|instrumentation)?\.(.+)$/.exec(name) ?? [];
  if (key === '') throw new Unreadable(`the field "${name}" is not known here.`);
  return scope === '' ? quote(key) : `${scope === 'instrumentation' ? 'scope' : scope}.${quote(key)}`;
}
