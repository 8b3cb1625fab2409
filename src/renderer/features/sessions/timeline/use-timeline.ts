// The model of a timeline as a hook: made once, given new data and filters, its window and selection kept in the address.
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { ItemShape, type SessionTimeline } from '../../../../contract/sessions.ts';
import { TimelineModel } from '../../../draw/timeline/timeline-model.ts';
import { sessionLink, type SessionView } from '../../../routes/sessions-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import { filterItems } from './item-filter.ts';
import { itemName, itemNamed } from './item-text.ts';

/** Milliseconds until the address follows a movement. */
const settle = 250;
/** A session of which nothing was heard for so long, or for its own length, does not grow with the clock; nanoseconds. */
const quiet = 300e9;

export interface ShownTimeline {
  readonly model: TimelineModel;
  /** Items in the filter, and those of them that have the looked-for text. */
  readonly shown: number;
  readonly found: number;
  readonly change: (patch: Partial<SessionView>) => void;
  /** What the address will say once movements have settled. */
  readonly place: () => SessionView;
}

/** `live`: what is open grows with the clock. */
export function useTimeline(view: SessionView, data: SessionTimeline, live: boolean): ShownTimeline {
  const navigate = useNavigate();
  const { types, turns, only, find, bands } = view;
  // As a text: an address that is parsed anew gives other arrays.
  const chosen = JSON.stringify([types, turns, only]);
  const filter = useMemo(() => {
    const [ofTypes = [], ofTurns = [], ofLanes = []] = JSON.parse(chosen) as readonly (readonly string[])[];
    return filterItems(data, { types: ofTypes, turns: ofTurns, only: ofLanes, find });
  }, [data, chosen, find]);
  const [model] = useState(() => {
    const made = new TimelineModel(data, nowOf(data, live), filter, bands);
    for (const lane of view.folded) made.toggleLane(lane);
    if (view.item !== undefined) made.select(itemNamed(data, view.item));
    if (view.from !== undefined && view.to !== undefined) made.setWindow({ from: view.from, to: view.to });
    return made;
  });
  useEffect(() => {
    if (model.data === data) model.setFilter(filter);
    else model.setData(data, nowOf(data, live), filter);
  }, [model, data, live, filter]);
  useEffect(() => model.setBands(bands), [model, bands]);
  useClock(model, live && data.session.state !== 'ended' && data.shape.includes(ItemShape.open));

  useSyncExternalStore(model.subscribe, () => model.revision);
  const current = useRef(view);
  current.current = view;
  const change = useCallback(
    (patch: Partial<SessionView>) =>
      navigate(sessionLink({ ...placed(current.current, model), ...patch }), { replace: true }),
    [model, navigate],
  );
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      timer = undefined;
      const link = sessionLink(placed(current.current, model));
      if (link !== sessionLink(current.current)) navigate(link, { replace: true });
    };
    const stop = model.onFrame(() => {
      timer ??= setTimeout(follow, settle);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [model, navigate]);
  return { model, shown: filter.count, found: filter.found, change, place: () => placed(current.current, model) };
}

/** The clock moves what is open, as often as that can be seen. */
function useClock(model: TimelineModel, grows: boolean): void {
  useEffect(() => {
    if (!grows) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      model.tick(nowOf(model.data, true));
      const { from, to } = model.window;
      timer = setTimeout(tick, Math.min(1000, Math.max(16, (to - from) / 1e6 / pixels)));
    };
    tick();
    return () => clearTimeout(timer);
  }, [model, grows]);
}

/** About how wide lanes are. */
const pixels = 1000;

/** The address of what the model shows. */
function placed(view: SessionView, model: TimelineModel): SessionView {
  const { window, following, selected, collapsed, data } = model;
  const whole = following && window.from <= 0;
  return {
    ...view,
    item: itemName(data, selected),
    from: whole ? undefined : Math.round(window.from),
    to: whole ? undefined : Math.round(window.to),
    folded: [...collapsed],
  };
}

/** Nanoseconds since the origin: of the clock while the session goes on, else of the last that was heard. */
function nowOf({ session, origin }: SessionTimeline, live: boolean): number {
  const last = Number(session.last - origin);
  const now = Date.now() * 1e6 - Number(origin);
  return live && now - last < Math.max(quiet, last) ? Math.max(now, last) : last;
}
