// The pattern of a message as a field of a search: with `=` a pattern as logs.patterns names it, whose `<*>` fits any
// word; otherwise its text.
import type { Literal } from '../../../contract/search/literal.ts';
import type { Test } from '../../../contract/search/search.ts';
import type { LogBlock } from '../../store/log-block.ts';
import { MessageMask } from '../logs/patterns/message-mask.ts';
import { messagesOf } from '../logs/patterns/message-text.ts';
import { fitsPattern, literalsOf, patternText, patternWords } from '../logs/patterns/pattern-match.ts';
import type { RowTest } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import type { ValueTest } from './value-test.ts';

/** `value`: the test without its negation; undefined for `exists`. Every record has a pattern. */
export function logPattern(context: SearchContext, test: Test, value: ValueTest | undefined): RowTest<LogBlock> {
  const mask = new MessageMask();
  const negated = test.kind === 'compare' ? test.operator === '!=' : test.negated;
  const patterns = literalsIn(test).map(({ text }) => patternWords(text));
  const holds = (words: readonly string[], alive: () => void): boolean =>
    patterns.length > 0
      ? patterns.some((pattern) => fitsPattern(pattern, words))
      : value === undefined || value.ofValues([patternText(words)], alive)[0] === 1;
  return {
    cost: 4,
    mayMatch: (summary, severities) =>
      negated ||
      patterns.length === 0 ||
      patterns.some((pattern) =>
        literalsOf(pattern).every((literal) => context.mayContain(summary, literal, severities)),
      ) ||
      // JSON may write any letter as an escape.
      context.mayContain(summary, '\\u00', severities),
    rowsOf: (block, wanted, alive) => {
      const messageOf = messagesOf(block);
      const hits = new Uint8Array(block.count);
      for (let row = 0; row < block.count; row++) {
        if (row % 1024 === 1023) alive();
        if (wanted[row] === 1 && holds(mask.wordsOf(messageOf(row)), alive) !== negated) hits[row] = 1;
      }
      return hits;
    },
  };
}

/** Of `=`, `!=` and `in`. */
function literalsIn(test: Test): readonly Literal[] {
  if (test.kind === 'in') return test.values;
  return test.kind === 'compare' && (test.operator === '=' || test.operator === '!=') ? [test.value] : [];
}
