// Find in the trace, in the search language: "3/17", previous and next, and what becomes of the other spans. Enter and
// Shift+Enter step, Escape gives the keys back to the view.
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useSyncExternalStore, type ReactNode, type RefObject } from 'react';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { SearchField, type SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import { FindModes } from './find-modes.tsx';
import type { Find } from './use-find.ts';
import { useSpanVocabulary } from './use-span-vocabulary.ts';
import { useTraceAddress } from './use-trace-address.ts';
import styles from './trace-header.module.css';

interface FindFieldProps {
  readonly model: WaterfallModel;
  readonly find: Find;
  readonly field: RefObject<SearchFieldHandle | null>;
}

export function FindField({ model, find, field }: FindFieldProps): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const address = useTraceAddress();
  const vocabulary = useSpanVocabulary(find.run, model);
  const some = model.matches.length > 0;
  const hidden = model.visible.filteredOut;
  return (
    <SearchField
      label="Find in this trace"
      placeholder="Find text, or duration > 10ms and service = api"
      domain="spans"
      value={find.where}
      onApply={(where) => address.change({ find: where })}
      vocabulary={vocabulary}
      recent="find"
      pause={25}
      keeps="Matches are those of the last search that was right."
      trouble={find.trouble}
      onLeave={(how, shift) => {
        if (how === 'enter') find.step(shift ? -1 : 1);
        else focusView();
      }}
      className={styles['find']}
      handle={field}
      after={
        find.where === '' ? undefined : (
          <>
            <span className={cx(styles['matches'], !some && find.found !== '' && styles['none'])} role="status">
              {statusOf(model, find)}
              {hidden === 0 || find.mode !== 'hide' ? '' : ` · ${formatCount(hidden)} hidden`}
            </span>
            {some ? (
              <span className={styles['modes']}>
                <IconButton label="Previous match" keys="N" className={styles['step']} onClick={() => find.step(-1)}>
                  <ChevronUp size={13} />
                </IconButton>
                <IconButton label="Next match" keys="n" className={styles['step']} onClick={() => find.step(1)}>
                  <ChevronDown size={13} />
                </IconButton>
              </span>
            ) : undefined}
            <FindModes mode={find.mode} />
          </>
        )
      }
    />
  );
}

function statusOf(model: WaterfallModel, find: Find): string {
  if (find.trouble !== undefined) return 'failed';
  if (find.found === '') return find.searching ? '…' : '';
  const place = model.matchPlace();
  return model.matches.length === 0
    ? 'no match'
    : `${place === 0 ? '–' : formatCount(place)}/${formatCount(model.matches.length)}`;
}

/** The tree takes the keys again; where the view has none, nobody does. */
function focusView(): void {
  const tree = document.querySelector<HTMLElement>('[role="treegrid"]');
  if (tree !== null) tree.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
