// The zoomed frame and the address in step. A zoom is an entry of the history, so that Back zooms out again; where a chosen
// frame had to be brought into view, the entry is adjusted. A frame is named by its first span, which holds in every order
// and for everybody who opens the link.
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { SpanId } from '../../../../contract/ids.ts';
import type { FlameModel } from '../../../draw/flame/flame-model.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import { parseTraceRoute, traceLink } from '../../../routes/trace-route.ts';
import { useRouter } from '../../../routes/use-place.tsx';
import { rowsOfFrame, type TraceFlame } from './flame-of-trace.ts';

/** `asked` is what the address says. */
export function useFlameZoom(
  shown: FlameModel,
  model: WaterfallModel,
  flame: TraceFlame | undefined,
  asked: SpanId | undefined,
): void {
  const router = useRouter();
  const settled = useRef(asked);

  useLayoutEffect(() => {
    if (flame === undefined || asked === settled.current) return;
    settled.current = asked;
    shown.zoom(frameOf(flame, model, asked));
  }, [shown, model, flame, asked]);

  useEffect(() => {
    if (flame === undefined) return undefined;
    let before = { zoomed: shown.zoomed, zooms: shown.zooms };
    let waits = false;
    let left = false;
    const write = (): void => {
      waits = false;
      const view = parseTraceRoute(router.place);
      if (left || shown.frames !== flame.frames || view === undefined || view.traceId !== model.columns.traceId) return;
      const replace = shown.zooms === before.zooms;
      before = { zoomed: shown.zoomed, zooms: shown.zooms };
      if (shown.zoomed === frameOf(flame, model, settled.current)) return;
      const [row] = rowsOfFrame(flame.flame, shown.zoomed);
      const zoom = shown.zoomed === 0 || row === undefined ? undefined : model.index.refOf(row).spanId;
      settled.current = zoom;
      router.navigate(traceLink({ ...view, zoom }), { replace });
    };
    const stop = shown.subscribe(() => {
      // A click chooses and zooms: one step.
      if (shown.zoomed === before.zoomed || waits) return;
      waits = true;
      queueMicrotask(write);
    });
    return () => {
      left = true;
      stop();
    };
  }, [shown, model, flame, router]);
}

/** The frame of a span; that of the whole trace where there is no such span. */
function frameOf({ frameOf: frames }: TraceFlame, { index }: WaterfallModel, span: SpanId | undefined): number {
  const row = span === undefined ? -1 : index.rowOf({ spanId: span });
  return row < 0 ? 0 : (frames[row] ?? 0);
}
