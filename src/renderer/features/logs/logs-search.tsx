// The search of the page, the conditions that it consists of, and the range of times beside it.
import { FilterX } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { UnixNanos } from '../../../contract/time.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { Button } from '../../ui/button.tsx';
import { PlainChip, SearchChips } from '../../ui/search-field/search-chips.tsx';
import { SearchField, type SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import type { Zone } from '../../ui/time-text.ts';
import { rangeText } from './range-text.ts';
import { useLogVocabulary } from './use-log-vocabulary.ts';
import styles from './logs-page.module.css';

interface LogsSearchProps {
  readonly where: string;
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
  readonly zone: Zone;
  readonly onWhere: (where: string, how: 'select' | 'adjust') => void;
  readonly onAllTimes: () => void;
  readonly onClear: () => void;
  /** Enter and Escape in the field go to the records. */
  readonly onLeave: () => void;
  readonly handle: RefObject<SearchFieldHandle | null>;
}

export function LogsSearch({
  where,
  from,
  to,
  zone,
  onWhere,
  onAllTimes,
  onClear,
  onLeave,
  handle,
}: LogsSearchProps): ReactNode {
  const { run } = useSelectedRun();
  const vocabulary = useLogVocabulary(run);
  const range = rangeText(from, to, zone);
  return (
    <div role="search" aria-label="Filter log records" className={styles['search']}>
      <SearchField
        label="Search log records"
        placeholder="Search: text, or conditions such as severity >= warn and service = api"
        domain="logs"
        value={where}
        onApply={onWhere}
        vocabulary={vocabulary}
        recent="logs"
        keeps="The list still shows the last search that was right."
        onLeave={onLeave}
        handle={handle}
      />
      {where === '' && range === undefined ? undefined : (
        <div className={styles['second']}>
          <Button look="ghost" onClick={onClear}>
            <FilterX size={13} aria-hidden="true" />
            Clear
          </Button>
          <SearchChips
            text={where}
            onChange={(text) => onWhere(text, 'select')}
            onEdit={(at) => handle.current?.select(at)}
          >
            {range === undefined ? undefined : <PlainChip text={range} onRemove={onAllTimes} />}
          </SearchChips>
        </div>
      )}
    </div>
  );
}
