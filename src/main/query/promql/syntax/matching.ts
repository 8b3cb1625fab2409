// What may stand between a binary operator and its right side: bool, on or ignoring, group_left or group_right, fill.
import type { Cardinality, VectorMatching } from './ast.ts';
import { numberLiteral } from './parse-durations.ts';
import { labelNameProblem, type TokenStream } from './token-stream.ts';
import { isGroupingLabel, startsExpression, type TokenKind } from './tokens.ts';

export interface Matching {
  readonly returnBool: boolean;
  readonly matching: VectorMatching;
}

export function parseMatching(tokens: TokenStream): Matching {
  const returnBool = tokens.accept('bool') !== undefined;
  let matchingLabels: readonly string[] = [];
  let include: readonly string[] = [];
  let cardinality: Cardinality = 'one-to-one';
  const labels = tokens.accept('on', 'ignoring');
  if (labels !== undefined) {
    matchingLabels = parseGroupingLabels(tokens);
    const group = tokens.accept('group_left', 'group_right');
    if (group !== undefined) {
      cardinality = group.kind === 'group_left' ? 'many-to-one' : 'one-to-many';
      if (!mayFollowGroup(tokens.peek().kind)) include = parseGroupingLabels(tokens);
    }
  }
  const matching = { cardinality, matchingLabels, on: labels?.kind === 'on', include, ...parseFills(tokens) };
  return { returnBool, matching };
}

/** Whether group_left or group_right ends here, without labels. */
function mayFollowGroup(kind: TokenKind): boolean {
  return kind !== '(' && startsExpression(kind);
}

function parseFills(tokens: TokenStream): Pick<VectorMatching, 'fillLeft' | 'fillRight'> {
  const first = tokens.accept('fill', 'fill_left', 'fill_right');
  if (first === undefined) return {};
  const value = parseFillValue(tokens);
  if (first.kind === 'fill') return { fillLeft: value, fillRight: value };
  if (first.kind === 'fill_left') {
    return tokens.accept('fill_right') === undefined
      ? { fillLeft: value }
      : { fillLeft: value, fillRight: parseFillValue(tokens) };
  }
  return tokens.accept('fill_left') === undefined
    ? { fillRight: value }
    : { fillLeft: parseFillValue(tokens), fillRight: value };
}

function parseFillValue(tokens: TokenStream): number {
  tokens.expect('(');
  const sign = tokens.accept('+', '-');
  const token = tokens.accept('number', 'duration') ?? tokens.unexpected();
  const { value } = numberLiteral(tokens, token);
  tokens.expect(')');
  return sign?.kind === '-' ? -value : value;
}

const context = 'grouping opts';

/** The names in the parentheses of by, without, on, ignoring, group_left and group_right. */
export function parseGroupingLabels(tokens: TokenStream): readonly string[] {
  tokens.expect('(', context, '"("');
  const labels: string[] = [];
  if (tokens.accept(')') !== undefined) return labels;
  for (;;) {
    labels.push(parseGroupingLabel(tokens));
    if (tokens.accept(')') !== undefined) return labels;
    tokens.expect(',', context, '"," or ")"');
    if (tokens.accept(')') !== undefined) return labels;
  }
}

function parseGroupingLabel(tokens: TokenStream): string {
  const { kind } = tokens.peek();
  if (kind !== 'string' && !isGroupingLabel(kind)) return tokens.unexpected(context, 'label');
  const token = tokens.next();
  const name = kind === 'string' ? tokens.textOf(token) : token.text;
  const problem = labelNameProblem(name);
  return problem === undefined ? name : tokens.fail(tokens.spanOf(token), problem);
}
