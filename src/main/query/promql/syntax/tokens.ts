// The words and signs of PromQL, and how messages name them.
import { quoteGo } from './go-quote.ts';
import type { AggregateOperator } from './ast.ts';

export type Sign =
  | '('
  | ')'
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | '='
  | '@'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '</'
  | '>/'
  | '=~'
  | '!~';

const operatorWords = ['and', 'or', 'unless', 'atan2'] as const;

const aggregators = [
  'avg',
  'bottomk',
  'count',
  'count_values',
  'group',
  'limit_ratio',
  'limitk',
  'max',
  'min',
  'quantile',
  'stddev',
  'stdvar',
  'sum',
  'topk',
] as const satisfies readonly AggregateOperator[];

const modifierWords = [
  'anchored',
  'bool',
  'by',
  'fill',
  'fill_left',
  'fill_right',
  'group_left',
  'group_right',
  'ignoring',
  'offset',
  'on',
  'smoothed',
  'without',
] as const;

/** Words that are functions, edges of the query after `@`, and parts of duration expressions. */
const preprocessors = ['end', 'max_of', 'min_of', 'range', 'start', 'step'] as const;

export type Word =
  | (typeof operatorWords)[number]
  | (typeof aggregators)[number]
  | (typeof modifierWords)[number]
  | (typeof preprocessors)[number];

export type TokenKind =
  | 'identifier'
  | 'metric identifier'
  | 'number'
  | 'duration'
  | 'string'
  | 'end of input'
  | Sign
  | Word;

/** One item of the input; `start` and `end` are indexes of the JavaScript string. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** As written; of a label name in quotes, unquoted. */
  readonly text: string;
}

const operatorSet: ReadonlySet<string> = new Set([
  ...operatorWords,
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '</',
  '>/',
  '=~',
  '!~',
  '@',
]);
const aggregatorSet: ReadonlySet<string> = new Set(aggregators);
const modifierSet: ReadonlySet<string> = new Set(modifierWords);
const preprocessorSet: ReadonlySet<string> = new Set(preprocessors);
const described: ReadonlySet<string> = new Set(['identifier', 'metric identifier', 'number', 'duration', 'string']);

/** The word that a text is, in any case; undefined for an ordinary name. */
export function wordOf(text: string): Word | 'number' | undefined {
  const lower = text.toLowerCase();
  if (lower === 'inf' || lower === 'nan') return 'number';
  const known =
    aggregatorSet.has(lower) ||
    modifierSet.has(lower) ||
    preprocessorSet.has(lower) ||
    (operatorWords as readonly string[]).includes(lower);
  return known ? (lower as Word) : undefined;
}

export function isAggregator(kind: TokenKind): kind is AggregateOperator {
  return aggregatorSet.has(kind);
}

/** Whether a token can be the name of a metric outside braces. */
export function isMetricName(kind: TokenKind): boolean {
  if (kind === 'identifier' || kind === 'metric identifier') return true;
  if (aggregatorSet.has(kind) || preprocessorSet.has(kind)) return true;
  return metricWords.has(kind);
}

const metricWords: ReadonlySet<string> = new Set([
  'and',
  'or',
  'unless',
  'by',
  'without',
  'offset',
  'anchored',
  'smoothed',
  'fill',
  'fill_left',
  'fill_right',
]);

const starters: ReadonlySet<TokenKind> = new Set<TokenKind>(['(', '{', '+', '-', 'number', 'duration', 'string']);

/** Whether an expression can begin with a token. */
export function startsExpression(kind: TokenKind): boolean {
  return starters.has(kind) || isMetricName(kind);
}

/** Whether a token can be a label's name in by(...), on(...) and the like. */
export function isGroupingLabel(kind: TokenKind): boolean {
  if (kind === 'without') return false;
  return isMetricName(kind) || modifierSet.has(kind) || kind === 'atan2';
}

/** The token as messages name it: `identifier "x"`, `<op:+>`, `<by>`, `end of input`. */
export function describe(token: Token): string {
  if (token.kind === 'end of input') return 'end of input';
  const { kind, text } = token;
  if (kind === 'identifier' || kind === 'metric identifier') return `${kind} ${quoteGo(text)}`;
  if (described.has(kind)) return `${kind} ${shortened(text)}`;
  if (modifierSet.has(kind)) return `<${text}>`;
  if (operatorSet.has(kind)) return `<op:${text}>`;
  if (aggregatorSet.has(kind)) return `<aggr:${text}>`;
  return shortened(text);
}

/** In quotes, cut to ten characters when it has more than ten bytes. */
function shortened(text: string): string {
  if (text.length <= 10 && new TextEncoder().encode(text).length <= 10) return quoteGo(text);
  return `${quoteGo([...text].slice(0, 10).join(''))}...`;
}
