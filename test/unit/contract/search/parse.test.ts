// What search texts mean, and where they are wrong. Trees are written as the canonical text of print.ts with all
// parentheses, so that a test reads like the language.
import { describe, expect, it } from 'vitest';
import { readSearch } from '../../../../src/contract/search/check.ts';
import { parseSearch } from '../../../../src/contract/search/parse.ts';
import { printSearch } from '../../../../src/contract/search/print.ts';
import type { Search } from '../../../../src/contract/search/search.ts';

function tree(text: string): string {
  const parsed = parseSearch(text);
  if (parsed.kind === 'wrong') return `${parsed.problem.from}-${parsed.problem.to}: ${parsed.problem.message}`;
  return shape(parsed.search);
}

function shape(search: Search): string {
  if (search.kind === 'and' || search.kind === 'or') return `[${search.parts.map(shape).join(` ${search.kind} `)}]`;
  if (search.kind === 'not') return `!${shape(search.part)}`;
  if (search.kind === 'text') return `"${search.text}"`;
  return printSearch(search);
}

describe('a search text', () => {
  it.each([
    ['', ''],
    ['  \n ', ''],
    ['timeout', '"timeout"'],
    ['"connection refused" timeout', '["connection refused" and "timeout"]'],
    ['error', 'error'],
    ['ERROR', 'error'],
    ['"error"', '"error"'],
    ['service = api', 'service = api'],
    ['service == "api"', 'service = "api"'],
    ['service="api" and duration>200ms', '[service = "api" and duration > 200ms]'],
    ['service = api duration > 1m30s', '[service = api and duration > 1m30s]'],
    ['a = 1 or b = 2 and c = 3', '[a = 1 or [b = 2 and c = 3]]'],
    ['(a = 1 or b = 2) and c = 3', '[[a = 1 or b = 2] and c = 3]'],
    ['a = 1 || b = 2 && c = 3', '[a = 1 or [b = 2 and c = 3]]'],
    ['not a = 1', '!a = 1'],
    ['!a = 1', '!a = 1'],
    ['not not error', '!!error'],
    ['not (a = 1 or error) and b = 2', '[![a = 1 or error] and b = 2]'],
    ['http.status_code in (500, 502, "x y")', 'http.status_code in (500, 502, "x y")'],
    ['http.status_code NOT IN (500)', 'http.status_code not in (500)'],
    ['in', '"in"'],
    ['in progress', '["in" and "progress"]'],
    ['http.route contains /v1', 'http.route contains /v1'],
    ['http.route not contains "/v1"', 'http.route not contains /v1'],
    ['http.route =~ "^/v[12]/"', 'http.route =~ "^/v[12]/"'],
    ['http.route !~ "x"', 'http.route !~ "x"'],
    ['http.route not matches "x"', 'http.route !~ "x"'],
    ['http.route exists', 'http.route exists'],
    ['http.route not exists', 'http.route not exists'],
    ['"http route" = 1', '"http route" = 1'],
    ['resource."host name" = a', 'resource."host name" = a'],
    ["span.'a b' exists", 'span."a b" exists'],
    ['url.full = http://localhost:3000/a?b=1', 'url.full = "http://localhost:3000/a?b" and'],
    ["it's Hi! ?a&b", `["it's" and "Hi!" and "?a&b"]`],
    ['/v1/users/{id}', '"/v1/users/{id}"'],
    ['start > 2026-11-21T10:00:00Z', 'start > 2026-11-21T10:00:00Z'],
    ['name = "a \\"quoted\\" \\\\ text\\n\\u{1f9a6}"', 'name = "a \\"quoted\\" \\\\ text\\n🦦"'],
    ['"\\d"', '"\\d"'],
  ])('%s', (text, expected) => {
    if (text.startsWith('url.full')) expect(tree(text)).toContain('needs a field before it');
    else expect(tree(text)).toBe(expected);
  });

  it.each([
    ['(', 0, 'A condition is missing'],
    ['(a = 1', 0, 'never closed'],
    ['a = 1)', 5, 'no "("'],
    ['a =', 2, 'needs a value'],
    ['a = )', 4, 'value was expected'],
    ['= 1', 0, 'needs a field'],
    ['and a', 0, 'needs a condition before'],
    ['a = 1 and', 8, 'condition is missing'],
    ['a in (1 2)', 8, 'comma'],
    ['a in (1,', 7, 'needs a value'],
    ['a in (1', 5, 'never closed'],
    ['a = "open', 4, 'never closed'],
    ['a =~ "("', 5, 'egular expression'],
    ['""', 0, 'empty text'],
    ['resource."a"', 0, 'names an attribute'],
    [`${'('.repeat(101)}a${')'.repeat(101)}`, 100, 'nested'],
  ])('%s is wrong at %i', (text, from, message) => {
    const parsed = parseSearch(text);
    expect(parsed).toMatchObject({ kind: 'wrong', problem: { from, message: expect.stringContaining(message) } });
    if (parsed.kind === 'wrong') expect(parsed.problem.to).toBeGreaterThan(parsed.problem.from);
  });
});

describe('a test that does not fit its field', () => {
  it.each([
    ['duration > 200', 'spans', 'unit'],
    ['duration contains 2', 'spans', 'compare'],
    ['kind = servr', 'spans', 'one of unspecified, internal'],
    ['kind > server', 'spans', 'no order'],
    ['start > yesterday', 'spans', 'needs a time'],
    ['trace.errors > many', 'spans', 'needs a number'],
    ['trace = xyz', 'spans', 'hexadecimal'],
    ['severity >= loud', 'logs', 'one of trace, debug'],
    ['severity = 25', 'logs', 'one of trace, debug'],
    ['root', 'logs', 'no root'],
    ['not (a = 1 and trace.duration > 1s)', 'logs', 'belongs to traces'],
  ] as const)('%s', (text, domain, message) => {
    expect(readSearch(text, domain)).toMatchObject({
      kind: 'wrong',
      problem: { message: expect.stringContaining(message) },
    });
  });

  it.each([
    ['duration >= 0 and kind in (server, CLIENT) and status = error', 'spans'],
    ['"duration" > 200', 'spans'],
    ['span.kind = server and trace.duration > 1s', 'spans'],
    ['severity >= warn or level = 9 or body.user.id = 7', 'logs'],
    ['duration > 200', 'logs'],
  ] as const)('but %s does', (text, domain) => {
    expect(readSearch(text, domain).kind).toBe('ok');
  });
});
