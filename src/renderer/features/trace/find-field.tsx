// Find in the trace: text, "3/17", previous and next. Enter and Shift+Enter step, Escape gives the keys back.
import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { useSyncExternalStore, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatCount } from '../../ui/number-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { Find } from './use-find.ts';
import styles from './trace-header.module.css';

interface FindFieldProps {
  readonly model: WaterfallModel;
  readonly find: Find;
  readonly field: RefObject<HTMLInputElement | null>;
}

export function FindField({ model, find, field }: FindFieldProps): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') model.stepMatch(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      if (find.text !== '') find.setText('');
      else field.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const some = model.matches.length > 0;
  return (
    <TextField
      ref={field}
      label="Find in this trace"
      labelHidden
      placeholder="Find name, attribute, event…  ( / )"
      value={find.text}
      onChange={(event) => find.setText(event.target.value)}
      onKeyDown={onKeyDown}
      className={styles['find']}
      title={find.trouble}
      before={<Search size={13} aria-hidden="true" />}
      after={
        <>
          <span className={cx(styles['matches'], !some && find.found !== '' && styles['none'])} role="status">
            {statusOf(model, find)}
          </span>
          {some ? (
            <>
              <IconButton
                label="Previous match"
                keys="N"
                className={styles['step']}
                onClick={() => model.stepMatch(-1)}
              >
                <ChevronUp size={13} />
              </IconButton>
              <IconButton label="Next match" keys="n" className={styles['step']} onClick={() => model.stepMatch(1)}>
                <ChevronDown size={13} />
              </IconButton>
            </>
          ) : undefined}
        </>
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
