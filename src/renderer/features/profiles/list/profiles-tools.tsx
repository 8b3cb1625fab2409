// Which profiles are listed: of which service and kind, found by a text; and how to get another one.
import { CircleDot, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { profileKindTitles, type ProfileKind } from '../../../../contract/profiles/kinds.ts';
import type { ProfileListAnswer } from '../../../../contract/profiles/list.ts';
import type { ProfilesListView } from '../../../routes/profiles-route.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { formatDayTime } from '../../../ui/time-text.ts';

interface ProfilesToolsProps {
  readonly view: ProfilesListView;
  readonly answer: ProfileListAnswer | undefined;
  readonly live: boolean;
  readonly change: (patch: Partial<ProfilesListView>) => void;
  readonly onCapture: () => void;
}

/** Select knows no empty value that means something else than a service without a name. */
const all = '*';

export function ProfilesTools({ view, answer, live, change, onCapture }: ProfilesToolsProps): ReactNode {
  const { services = [], kinds = [] } = answer ?? {};
  return (
    <>
      {view.range === undefined ? undefined : (
        <Button look="ghost" title="Show the profiles of all times" onClick={() => change({ range: undefined })}>
          {formatDayTime(view.range.from)} to {formatDayTime(view.range.to)} <X size={12} aria-hidden="true" />
        </Button>
      )}
      {view.series === undefined ? undefined : (
        <Button look="ghost" title="Show all profiles again" onClick={() => change({ series: undefined })}>
          one series <X size={12} aria-hidden="true" />
        </Button>
      )}
      {services.length > 1 || view.service !== undefined ? (
        <Select
          label="Service"
          labelHidden
          value={view.service ?? all}
          options={[
            { value: all, label: 'All services' },
            ...services.map(({ service, count }) => ({
              value: service,
              label: service === '' ? '(no service)' : service,
              detail: count,
            })),
          ]}
          onChange={(service) => change({ service: service === all ? undefined : service })}
        />
      ) : undefined}
      {kinds.length > 1 || view.kind !== undefined ? (
        <Select<ProfileKind | '*'>
          label="Kind"
          labelHidden
          value={view.kind ?? all}
          options={[
            { value: all, label: 'All kinds' },
            ...kinds.map(({ kind, count }) => ({ value: kind, label: profileKindTitles[kind], detail: count })),
          ]}
          onChange={(kind) => change({ kind: kind === all ? undefined : kind })}
        />
      ) : undefined}
      <TextField
        label="Find profiles by name, service or source"
        labelHidden
        name="profiles-find"
        placeholder="Name, service, source"
        value={view.find}
        onChange={(event) => change({ find: event.target.value })}
      />
      {live ? (
        <Button onClick={onCapture}>
          <CircleDot size={13} aria-hidden="true" /> Capture…
        </Button>
      ) : undefined}
    </>
  );
}
