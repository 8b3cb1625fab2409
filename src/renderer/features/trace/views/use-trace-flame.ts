// A trace's flame graph, kept in step with the page: the selected span's frame is chosen, what the page finds and
// highlights shows here too, and zoom and choice stay with their spans when the trace changes.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ContractError } from '../../../../contract/errors.ts';
import { useOfTrace } from '../../../data/use-of-trace.ts';
import { noFrames } from '../../../draw/flame/flame-frames.ts';
import { FlameModel } from '../../../draw/flame/flame-model.ts';
import { flameOfTrace, framesWith, type TraceFlame } from './flame-of-trace.ts';
import type { TraceViewProps } from './trace-view.ts';
import { useFlameZoom } from './use-flame-zoom.ts';

interface ShownFlame {
  readonly model: FlameModel;
  /** Undefined until the first answer. */
  readonly flame: TraceFlame | undefined;
  readonly asking: boolean;
  readonly error: ContractError | undefined;
}

export function useTraceFlame({ run, model, columns, corrected, view }: TraceViewProps): ShownFlame {
  const { order, weight } = view;
  const request = { run, traceId: columns.traceId, corrected, order, weight };
  const { answer, columns: of, asking, error } = useOfTrace('trace.flame', request, columns);
  const { colouring } = model;
  const former = useRef<TraceFlame>(undefined);
  const flame = useMemo(
    // Rows and colours of different moments do not go together; the former picture stays meanwhile.
    () => (answer === undefined || of !== columns ? former.current : flameOfTrace(answer, of, colouring)),
    [answer, of, columns, colouring],
  );
  former.current = flame;
  const [shown] = useState(() => new FlameModel(noFrames));
  const zoomed = useRef(view.zoom);
  zoomed.current = view.zoom;

  useLayoutEffect(() => {
    if (flame === undefined) return;
    const zoomRow = zoomed.current === undefined ? -1 : model.index.rowOf({ spanId: zoomed.current });
    const frameOf = (row: number): number => (row < 0 ? -1 : (flame.frameOf[row] ?? -1));
    shown.setFrames(flame.frames, Math.max(0, frameOf(zoomRow)), frameOf(model.selected));
  }, [model, shown, flame]);

  useEffect(() => {
    if (flame === undefined) return undefined;
    let matches: Int32Array | undefined;
    const follow = (): void => {
      if (model.columns.rows !== flame.frameOf.length) return;
      const frame = model.selected < 0 ? -1 : (flame.frameOf[model.selected] as number);
      shown.choose(frame);
      shown.setHighlighted(model.highlighted);
      if (matches === model.matches) return;
      matches = model.matches;
      shown.setMatches(matches.length === 0 ? new Uint8Array(0) : framesWith(flame, matches));
    };
    follow();
    return model.subscribe(follow);
  }, [model, shown, flame]);
  useFlameZoom(shown, model, flame, view.zoom);
  return { model: shown, flame, asking, error };
}
