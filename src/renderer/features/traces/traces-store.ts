// What the traces page remembers while the window lives: selection and scroll position survive a visit to a trace;
// taste (scatter shown, its axis) survives a restart. What a link must restore is in the address instead.
import { create } from 'zustand';
import type { TraceId } from '../../../contract/ids.ts';
import type { TraceSide } from '../../routes/compare-route.ts';
import { readStored, writeStored } from '../../ui/stored.ts';
import { following, type FollowState } from './follow-state.ts';

interface TracesState {
  /** The list (run and filter, as its address) that the next four are about. */
  readonly list: string;
  readonly selected: TraceId | undefined;
  /** Row of the selected trace when it was selected. */
  readonly selectedRow: number | undefined;
  readonly follow: FollowState;
  /** Pixels that the list is scrolled down. */
  readonly offset: number;
  /** The trace that the next one is to be compared with. */
  readonly marked: TraceSide | undefined;
  /** Traces that noise rules hide are listed all the same. */
  readonly noiseShown: boolean;
  readonly scatterShown: boolean;
  readonly scatterAxis: 'log' | 'linear';
}

export const freshList = { selected: undefined, selectedRow: undefined, follow: following, offset: 0 } as const;

const shownName = 'traces:scatter-shown';
const axisName = 'traces:scatter-axis';

export const useTracesStore = create<TracesState>(() => ({
  ...freshList,
  list: '',
  marked: undefined,
  noiseShown: false,
  scatterShown: readStored(shownName) !== false,
  scatterAxis: readStored(axisName) === 'linear' ? 'linear' : 'log',
}));

export function toggleScatter(): void {
  const scatterShown = !useTracesStore.getState().scatterShown;
  useTracesStore.setState({ scatterShown });
  writeStored(shownName, scatterShown);
}

export function toggleNoise(): void {
  useTracesStore.setState({ noiseShown: !useTracesStore.getState().noiseShown });
}

export function setScatterAxis(scatterAxis: TracesState['scatterAxis']): void {
  useTracesStore.setState({ scatterAxis });
  writeStored(axisName, scatterAxis);
}
