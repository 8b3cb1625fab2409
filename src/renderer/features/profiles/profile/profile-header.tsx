// What the profile is: name, service, kind, time, duration; ways to the same time elsewhere, to its other views, and out.
import { ArrowLeft, ChevronDown, Clock, ExternalLink, GitCompareArrows, Info } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { autoUnit, formatScaled } from '../../../../contract/profiles/units.ts';
import { profileFormatTitles } from '../../../../contract/profiles/formats.ts';
import { profileKindTitles } from '../../../../contract/profiles/kinds.ts';
import type { ProfilePart, StoredProfile } from '../../../../contract/profiles/list.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profilesLink } from '../../../routes/profiles-route.ts';
import { Link, useNavigate } from '../../../routes/use-place.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Caution } from '../../../ui/caution.tsx';
import { FactList, type Fact } from '../../../ui/fact-list.tsx';
import { ItemHeader } from '../../../ui/item-header.tsx';
import { useLinkOpener } from '../../../ui/link-opener.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { formatBytes, formatCount, plural } from '../../../ui/number-text.ts';
import { Popover } from '../../../ui/popover.tsx';
import { Select } from '../../../ui/select.tsx';
import { formatDayTime } from '../../../ui/time-text.ts';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import { sameTimeEntries } from './same-time.ts';
import type { ChangePlace } from './use-profile-address.ts';
import styles from './profile-header.module.css';

interface ProfileHeaderProps {
  readonly stored: StoredProfile;
  readonly parts: readonly ProfilePart[];
  readonly part: ProfilePart;
  readonly number: number;
  readonly change: ChangePlace;
  readonly onCompare: () => void;
  /** Pages that show more of this file. */
  readonly links: ReactNode;
}

export const ProfileHeader = memo(function ProfileHeader(props: ProfileHeaderProps): ReactNode {
  const { stored, parts, part, number, change, onCompare, links } = props;
  const { param } = useSelectedRun();
  const navigate = useNavigate();
  return (
    <ItemHeader
      back={
        <Link href={profilesLink({ run: param, selected: stored.profile })} aria-label="To the list of profiles">
          <ArrowLeft size={15} />
        </Link>
      }
      name={profileName(stored)}
      beside={
        <>
          <Badge>{profileKindTitles[stored.kind]}</Badge>
          {parts.length > 1 ? (
            <Select
              label="Profile of the file"
              labelHidden
              value={String(number)}
              options={parts.map(({ title, sampleTypes }, at) => ({
                value: String(at),
                label: title === '' ? `${at + 1}: ${sampleTypes.map(({ type }) => type).join(', ')}` : title,
              }))}
              onChange={(next) => change({ part: Number(next), type: undefined, at: undefined }, true)}
            />
          ) : undefined}
        </>
      }
      facts={
        <>
          {stored.services.length > 0 ? <span>{stored.services.join(', ')}</span> : undefined}
          <span title={stored.timed ? 'When it began' : 'When it came here: the file has no time'}>
            {formatDayTime(stored.start)}
          </span>
          {stored.durationNanos > 0 ? <span>over {formatNanos(stored.durationNanos)}</span> : undefined}
          <span>{plural(part.samples, 'sample')}</span>
        </>
      }
      actions={
        <>
          {links}
          <Menu
            align="end"
            trigger={
              <Button look="ghost" title="What else happened at that time">
                <Clock size={13} aria-hidden="true" /> Same time <ChevronDown size={12} aria-hidden="true" />
              </Button>
            }
            entries={sameTimeEntries(stored, param, navigate)}
          />
          <Button look="ghost" onClick={onCompare} title="Show what changed since another profile (v)">
            <GitCompareArrows size={13} aria-hidden="true" /> Compare…
          </Button>
          <Facts stored={stored} part={part} />
        </>
      }
    />
  );
});

function Facts({ stored, part }: { readonly stored: StoredProfile; readonly part: ProfilePart }): ReactNode {
  const [open, setOpen] = useState(false);
  const openLink = useLinkOpener();
  const { period, notes, comments, docUrl, labelKeys } = part;
  const facts: readonly Fact[] = [
    ['Format', profileFormatTitles[stored.format]],
    ['From', stored.source],
    ['Size', formatBytes(stored.bytes)],
    ['Stacks', `${formatCount(part.nodes)} nodes, ${plural(part.functions, 'function')}`],
    ...(period === undefined || period.value === 0
      ? []
      : ([['Period', `${formatScaled(period.value, period.unit, autoUnit)} of ${period.type}`]] as const)),
    ...(labelKeys.length === 0 ? [] : ([['Labels', labelKeys.join(', ')]] as const)),
  ];
  return (
    <Popover
      label="About this profile"
      open={open}
      onOpen={setOpen}
      trigger={
        <Button look="ghost" title="About this profile">
          <Info size={13} aria-hidden="true" />
          {notes.length > 0 ? <span className={styles['noted']}>{plural(notes.length, 'note')}</span> : 'About'}
        </Button>
      }
    >
      <div className={styles['about']}>
        {notes.map((note) => (
          <Caution key={note}>{note}</Caution>
        ))}
        <FactList facts={facts} />
        {comments.map((comment) => (
          <p key={comment} className={styles['comment']}>
            {comment}
          </p>
        ))}
        {docUrl === undefined || openLink === undefined ? undefined : (
          <Button look="ghost" onClick={() => openLink(new URL(docUrl))}>
            <ExternalLink size={13} aria-hidden="true" /> Documentation of the profile
          </Button>
        )}
      </div>
    </Popover>
  );
}
