// Conditions of the search text that can be switched on and off: facets, filters of the details, patterns.
import { useMemo } from 'react';
import { chipsOf, withCondition, withoutChip } from '../../../contract/search/chips.ts';
import { valueText } from '../../../contract/search/print.ts';
import type { LogsView } from '../../routes/logs-route.ts';

export interface Conditions {
  /** Is this very condition in the search? */
  readonly has: (field: string, value: string, wanted: boolean) => boolean;
  /** Adds the condition, or takes it away where it is there; its opposite goes. */
  readonly toggle: (field: string, value: string, wanted: boolean) => void;
  readonly add: (condition: string, patch?: Partial<LogsView>) => void;
}

export function useConditions(where: string, onWhere: (where: string, patch?: Partial<LogsView>) => void): Conditions {
  return useMemo(() => {
    const chips = chipsOf(where) ?? [];
    const textOf = (field: string, value: string, wanted: boolean): string =>
      `${field} ${wanted ? '=' : '!='} ${valueText(value)}`;
    return {
      has: (field, value, wanted) => chips.some((chip) => chip.text === textOf(field, value, wanted)),
      toggle(field, value, wanted) {
        const text = textOf(field, value, wanted);
        const opposite = textOf(field, value, !wanted);
        const there = chips.find((chip) => chip.text === text);
        if (there !== undefined) return onWhere(withoutChip(where, there));
        const against = chips.find((chip) => chip.text === opposite);
        onWhere(withCondition(against === undefined ? where : withoutChip(where, against), text));
      },
      add: (condition, patch) => onWhere(withCondition(where, condition), patch),
    };
  }, [where, onWhere]);
}
