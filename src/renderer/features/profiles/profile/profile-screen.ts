// What all views of a profile's page are given: which profile, which part of it is looked at, and how to change that.
import type { RunId } from '../../../../contract/ids.ts';
import type { ProfilePart, StoredProfile } from '../../../../contract/profiles/list.ts';
import type { SampleType } from '../../../../contract/profiles/profile.ts';
import type { ProfileView } from '../../../../contract/profiles/view.ts';
import { autoUnit, formatScaled } from '../../../../contract/profiles/units.ts';
import type { ProfilePlace } from '../../../routes/profile-route.ts';
import type { ChangePlace } from './use-profile-address.ts';
import type { FrameMenu } from './use-frame-menu.tsx';

export interface ProfileScreen {
  readonly run: RunId;
  readonly stored: StoredProfile;
  readonly part: ProfilePart;
  readonly place: ProfilePlace;
  readonly change: ChangePlace;
  /** For questions; the same object while it asks for the same. */
  readonly view: ProfileView;
  readonly sampleType: SampleType;
  readonly frameMenu: Pick<FrameMenu, 'open'>;
}

/** A value as pprof scales it, e.g. `1.50MB`. */
export function valueText(value: number, { unit }: SampleType): string {
  return formatScaled(value, unit, autoUnit);
}

/** With its sign, for differences. */
export function changeText(value: number, type: SampleType): string {
  const text = valueText(Math.abs(value), type);
  return text === '0' ? text : `${value > 0 ? '+' : '−'}${text}`;
}
