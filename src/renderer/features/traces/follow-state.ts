// Whether the list moves with new arrivals or holds still. Pure; use-follow.ts binds it to scrolling and selection.
// Following shows the newest rows. Holding asks only for traces that started up to `anchor`, so that row numbers
// stay the same while new ones arrive; "Resume live" goes back.
import type { UnixNanos } from '../../../contract/time.ts';

export type FollowState =
  | { readonly kind: 'following' }
  | {
      readonly kind: 'holding';
      /** Start of the newest trace that was shown when holding began. */
      readonly anchor: UnixNanos;
      /** Rows that matched then; what matches beyond that is new. Undefined while they are not counted. */
      readonly total: number | undefined;
    };

/** What is on screen when something happens. */
export interface OnScreen {
  readonly newest: UnixNanos | undefined;
  readonly total: number | undefined;
  readonly atTop: boolean;
  readonly selected: boolean;
}

export const following: FollowState = { kind: 'following' };

/** After scrolling or selecting: away from the top or with a selected row the list holds; back at the top without one it follows. */
export function afterMove(state: FollowState, screen: OnScreen): FollowState {
  if (screen.atTop && !screen.selected) return following;
  if (state.kind === 'holding' || screen.newest === undefined) return state;
  return { kind: 'holding', anchor: screen.newest, total: screen.total };
}

/** How many have come since; undefined while following, or while it is not known. */
export function arrivedSince(state: FollowState, liveTotal: number | undefined): number | undefined {
  if (state.kind === 'following' || state.total === undefined || liveTotal === undefined) return undefined;
  return Math.max(0, liveTotal - state.total);
}

/** The upper bound of start times to ask for: the anchor, unless the filter already ends before. */
export function endOfList(state: FollowState, to: UnixNanos | undefined): UnixNanos | undefined {
  if (state.kind === 'following') return to;
  return to === undefined || state.anchor < to ? state.anchor : to;
}
