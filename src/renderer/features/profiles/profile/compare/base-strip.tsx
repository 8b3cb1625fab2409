// What the profile is compared with, and how: in its unit or in shares, scaled to the same sum or as it is.
import { ArrowLeftRight, GitCompareArrows, X } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useAnswer } from '../../../../data/use-answer.ts';
import { profileLink } from '../../../../routes/profile-route.ts';
import { useNavigate } from '../../../../routes/use-place.tsx';
import { Choice } from '../../../../ui/choice.tsx';
import { Button } from '../../../../ui/button.tsx';
import { IconButton } from '../../../../ui/icon-button.tsx';
import { formatDayTime } from '../../../../ui/time-text.ts';
import { Checkbox } from '../../../../ui/toggle.tsx';
import { BarEnd, BarText } from '../../../../ui/tool-bar.tsx';
import { comparableType } from '../../../../../contract/profiles/comparable-type.ts';
import { profileName } from '../../../../../contract/profiles/profile-name.ts';
import { changeText, valueText, type ProfileScreen } from '../profile-screen.ts';
import styles from './base-strip.module.css';

export const BaseStrip = memo(function BaseStrip({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const { run, stored, part, place, view, change, sampleType } = screen;
  const { base } = place;
  const navigate = useNavigate();
  const { data, error } = useAnswer(
    'profiles.open',
    base === undefined ? undefined : { run: base.run ?? run, profile: base.profile },
  );
  if (base === undefined) return undefined;
  const shown = data?.kind === 'shown' ? data : undefined;
  const other = shown?.parts[base.part];
  const name = data === undefined ? `profile ${base.profile}` : profileName(data.stored);
  const like = other === undefined ? undefined : comparableType(other.sampleTypes, sampleType, view.type);
  const before = like === undefined ? undefined : (other?.sampleTypes[like.type]?.total ?? 0) * like.factor;
  const now = part.sampleTypes[view.type]?.total ?? 0;
  const swap = (): void => {
    const turned = { profile: stored.profile, part: place.part, run: base.run === undefined ? undefined : run };
    navigate(
      profileLink({ ...place, profile: base.profile, part: base.part, run: base.run ?? place.run, base: turned }),
    );
  };
  return (
    <div className={styles['strip']} role="group" aria-label="Comparison">
      <GitCompareArrows size={14} aria-hidden="true" />
      <span
        className={styles['name']}
        title={data === undefined ? name : `${name}, ${formatDayTime(data.stored.start)}`}
      >
        against <strong>{name}</strong>
      </span>
      {error === null ? undefined : <BarText tone="trouble">{error.message}</BarText>}
      {data?.kind === 'unshown' ? <BarText tone="trouble">{data.reason}</BarText> : undefined}
      {before === undefined || error !== null ? undefined : (
        <span className={styles['sums']}>
          {valueText(before, sampleType)} → {valueText(now, sampleType)}, {changeText(now - before, sampleType)}
        </span>
      )}
      <Choice
        label="Differences"
        value={place.relative ? 'relative' : 'absolute'}
        options={[
          ['absolute', 'Absolute', `In ${sampleType.unit}`],
          ['relative', 'Relative', 'In shares of each profile'],
        ]}
        onChange={(next) => change({ relative: next === 'relative' })}
      />
      <Choice
        label="Widths"
        value={place.width}
        options={[
          ['max', 'Larger side', 'A frame is as wide as the larger of its two values'],
          ['sum', 'Both sides', 'A frame is as wide as its two values together'],
        ]}
        onChange={(width) => change({ width })}
      />
      <Checkbox
        label="Scale the base to the same sum"
        checked={place.normalized}
        onChange={(normalized) => change({ normalized })}
      />
      <BarEnd>
        <IconButton label="Swap the two" onClick={swap} disabled={error !== null}>
          <ArrowLeftRight size={14} />
        </IconButton>
        <Button look="ghost" onClick={() => change({ base: undefined, normalized: false, relative: false }, true)}>
          <X size={13} aria-hidden="true" /> End the comparison
        </Button>
      </BarEnd>
    </div>
  );
});
