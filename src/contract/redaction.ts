// Redaction rules as text, one per line: `<remove|replace> <where> <pattern>`; `#` starts a comment.
//   where    span, event, link, resource, scope, log, point (of metrics), exemplar (several with commas), any (all of
//            them): attributes by their key
//            body: text in log bodies     status: status messages     text: every text wherever it stands
//   pattern  for keys: the key itself, with * for any characters and ? for one, or /expression/flags
//            for body, status and text: /expression/flags
// `replace` puts [redacted] in the place of a value, or of what the expression finds in a text; `remove` drops the
// attribute, or the whole text in which the expression finds something. The first rule that fits a key counts.

export const REDACTED = '[redacted]';

export const attributeOwners = ['span', 'event', 'link', 'resource', 'scope', 'log', 'point', 'exemplar'] as const;
export type AttributeOwner = (typeof attributeOwners)[number];

export type RedactionRule =
  | {
      readonly kind: 'key';
      readonly line: number;
      readonly action: 'remove' | 'replace';
      readonly owners: readonly AttributeOwner[];
      readonly key: RegExp;
    }
  | {
      readonly kind: 'text';
      readonly line: number;
      readonly action: 'remove' | 'replace';
      readonly field: 'body' | 'status' | 'text';
      /** Has the flag g. */
      readonly expression: RegExp;
    };

export interface ParsedRules {
  readonly rules: readonly RedactionRule[];
  readonly mistakes: readonly { readonly line: number; readonly message: string }[];
}

export function parseRedaction(text: string): ParsedRules {
  const rules: RedactionRule[] = [];
  const mistakes: { line: number; message: string }[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1;
    const trimmed = content.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return;
    const rule = ruleOf(trimmed, line);
    if (typeof rule === 'string') mistakes.push({ line, message: rule });
    else rules.push(rule);
  });
  return { rules, mistakes };
}

/** The rule, or what is wrong with it. */
function ruleOf(content: string, line: number): RedactionRule | string {
  const [, action, where, pattern] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(content) ?? [];
  if (action === undefined || where === undefined || pattern === undefined)
    return 'A rule is: remove or replace, where, pattern. Example: remove any http.request.header.*';
  if (action !== 'remove' && action !== 'replace') return `${action}: a rule begins with remove or replace.`;
  const expression = expressionOf(pattern, 'g');
  if (typeof expression === 'string') return expression;
  if (where === 'body' || where === 'status' || where === 'text') {
    if (expression === undefined) return `${where} takes an expression between slashes, such as /token=\\w+/.`;
    if (new RegExp(expression.source, expression.flags).test(''))
      return 'The expression fits the empty text, so it would fit everywhere.';
    return { kind: 'text', line, action, field: where, expression };
  }
  const owners = ownersOf(where);
  if (typeof owners === 'string') return owners;
  const key =
    expression === undefined ? globOf(pattern) : new RegExp(expression.source, expression.flags.replace('g', ''));
  return { kind: 'key', line, action, owners, key };
}

function ownersOf(where: string): readonly AttributeOwner[] | string {
  if (where === 'any') return attributeOwners;
  const names = where.split(',');
  const unknown = names.find((name) => !attributeOwners.some((owner) => owner === name));
  return unknown === undefined
    ? attributeOwners.filter((owner) => names.includes(owner))
    : `${unknown}: where is one of any, ${attributeOwners.join(', ')}, body, status, text.`;
}

/** `undefined` for what is not written as an expression; a text for one that cannot be read. */
function expressionOf(pattern: string, extra: string): RegExp | string | undefined {
  const match = /^\/(.+)\/([a-z]*)$/.exec(pattern);
  if (match === null) return undefined;
  const [, source = '', flags = ''] = match;
  if (/[^imsuv]/.test(flags)) return `${flags}: flags can be i, m, s, u and v.`;
  try {
    return new RegExp(source, flags + extra);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
