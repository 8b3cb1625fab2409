// What all views of a profile's page are given: which profile, which part of it is looked at, and how to change that.
import type { RefObject } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { ProfilePart, StoredProfile } from '../../../../contract/profiles/list.ts';
import type { SampleType } from '../../../../contract/profiles/profile.ts';
import type { ProfileView } from '../../../../contract/profiles/view.ts';
import { autoUnit, formatPercent, formatScaled } from '../../../../contract/profiles/units.ts';
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
  /** Set by a view that can go from match to match: what Enter does where one searches. */
  readonly findStep: RefObject<((direction: 1 | -1) => void) | undefined>;
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

/** A part of a whole as the tables have it: `12.70%`, `100%`, `−3.10%`. */
export function shareText(part: number, whole: number): string {
  return `${part < 0 ? '−' : ''}${formatPercent(part, whole).trim()}`;
}

/** Difference of two shares in points of percent, with its sign: `+2.10 points`. */
export function pointsText(before: number, beforeWhole: number, now: number, nowWhole: number): string {
  const share = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);
  const points = share(now, nowWhole) - share(before, beforeWhole);
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points).toFixed(2)} points`;
}
