// The severity of log records: by number, or by name, which stands for four numbers.
import { firstSeverity, severityNames } from '../../../contract/search/fields.ts';
import type { Literal } from '../../../contract/search/literal.ts';
import { regExpOf } from '../../../contract/search/parse.ts';
import type { CompareOperator, Test } from '../../../contract/search/search.ts';
import type { LogBlock } from '../../store/log-block.ts';
import type { RowTest } from './row-test.ts';

/** From this SeverityNumber on a block's summary counts records as errors. */
const error = 17;

/** Records whose SeverityNumber (0 to 24) is admitted. */
export function severityField(admits: (severity: number) => boolean): RowTest<LogBlock> {
  const marks = Uint8Array.from({ length: 25 }, (_, severity) => (admits(severity) ? 1 : 0));
  const onlyErrors = marks.indexOf(1) >= error;
  const severities = marks.reduce((all, admitted, severity) => all | (admitted << severity), 0);
  return {
    cost: 0,
    severities,
    mayMatch: (summary, asked = severities) =>
      (asked & severities) !== 0 &&
      (!onlyErrors || summary.errors > 0) &&
      summary.severities?.some((count, severity) => count > 0 && (asked & severities & (1 << severity)) !== 0) !==
        false,
    rowsOf: ({ severity }, wanted) => severity.map((one, row) => (marks[one] as number) & (wanted[row] as number)),
  };
}

/** 0 says that the sender gave none: then there is no value, and only `not` finds it, or the number itself. */
export function severityTest(test: Test): RowTest<LogBlock> {
  switch (test.kind) {
    case 'exists':
      return severityField((severity) => (severity === 0) === test.negated);
    case 'compare': {
      const { operator } = test;
      const { first, last } = numbersOf(test.value);
      return severityField((severity) => compares(severity, operator, first, last));
    }
    case 'in': {
      const ranges = test.values.map(numbersOf);
      return negatable(test.negated, (severity) =>
        ranges.some(({ first, last }) => severity >= first && severity <= last),
      );
    }
    case 'contains': {
      const needle = test.text.toLowerCase();
      return negatable(test.negated, (severity) => nameOf(severity)?.includes(needle) === true);
    }
    case 'matches': {
      const pattern = regExpOf(test.pattern);
      return negatable(test.negated, (severity) => pattern.test(nameOf(severity) ?? ''));
    }
  }
}

function negatable(negated: boolean, holds: (severity: number) => boolean): RowTest<LogBlock> {
  return severityField((severity) => (negated ? severity !== 0 && !holds(severity) : holds(severity)));
}

function compares(severity: number, operator: CompareOperator, first: number, last: number): boolean {
  switch (operator) {
    case '=':
      return severity >= first && severity <= last;
    case '!=':
      return severity !== 0 && (severity < first || severity > last);
    case '<':
      return severity !== 0 && severity < first;
    case '<=':
      return severity !== 0 && severity <= last;
    case '>':
      return severity > last;
    case '>=':
      return severity >= first;
  }
}

function numbersOf(value: Literal): { readonly first: number; readonly last: number } {
  const name = severityNames.find((one) => one === value.text.toLowerCase());
  if (name !== undefined) return { first: firstSeverity(name), last: firstSeverity(name) + 3 };
  const number = Number(value.text);
  return { first: number, last: number };
}

function nameOf(severity: number): string | undefined {
  return severity === 0 ? undefined : severityNames[(severity - 1) >> 2];
}
