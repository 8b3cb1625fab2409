import { describe, expect, it } from 'vitest';
import { unixNanos } from '../../../../../src/contract/time.ts';
import {
  afterMove,
  arrivedSince,
  endOfList,
  following,
  type FollowState,
  type OnScreen,
} from '../../../../../src/renderer/features/traces/follow-state.ts';

const top: OnScreen = { newest: unixNanos(5000n), total: 40, atTop: true, selected: false };
const holding: FollowState = { kind: 'holding', anchor: unixNanos(5000n), total: 40 };

describe('afterMove', () => {
  it('follows at the top with nothing selected', () => {
    expect(afterMove(following, top)).toEqual(following);
    expect(afterMove(holding, top)).toEqual(following);
  });

  it('holds at the newest row shown, once scrolled or once a row is selected', () => {
    expect(afterMove(following, { ...top, atTop: false })).toEqual(holding);
    expect(afterMove(following, { ...top, selected: true })).toEqual(holding);
  });

  it('keeps its first anchor while one moves on', () => {
    expect(afterMove(holding, { ...top, atTop: false, newest: unixNanos(9000n), total: 90 })).toBe(holding);
    expect(afterMove(holding, { ...top, selected: true, newest: unixNanos(9000n) })).toBe(holding);
  });

  it('has nothing to hold at before the first rows are there', () => {
    expect(afterMove(following, { ...top, newest: undefined, total: 0, atTop: false })).toEqual(following);
  });
});

describe('arrivedSince', () => {
  it('counts what matches now beyond what matched then', () => {
    expect(arrivedSince(holding, 52)).toBe(12);
    expect(arrivedSince(holding, 40)).toBe(0);
  });

  it('is never negative when retention removed traces meanwhile', () => {
    expect(arrivedSince(holding, 30)).toBe(0);
  });

  it('is unknown while following or before the engine answered', () => {
    expect(arrivedSince(following, 52)).toBeUndefined();
    expect(arrivedSince(holding, undefined)).toBeUndefined();
    expect(arrivedSince({ ...holding, total: undefined }, 52)).toBeUndefined();
  });
});

describe('endOfList', () => {
  it('is the earlier of the anchor and the end that the filter has', () => {
    expect(endOfList(following, undefined)).toBeUndefined();
    expect(endOfList(following, unixNanos(7n))).toBe(7n);
    expect(endOfList(holding, undefined)).toBe(5000n);
    expect(endOfList(holding, unixNanos(4000n))).toBe(4000n);
    expect(endOfList(holding, unixNanos(6000n))).toBe(5000n);
  });
});
