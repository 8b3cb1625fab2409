// The model of a timeline as a hook: made once, given new data and filters, its window and selection kept in the address.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { TimelineModel } from '../../../draw/timeline/timeline-model.ts';
import { useFrame } from '../../../draw/use-frame.ts';
import { sessionLink, type SessionView } from '../../../routes/sessions-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { filterItems } from './item-filter.ts';
import { itemName, itemNamed } from './item-text.ts';

/** Milliseconds after the last movement until the address follows. */
const settle = 250;

/** `live`: what is open grows with the clock. */
export function useTimeline(
  view: SessionView,
  data: SessionTimeline,
  live: boolean,
): { model: TimelineModel; found: number } {
  const navigate = useNavigate();
  const frame = useFrame();
  const [model] = useState(() => {
    const made = new TimelineModel(data, nowOf(data, live));
    if (view.item !== undefined) made.select(itemNamed(data, view.item));
    if (view.from !== undefined && view.to !== undefined) made.setWindow({ from: view.from, to: view.to });
    return made;
  });
  const { types, turns, find, bands } = view;
  const filter = useMemo(() => filterItems(data, { types, turns, find }), [data, types, turns, find]);
  useEffect(() => {
    if (model.data !== data) model.setData(data, nowOf(data, live));
    model.setFilter(filter.shown, filter.matches);
  }, [model, data, live, filter]);
  useEffect(() => model.setBands(bands), [model, bands]);
  const open = model.hasOpen && live && data.session.state !== 'ended';
  useEffect(() => {
    if (!open) return undefined;
    let going = true;
    const draw = (): void => {
      if (!going) return;
      model.tick(Date.now() * 1e6 - Number(model.data.origin));
      frame.requestDraw(model, draw);
    };
    frame.requestDraw(model, draw);
    return () => {
      going = false;
      frame.cancelDraw(model);
    };
  }, [model, open, frame]);

  const revision = useSyncExternalStore(model.subscribe, () => model.revision);
  const current = useRef(view);
  current.current = view;
  useEffect(() => {
    const timer = setTimeout(() => {
      const { window, following, selected } = model;
      const whole = following && window.from <= 0;
      const next = {
        ...current.current,
        item: itemName(model.data, selected),
        from: whole ? undefined : window.from,
        to: whole ? undefined : window.to,
      };
      navigate(sessionLink(next), { replace: true });
    }, settle);
    return () => clearTimeout(timer);
  }, [model, revision, navigate]);
  return { model, found: filter.found };
}

/** Nanoseconds since the origin: of the clock, or for what is past the end of the session. */
function nowOf({ session, origin }: SessionTimeline, live: boolean): number {
  return live ? Date.now() * 1e6 - Number(origin) : Number(session.last - origin);
}
