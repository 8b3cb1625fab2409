// Keeps the selected span and the address in step. The model is ahead while keys are held; the address follows,
// by replacing, because moving from span to span adjusts what is shown of one selected trace.
import { useEffect, useRef } from 'react';
import type { SpanId } from '../../../contract/ids.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { parseTraceRoute, traceLink } from '../../routes/trace-route.ts';
import { useRouter } from '../../routes/use-place.tsx';

/** Browsers refuse too many history changes in a short time. */
const follow = 180;

/** `asked` is the address' span. `onArrive` is called when the address, not the user's hand, selected a span. */
export function useSelectedSpan(model: WaterfallModel, asked: SpanId | undefined, onArrive: () => void): void {
  const router = useRouter();
  const settled = useRef<SpanId | undefined>(undefined);
  const newest = useRef({ asked, onArrive });
  newest.current = { asked, onArrive };

  useEffect(() => {
    const take = (): void => {
      if (asked === undefined || asked === settled.current) return;
      const row = model.index.rowOf({ spanId: asked });
      if (row < 0) return;
      settled.current = asked;
      if (model.selected < 0 || model.index.refOf(model.selected).spanId !== asked) {
        model.select(row);
        newest.current.onArrive();
      }
    };
    if (asked === undefined && settled.current !== undefined) {
      settled.current = undefined;
      model.select(-1);
    }
    take();
    // A linked span may arrive later than the page.
    return model.subscribe(take);
  }, [model, asked]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = model.selected;
    const write = (): void => {
      const view = parseTraceRoute(router.place);
      if (view === undefined || view.traceId !== model.columns.traceId) return;
      const span = model.selected < 0 ? undefined : model.index.refOf(model.selected).spanId;
      settled.current = span;
      router.navigate(traceLink({ ...view, span }), { replace: true });
    };
    const stop = model.subscribe(() => {
      if (model.selected === before) return;
      before = model.selected;
      // What the address asks for and what is selected differ until the timer fires: the user's choice wins.
      settled.current = newest.current.asked ?? settled.current;
      clearTimeout(timer);
      timer = setTimeout(write, follow);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [model, router]);
}
