// Which part of the profile is shown: one chip for each filter that is set, which takes it away, and the form of all.
import { Filter, X } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { RunId } from '../../../../contract/ids.ts';
import { parseSpanFilter } from '../../../../contract/profiles/sample-spans.ts';
import { noProfileFilter, type ProfileFilter } from '../../../../contract/profiles/view.ts';
import { sampledSpanLink } from '../../../routes/sampled-span-link.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import cells from '../../../ui/cell-text.module.css';
import { Popover } from '../../../ui/popover.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { filterWords, isFiltered } from './filter-change.ts';
import type { ChangePlace } from './use-profile-address.ts';
import styles from './filter-chips.module.css';

interface FilterProps {
  readonly filter: ProfileFilter;
  readonly change: ChangePlace;
}

interface FilterChipsProps extends FilterProps {
  /** Whether samples have times that can be chosen. */
  readonly timed: boolean;
  /** Of the profile, as the address names it. */
  readonly run: RunId | undefined;
}

export const FilterChips = memo(function FilterChips({ filter, timed, run, change }: FilterChipsProps): ReactNode {
  if (!isFiltered(filter)) return undefined;
  const set = (patch: Partial<ProfileFilter>): void => change({ filter: { ...filter, ...patch } }, true);
  const { mergeRecursion, tagRoot, tagLeaf, from, to } = filter;
  return (
    <div className={styles['chips']} role="group" aria-label="Filters">
      {filterWords.map(({ field, title, hint }) =>
        filter[field] === '' ? undefined : (
          <Chip
            key={field}
            title={title}
            text={filter[field]}
            shown={field === 'span' ? filter.span.slice(filter.span.indexOf('-') + 1) : undefined}
            hint={hint}
            link={field === 'span' ? <ToTrace span={filter.span} run={run} /> : undefined}
            onRemove={() => set({ [field]: '' })}
          />
        ),
      )}
      {mergeRecursion ? (
        <Chip
          title="Recursion"
          text="merged"
          hint="A function that calls itself directly is one frame"
          onRemove={() => set({ mergeRecursion: false })}
        />
      ) : undefined}
      {tagRoot.map((key) => (
        <Chip
          key={`root ${key}`}
          title="Grouped by"
          text={key}
          hint="Values of this label are the outermost frames"
          onRemove={() => set({ tagRoot: tagRoot.filter((one) => one !== key) })}
        />
      ))}
      {tagLeaf.map((key) => (
        <Chip
          key={`leaf ${key}`}
          title="Ends with"
          text={key}
          hint="Values of this label are the innermost frames"
          onRemove={() => set({ tagLeaf: tagLeaf.filter((one) => one !== key) })}
        />
      ))}
      {from === undefined && to === undefined ? undefined : (
        <Chip
          title={timed ? 'Time' : 'Time (its samples have none)'}
          text={`${formatNanos(from ?? 0)} to ${to === undefined ? 'the end' : formatNanos(to)}`}
          hint="Only samples of this time, counted from the profile's beginning"
          onRemove={() => set({ from: undefined, to: undefined })}
        />
      )}
      <Button look="ghost" onClick={() => change({ filter: noProfileFilter }, true)}>
        Clear all
      </Button>
    </div>
  );
});

/** From the samples of a span back to it. */
function ToTrace({ span, run }: { readonly span: string; readonly run: RunId | undefined }): ReactNode {
  const found = parseSpanFilter(span);
  if (found === undefined) return undefined;
  return (
    <Link href={sampledSpanLink(found, run)} title="To its trace">
      trace
    </Link>
  );
}

interface ChipProps {
  readonly title: string;
  readonly text: string;
  /** Instead of a text that is long. */
  readonly shown?: string | undefined;
  readonly hint: string;
  readonly link?: ReactNode;
  readonly onRemove: () => void;
}

function Chip({ title, text, shown, hint, link, onRemove }: ChipProps): ReactNode {
  return (
    <span className={styles['chip']} title={`${hint}: ${text}`}>
      <span className={cells['faint']}>{title}</span>
      <code className={styles['chipText']}>{shown ?? text}</code>
      {link}
      <button type="button" aria-label={`Remove the filter ${title} ${text}`} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

/** All filters as a form. Nothing is asked before Enter or the button. */
export function FilterForm({
  filter,
  change,
  open,
  onOpen,
}: FilterProps & { readonly open: boolean; readonly onOpen: (open: boolean) => void }): ReactNode {
  return (
    <Popover
      label="Filters"
      open={open}
      onOpen={onOpen}
      trigger={
        <Button look="ghost" title="Focus, ignore, hide, show (f)" marked={isFiltered(filter)}>
          <Filter size={13} aria-hidden="true" /> Filters
        </Button>
      }
    >
      <Fields
        filter={filter}
        onDone={(next) => {
          change({ filter: next }, true);
          onOpen(false);
        }}
      />
    </Popover>
  );
}

function Fields({
  filter,
  onDone,
}: {
  readonly filter: ProfileFilter;
  readonly onDone: (filter: ProfileFilter) => void;
}): ReactNode {
  const [draft, setDraft] = useState(filter);
  return (
    <form
      className={styles['filterForm']}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(draft);
      }}
    >
      <p className={cells['faint']}>
        Regular expressions, as pprof’s options of the same names; Collapse and Span are our own.
      </p>
      {filterWords.map(({ field, title, hint }, at) => (
        <TextField
          key={field}
          label={title}
          hint={hint}
          mono
          autoFocus={at === 0}
          value={draft[field]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setDraft((before) => ({ ...before, [field]: value }));
          }}
        />
      ))}
      <Checkbox
        label="Merge recursion: a function that calls itself directly is one frame"
        checked={draft.mergeRecursion}
        onChange={(mergeRecursion) => setDraft((before) => ({ ...before, mergeRecursion }))}
      />
      <div className={styles['formActions']}>
        <Button onClick={() => setDraft(noProfileFilter)}>Clear</Button>
        <Button look="primary" type="submit">
          Apply
        </Button>
      </div>
    </form>
  );
}
