// How the profile is shown: which sample type, merged by what, in which order, and what is looked for.
import { ChevronDown } from 'lucide-react';
import { memo, type ReactNode, type Ref } from 'react';
import type { ProfilePart } from '../../../../contract/profiles/list.ts';
import type { ProfileGrouping } from '../../../../contract/profiles/view.ts';
import type { ProfilePlace } from '../../../routes/profile-route.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Select, type Option } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { BarEnd, ToolBar } from '../../../ui/tool-bar.tsx';
import { FilterForm } from './filter-chips.tsx';
import { valueText, type ProfileScreen } from './profile-screen.ts';
import type { ChangePlace } from './use-profile-address.ts';
import { typeIndex } from './view-of-place.ts';
import styles from './profile-tools.module.css';

const groupings: readonly Option<ProfileGrouping>[] = [
  { value: 'function', label: 'By function' },
  { value: 'file-function', label: 'By function and file' },
  { value: 'line', label: 'By line' },
  { value: 'file', label: 'By file' },
  { value: 'package', label: 'By package' },
  { value: 'address', label: 'By address' },
];
/** At most so many label keys are offered to group by; the others are on the page of labels. */
const mostKeys = 12;

interface ProfileToolsProps {
  readonly part: ProfilePart;
  readonly type: ProfilePlace['type'];
  readonly grouping: ProfilePlace['grouping'];
  readonly filter: ProfilePlace['filter'];
  readonly find: ProfilePlace['find'];
  readonly regex: ProfilePlace['regex'];
  readonly files: ProfilePlace['files'];
  readonly change: ChangePlace;
  readonly filtersOpen: boolean;
  readonly onFilters: (open: boolean) => void;
  readonly findField: Ref<HTMLInputElement>;
  readonly findStep: ProfileScreen['findStep'];
}

/** Drawn anew only for what it shows: not for a zoom. */
export const ProfileTools = memo(function ProfileTools(props: ProfileToolsProps): ReactNode {
  const { part, grouping, filter, find, regex, files, change, filtersOpen, onFilters, findField, findStep } = props;
  const { sampleTypes, labelKeys } = part;
  const type = typeIndex(part, props.type);
  const { tagRoot } = filter;
  return (
    <ToolBar wraps>
      <Select
        label="Sample type"
        labelHidden
        value={String(type)}
        options={sampleTypes.map((one, at) => ({
          value: String(at),
          label: one.type,
          detail: valueText(one.total, one),
        }))}
        onChange={(next) => change({ type: sampleTypes[Number(next)]?.type })}
      />
      <Select
        label="Merge frames"
        labelHidden
        value={grouping}
        options={groupings}
        onChange={(next) => change({ grouping: next, at: undefined })}
      />
      {labelKeys.length === 0 ? undefined : (
        <Menu
          trigger={
            <Button look="ghost" marked={tagRoot.length > 0} title="Labels as outermost frames">
              {tagRoot.length === 0 ? 'By label' : `By ${tagRoot.join(', ')}`}
              <ChevronDown size={12} aria-hidden="true" />
            </Button>
          }
          entries={labelKeys.slice(0, mostKeys).map((key) => ({
            kind: 'item',
            label: key,
            checked: tagRoot.includes(key),
            onSelect: () =>
              change({
                at: undefined,
                filter: {
                  ...filter,
                  tagRoot: tagRoot.includes(key) ? tagRoot.filter((one) => one !== key) : [...tagRoot, key],
                },
              }),
          }))}
        />
      )}
      <FilterForm filter={filter} change={change} open={filtersOpen} onOpen={onFilters} />
      <BarEnd>
        <TextField
          ref={findField}
          label="Find frames"
          labelHidden
          className={styles['find']}
          placeholder={regex ? 'Find: regular expression' : 'Find frames'}
          value={find}
          onChange={(event) => change({ find: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') findStep.current?.(event.shiftKey ? -1 : 1);
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            if (find === '') event.currentTarget.blur();
            else change({ find: '' });
          }}
        />
        <Button
          look="ghost"
          aria-pressed={regex}
          title="The text is a regular expression"
          aria-label="Regular expression"
          onClick={() => change({ regex: !regex })}
        >
          .*
        </Button>
        <Button
          look="ghost"
          aria-pressed={files}
          title="Look at the names of files, too"
          aria-label="Names of files too"
          onClick={() => change({ files: !files })}
        >
          files
        </Button>
      </BarEnd>
    </ToolBar>
  );
});
