// What a tree can get wrong although its grammar is right: a test that makes no sense for its field.
// `readSearch` is the door for everybody who gets a search text.
import { fieldsOf, resolveField, type FieldInfo } from './fields.ts';
import type { Literal } from './literal.ts';
import { parseSearch, type ParsedSearch } from './parse.ts';
import type { At, Search, SearchDomain, SearchProblem, Test } from './search.ts';

/** Parses and checks a search text. */
export function readSearch(text: string, domain: SearchDomain): ParsedSearch {
  const parsed = parseSearch(text);
  if (parsed.kind === 'wrong') return parsed;
  const problem = problemOf(parsed.search, domain);
  return problem === undefined ? parsed : { kind: 'wrong', problem };
}

function problemOf(search: Search, domain: SearchDomain): SearchProblem | undefined {
  switch (search.kind) {
    case 'and':
    case 'or':
      for (const part of search.parts) {
        const problem = problemOf(part, domain);
        if (problem !== undefined) return problem;
      }
      return undefined;
    case 'not':
      return problemOf(search.part, domain);
    case 'flag':
      return search.flag === 'root' && domain === 'logs'
        ? { ...search.at, message: 'Log records have no root. To find the word, write "root" in quotes.' }
        : undefined;
    case 'test': {
      const field = resolveField(search.field, domain);
      const message = field.kind === 'property' ? misfit(field.info, search.test) : undefined;
      return message === undefined
        ? strayField(search.field.name, search.field.quoted, search.at, domain)
        : { ...search.at, message };
    }
    case 'all':
    case 'text':
      return undefined;
  }
}

/** `trace.duration` of a log would silently be an attribute that nothing has. */
function strayField(name: string, quoted: boolean, at: At, domain: SearchDomain): SearchProblem | undefined {
  if (quoted || domain === 'spans') return undefined;
  const ofTrace = fieldsOf('spans').some((one) => one.ofTrace === true && one.name === name);
  return ofTrace ? { ...at, message: `${name} belongs to traces; log records do not have it.` } : undefined;
}

function misfit(info: FieldInfo, test: Test): string | undefined {
  if (test.kind === 'exists') return undefined;
  const textual = info.type === 'text' || info.type === 'id' || info.type === 'choice' || info.type === 'severity';
  if (test.kind === 'contains' || test.kind === 'matches')
    return textual ? undefined : `${info.name} is a ${info.type}; compare it with =, <, > and the like.`;
  const values = test.kind === 'in' ? test.values : [test.value];
  const ordered = test.kind === 'compare' && test.operator !== '=' && test.operator !== '!=';
  if (ordered && (info.type === 'id' || info.type === 'choice')) return `${info.name} has no order; use = or in.`;
  for (const value of values) {
    const message = valueMisfit(info, value);
    if (message !== undefined) return message;
  }
  return undefined;
}

function valueMisfit({ name, type, values = [] }: FieldInfo, value: Literal): string | undefined {
  switch (type) {
    case 'duration':
      return value.kind === 'duration' || value.text === '0'
        ? undefined
        : `${name} needs a value with a unit and no space between, as in 200ms or 1.5s.`;
    case 'time':
      return value.kind === 'time' ? undefined : `${name} needs a time, as in 2026-01-31T12:00:00Z.`;
    case 'number':
      return value.kind === 'number' ? undefined : `${name} needs a number.`;
    case 'choice':
      return values.includes(value.text.toLowerCase()) ? undefined : `${name} is one of ${values.join(', ')}.`;
    case 'severity': {
      const number = value.kind === 'number' && Number.isInteger(value.value) && value.value >= 0 && value.value <= 24;
      return number || values.includes(value.text.toLowerCase())
        ? undefined
        : `${name} is one of ${values.join(', ')}, or a number from 0 to 24.`;
    }
    case 'id':
      return /^[0-9a-fA-F]+$/.test(value.text) ? undefined : `${name} needs hexadecimal digits.`;
    case 'text':
      return undefined;
  }
}
