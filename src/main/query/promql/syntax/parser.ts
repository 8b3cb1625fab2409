// Expressions, by precedence climbing: or < and, unless < comparisons < + - < * / % atan2 < ^ (from the right).
// A sign binds looser than ^ and tighter than *; modifiers bind tightest.
import type { AggregateOperator, BinaryOperator, Expr, NumberLiteral } from './ast.ts';
import { functions } from './functions.ts';
import { parseGroupingLabels, parseMatching } from './matching.ts';
import { parseModifiers } from './modifiers.ts';
import { numberLiteral, signed } from './parse-durations.ts';
import { parseVectorSelector } from './parse-selector.ts';
import type { TokenStream } from './token-stream.ts';
import { isAggregator, isMetricName, startsExpression, type Token, type TokenKind } from './tokens.ts';

const precedences: ReadonlyMap<string, number> = new Map<BinaryOperator, number>([
  ['or', 1],
  ['and', 2],
  ['unless', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 3],
  ['<=', 3],
  ['>', 3],
  ['>=', 3],
  ['</', 3],
  ['>/', 3],
  ['+', 4],
  ['-', 4],
  ['*', 5],
  ['/', 5],
  ['%', 5],
  ['atan2', 5],
  ['^', 6],
]);
const powerPrecedence = 6;

const callableWords: ReadonlySet<TokenKind> = new Set<TokenKind>(['start', 'end', 'step', 'range', 'min_of', 'max_of']);
const withParameter: ReadonlySet<string> = new Set<AggregateOperator>([
  'topk',
  'bottomk',
  'count_values',
  'quantile',
  'limitk',
  'limit_ratio',
]);
const experimentalAggregators: ReadonlySet<string> = new Set<AggregateOperator>(['limitk', 'limit_ratio']);

/** Whether an aggregation has a parameter before its vector. */
export function hasParameter(op: AggregateOperator): boolean {
  return withParameter.has(op);
}

/** Reads an expression with all operators that bind at least as tightly as `least`. */
export function parseExpression(tokens: TokenStream, least = 0): Expr {
  tokens.descend();
  let lhs = parseUnary(tokens);
  for (let levels = 1; ; levels++) {
    const operator = tokens.peek();
    const precedence = precedences.get(operator.kind);
    if (precedence === undefined || precedence < least) {
      tokens.ascend(levels);
      return lhs;
    }
    tokens.next();
    tokens.descend();
    const op = operator.kind as BinaryOperator;
    const { returnBool, matching } = parseMatching(tokens);
    const rhs = parseExpression(tokens, op === '^' ? precedence : precedence + 1);
    const span = { start: lhs.start, end: rhs.end };
    const fills = matching.fillLeft !== undefined || matching.fillRight !== undefined;
    if (fills && !tokens.options.fillModifiers) {
      tokens.fail(span, 'binop fill modifiers are experimental and not enabled');
    }
    lhs = { kind: 'BinaryExpr', op, lhs, rhs, matching, returnBool, ...span };
  }
}

function parseUnary(tokens: TokenStream): Expr {
  const sign = tokens.accept('+', '-');
  if (sign === undefined) return parseModifiers(tokens, parsePrimary(tokens));
  const operand = parseExpression(tokens, powerPrecedence);
  const { start } = tokens.spanOf(sign);
  if (operand.kind === 'NumberLiteral') return signed(operand, sign, start);
  return { kind: 'UnaryExpr', op: sign.kind as '+' | '-', expr: operand, start, end: operand.end };
}

function parsePrimary(tokens: TokenStream): Expr {
  const { kind } = tokens.peek();
  if (kind === '{') return parseVectorSelector(tokens, undefined);
  if (kind === 'number' || kind === 'duration') return parseNumberLiteral(tokens);
  if (kind === 'string') {
    const token = tokens.next();
    return { kind: 'StringLiteral', value: tokens.textOf(token), ...tokens.spanOf(token) };
  }
  if (kind === '(') {
    const open = tokens.next();
    const expr = parseExpression(tokens);
    const close = tokens.expect(')');
    return { kind: 'ParenExpr', expr, ...tokens.spanOf(open, close) };
  }
  if (!isMetricName(kind)) return tokens.unexpected();
  const word = tokens.next();
  const behind = tokens.peek().kind;
  if (isAggregator(kind) && (behind === '(' || behind === 'by' || behind === 'without')) {
    return parseAggregation(tokens, word, kind);
  }
  if (behind === '(' && (kind === 'identifier' || callableWords.has(kind))) return parseCall(tokens, word);
  return parseVectorSelector(tokens, word);
}

function parseNumberLiteral(tokens: TokenStream): NumberLiteral {
  return numberLiteral(tokens, tokens.next());
}

function parseCall(tokens: TokenStream, word: Token): Expr {
  const args = parseArguments(tokens);
  const { start } = tokens.spanOf(word);
  const func = functions.get(word.text);
  if (func === undefined) {
    return tokens.fail(tokens.spanOf(word), `unknown function with name ${JSON.stringify(word.text)}`);
  }
  if (func.experimental && !tokens.options.experimentalFunctions) {
    return tokens.fail(tokens.spanOf(word), `function ${JSON.stringify(word.text)} is not enabled`);
  }
  return { kind: 'Call', func, args, start, end: tokens.lastEnd };
}

function parseArguments(tokens: TokenStream): readonly Expr[] {
  tokens.expect('(');
  const args: Expr[] = [];
  if (tokens.accept(')') !== undefined) return args;
  for (;;) {
    args.push(parseExpression(tokens));
    if (tokens.accept(')') !== undefined) return args;
    const comma = tokens.expect(',');
    if (!startsExpression(tokens.peek().kind)) {
      tokens.fail(tokens.spanOf(comma), 'trailing commas not allowed in function call args');
    }
  }
}

function parseAggregation(tokens: TokenStream, word: Token, op: AggregateOperator): Expr {
  const read = tokens.insideAggregation(() => {
    const before = parseGrouping(tokens);
    const args = parseArguments(tokens);
    const grouping = before ?? parseGrouping(tokens);
    return { args, grouping: grouping?.labels ?? [], without: grouping?.without ?? false };
  });
  const { args, grouping, without } = read;
  const span = { start: tokens.spanOf(word).start, end: tokens.lastEnd };
  if (args.length === 0) return tokens.fail(span, 'no arguments for aggregate expression provided');
  const wanted = hasParameter(op) ? 2 : 1;
  if (experimentalAggregators.has(op) && !tokens.options.experimentalFunctions) {
    const flag = '--enable-feature=promql-experimental-functions';
    return tokens.fail(span, `${op}() is experimental and must be enabled with ${flag}`);
  }
  const [first, second] = args;
  if (args.length !== wanted || first === undefined) {
    const counts = `expected ${wanted}, got ${args.length}`;
    return tokens.fail(span, `wrong number of arguments for aggregate expression provided, ${counts}`);
  }
  if (second === undefined) return { kind: 'AggregateExpr', op, expr: first, grouping, without, ...span };
  return { kind: 'AggregateExpr', op, expr: second, param: first, grouping, without, ...span };
}

function parseGrouping(
  tokens: TokenStream,
): { readonly labels: readonly string[]; readonly without: boolean } | undefined {
  const word = tokens.accept('by', 'without');
  if (word === undefined) return undefined;
  return { labels: parseGroupingLabels(tokens), without: word.kind === 'without' };
}
