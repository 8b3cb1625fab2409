// The search of the list: its text in one field, pickers for what is asked for most, and the conditions as chips. All of
// them show and edit the same text; only the range of times that was dragged in the scatter stands beside it.
import { FilterX } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { unixNanosOfMillis, type UnixNanos } from '../../../contract/time.ts';
import type { FacetsAnswer } from '../../../contract/traces.ts';
import type { TraceSearch } from '../../routes/traces-route.ts';
import { Button } from '../../ui/button.tsx';
import { PlainChip, SearchChips } from '../../ui/search-field/search-chips.tsx';
import { SearchField, type SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import type { Vocabulary } from '../../ui/search-field/vocabulary.ts';
import { formatClock, formatDay, formatMoment } from '../../ui/time-text.ts';
import styles from './filter-bar.module.css';
import { isUnfiltered, withoutTimes, withWhere } from './filter-model.ts';
import { QuickPickers } from './quick-pickers.tsx';
import type { FilterControl } from './use-trace-filter.ts';

interface FilterBarProps extends FilterControl {
  readonly facets: FacetsAnswer | undefined;
  readonly vocabulary: Vocabulary;
  readonly searchRef: RefObject<SearchFieldHandle | null>;
  /** Enter and Escape in the search field go to the rows. */
  readonly onLeave: () => void;
  readonly onClear: () => void;
}

export function FilterBar(props: FilterBarProps): ReactNode {
  const { filter, change, facets, vocabulary, searchRef, onLeave, onClear } = props;
  const range = timeRangeText(filter, unixNanosOfMillis(Date.now()));
  return (
    <div role="search" aria-label="Filter traces" className={styles['bar']}>
      <SearchField
        label="Search traces"
        placeholder="Search: text, or conditions such as service = api and duration > 200ms"
        domain="spans"
        value={filter.where}
        onApply={(where, how) => change((now) => withWhere(now, where), how)}
        vocabulary={vocabulary}
        recent="traces"
        keeps="The list still shows the last search that was right."
        onLeave={onLeave}
        handle={searchRef}
      />
      <div className={styles['second']}>
        <QuickPickers filter={filter} change={change} facets={facets} />
        {isUnfiltered(filter) ? undefined : (
          <Button look="ghost" onClick={onClear}>
            <FilterX size={13} aria-hidden="true" />
            Clear
          </Button>
        )}
        <SearchChips
          text={filter.where}
          onChange={(where) => change((now) => withWhere(now, where))}
          onEdit={(at) => searchRef.current?.select(at)}
        >
          {range === undefined ? undefined : <PlainChip text={range} onRemove={() => change(withoutTimes)} />}
        </SearchChips>
      </div>
    </div>
  );
}

/** The day is named unless it is today's; the end's only when it is another one. */
function timeRangeText({ from, to }: TraceSearch, now: UnixNanos): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (to === undefined) return `from ${formatMoment(from as UnixNanos, now)}`;
  if (from === undefined) return `until ${formatMoment(to, now)}`;
  return `${formatMoment(from, now)} – ${formatDay(from) === formatDay(to) ? formatClock(to) : formatMoment(to, now)}`;
}
