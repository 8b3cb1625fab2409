// LogQL's searches for records in the search language: the selector, filters of lines, parsers, filters of labels. Labels that
// say which program's logs are meant are the service here; a line is a record's message and its attributes. Queries that
// count records (`rate({...}[5m])`) are refused.
import { allOf, anyOf, negated, orderCondition, quote, textCondition, type TextOperator } from './conditions.ts';
import { QueryWords } from './query-words.ts';
import { Unreadable, type RecordSearch } from './record-search.ts';

/** Labels that shippers give to the streams of a program. */
const programLabels: ReadonlySet<string> = new Set([
  'service_name',
  'service',
  'app',
  'application',
  'job',
  'container',
  'container_name',
  'compose_service',
  'app_kubernetes_io_name',
  'unit',
  'syslog_identifier',
]);
/** Labels that only say how logs were shipped. */
const shipperLabels: ReadonlySet<string> = new Set(['filename', 'source', 'exporter', 'stream', 'compose_project']);
const levelLabels: ReadonlySet<string> = new Set(['level', 'severity', 'detected_level', 'severity_text', 'lvl']);
const otherFields: Readonly<Record<string, readonly string[]>> = {
  trace_id: ['trace'],
  traceid: ['trace'],
  traceID: ['trace'],
  span_id: ['span'],
  pod: ['"k8s.pod.name"', '"pod"'],
  namespace: ['"k8s.namespace.name"', '"namespace"'],
  host: ['"host.name"', '"host"'],
  hostname: ['"host.name"', '"hostname"'],
  instance: ['"service.instance.id"', '"instance"'],
};
const levels: Readonly<Record<string, string>> = {
  warning: 'warn',
  err: 'error',
  critical: 'fatal',
  crit: 'fatal',
  information: 'info',
  informational: 'info',
};
const parsers: ReadonlySet<string> = new Set(['json', 'logfmt', 'unpack']);
const withoutEffect: ReadonlySet<string> = new Set(['drop', 'keep', 'decolorize']);
const cutters: ReadonlySet<string> = new Set(['pattern', 'regexp']);

/** `text` with variables written into it. */
export function readLogql(text: string): RecordSearch {
  try {
    return new Reader(text).whole();
  } catch (error) {
    if (error instanceof Unreadable)
      return { kind: 'refused', reason: `This search for logs is not understood: ${error.message}` };
    throw error;
  }
}

class Reader {
  readonly #words: QueryWords;
  readonly #left: string[] = [];

  constructor(text: string) {
    this.#words = new QueryWords(text);
  }

  whole(): RecordSearch {
    if (this.#words.peek()?.text !== '{') throw new Unreadable('Counts and rates of records are not worked out.');
    const parts = [...this.#selector()];
    while (this.#words.peek() !== undefined) parts.push(this.#stage());
    const where = parts.filter((part) => part !== '').join(' and ');
    return { kind: 'search', where, left: this.#left };
  }

  *#selector(): Generator<string> {
    this.#words.expectSign('{');
    while (this.#words.takeOne('}') === undefined) {
      const label = this.#words.expect('name', 'A label');
      const operator = this.#textOperator();
      const value = this.#words.expect('text', 'A value in quotes');
      yield this.#ofStream(label, operator, value);
      if (this.#words.takeOne(',') === undefined && this.#words.peek()?.text !== '}')
        throw new Unreadable('"," or "}" is missing.');
    }
  }

  #ofStream(label: string, operator: TextOperator, value: string): string {
    // All streams have such a label; records that came without a shipper have none.
    if (operator === '=~' && value === '.+' && !levelLabels.has(label)) return '';
    if (operator === '!=' && value === '' && !levelLabels.has(label)) return '';
    if (shipperLabels.has(label)) {
      this.#left.push(`The label ${label} says how logs were shipped to Loki; all records are searched.`);
      return '';
    }
    return levelLabels.has(label)
      ? levelCondition(operator, value)
      : textCondition(fieldsOf(label, false), operator, value);
  }

  #textOperator(): TextOperator {
    const sign = this.#words.takeOne('=', '!=', '=~', '!~');
    if (sign === undefined)
      throw new Unreadable(`a comparison was expected, not "${this.#words.peek()?.text ?? 'the end'}".`);
    return sign as TextOperator;
  }

  #stage(): string {
    const line = this.#words.takeOne('|=', '!=', '|~', '!~');
    if (line !== undefined) return this.#lineFilter(line);
    if (this.#words.takeOne('|>', '!>') !== undefined)
      throw new Unreadable('patterns as filters of lines are not known here.');
    if (this.#words.takeOne('|') === undefined)
      throw new Unreadable(`"${this.#words.peek()?.text ?? ''}" was not expected.`);
    const word = this.#words.peek();
    if (word?.kind === 'name') {
      if (parsers.has(word.text) || withoutEffect.has(word.text)) return this.#skipStage();
      if (cutters.has(word.text)) {
        this.#left.push(`What "${word.text}" cuts out of the lines is not known here.`);
        return this.#skipStage();
      }
      if (word.text === 'line_format' || word.text === 'label_format') {
        this.#left.push(`"${word.text}" is left out: records are shown as they were sent.`);
        return this.#skipStage();
      }
    }
    return this.#labelFilters();
  }

  #skipStage(): string {
    for (let word = this.#words.peek(); word !== undefined; word = this.#words.peek()) {
      if (word.kind === 'sign' && ['|', '|=', '|~', '|>'].includes(word.text)) break;
      this.#words.take();
    }
    return '';
  }

  #lineFilter(operator: string): string {
    const parts: string[] = [];
    let everything = false;
    do {
      const text = this.#words.expect('text', 'A text in quotes');
      if (text === '') everything = true;
      else parts.push(operator === '|=' || operator === '!=' ? quote(text) : `body =~ ${quote(text)}`);
    } while (this.#words.takeOne('or') !== undefined);
    if (everything) return '';
    return operator.startsWith('!') ? negated(anyOf(parts)) : anyOf(parts);
  }

  #labelFilters(): string {
    const parts = [this.#labelAnd()];
    while (this.#words.takeOne('or') !== undefined) parts.push(this.#labelAnd());
    return parts.includes('') ? '' : anyOf(parts);
  }

  #labelAnd(): string {
    const parts = [this.#labelFilter()];
    while (this.#words.takeOne('and', ',') !== undefined) parts.push(this.#labelFilter());
    return allOf(parts);
  }

  #labelFilter(): string {
    if (this.#words.takeOne('(') !== undefined) {
      const inner = this.#labelFilters();
      this.#words.expectSign(')');
      return inner;
    }
    const label = this.#words.expect('name', 'A label');
    const operator = this.#words.takeOne('=', '!=', '=~', '!~', '==', '>', '>=', '<', '<=');
    if (operator === undefined) throw new Unreadable(`the stage "${label}" is not known here.`);
    const value = this.#words.take();
    if (value === undefined || value.kind === 'sign') throw new Unreadable(`${label} is compared with nothing.`);
    // What went wrong in parsing is empty here.
    if (label.startsWith('__error')) return '';
    if (value.kind === 'text') {
      const by = operator === '==' ? '=' : operator;
      if (by !== '=' && by !== '!=' && by !== '=~' && by !== '!~')
        throw new Unreadable(`texts are not compared with "${by}".`);
      return levelLabels.has(label)
        ? levelCondition(by, value.text)
        : textCondition(fieldsOf(label, true), by, value.text);
    }
    return orderCondition(fieldsOf(label, true), operator, value.text);
  }
}

/** `cut`: parsers may have made it of the message. Loki writes the dots of names as underscores. */
function fieldsOf(label: string, cut: boolean): readonly string[] {
  const known = otherFields[label];
  if (known !== undefined) return known;
  const dotted = label.replaceAll('_', '.');
  const attributes = dotted === label ? [quote(label)] : [quote(label), quote(dotted)];
  if (programLabels.has(label)) return ['service', ...attributes];
  return cut ? [`body.${label}`, ...attributes, ...(dotted === label ? [] : [`body.${dotted}`])] : attributes;
}

function levelCondition(operator: TextOperator, value: string): string {
  const plain = /^\(?(?:\?i\)|\?:)?([\w|]+)\)?$/.exec(value.replace(/^\(\?i\)/, ''))?.[1];
  if (value === '' || value === '.+' || value === '.*' || plain === undefined)
    return textCondition(['severity.text'], operator, value);
  const names = new Set(
    plain
      .toLowerCase()
      .split('|')
      .map((one) => levels[one] ?? one),
  );
  const [first = ''] = names;
  const same = names.size === 1 ? `severity = ${first}` : `severity in (${[...names].join(', ')})`;
  return operator.startsWith('!') ? negated(same) : same;
}
