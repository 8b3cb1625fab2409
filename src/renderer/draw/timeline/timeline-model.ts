// The state of a timeline: what is shown of the session's time, which items are in the filter, which one is selected.
// Everything that changes it goes through here; canvases and React hear of it.
import { ItemFlag, ItemShape, type SessionTimeline } from '../../../contract/sessions.ts';
import { clampWindow, fitWindow, panBy, wholeWindow, zoomAround, type TimeWindow } from '../waterfall/time-window.ts';
import { bandsOf, type Band } from './bands.ts';
import { everything, itemSets, type ItemSets, type TimelineFilter } from './item-sets.ts';
import { layOutLanes, rowHeight, lanePadding, type LaneLayout } from './lane-layout.ts';

/** What of an item a step looks for. */
export type StepKind = 'any' | 'error' | 'match' | 'lane';
export type BandKind = 'turn' | 'correlation' | 'none';

export class TimelineModel {
  #data: SessionTimeline;
  #sets: ItemSets;
  #total = 0;
  #ends: Float64Array;
  #hasOpen: boolean;
  #layout: LaneLayout;
  #bands: readonly Band[] = [];
  #bandKind: BandKind = 'turn';
  #filter: TimelineFilter;
  #collapsed: ReadonlySet<string> = new Set();
  #window: TimeWindow;
  /** The window reaches to now, whatever now is. */
  #following = true;
  #now: number;
  #selected = -1;
  #hovered = -1;
  #scrollTop = 0;
  #viewHeight = 0;
  #revision = 0;
  readonly #listeners = new Set<() => void>();
  readonly #frameListeners = new Set<() => void>();

  /** `now`: nanoseconds since the session's origin, for what is still open. */
  constructor(data: SessionTimeline, now: number, filter: TimelineFilter = everything(data), bands: BandKind = 'turn') {
    this.#data = data;
    this.#now = now;
    this.#filter = filter;
    this.#sets = itemSets(data, filter);
    this.#hasOpen = data.shape.includes(ItemShape.open);
    this.#total = this.#findTotal();
    this.#ends = this.#findEnds();
    this.#layout = this.#layOut();
    this.#window = wholeWindow(this.total);
    this.#bandKind = bands;
    this.#bands = this.#findBands();
  }

  get data(): SessionTimeline {
    return this.#data;
  }
  get sets(): ItemSets {
    return this.#sets;
  }
  get layout(): LaneLayout {
    return this.#layout;
  }
  get bands(): readonly Band[] {
    return this.#bands;
  }
  get bandKind(): BandKind {
    return this.#bandKind;
  }
  get window(): TimeWindow {
    return this.#window;
  }
  /** Something of it has no end yet. */
  get hasOpen(): boolean {
    return this.#hasOpen;
  }
  get following(): boolean {
    return this.#following;
  }
  get now(): number {
    return this.#now;
  }
  get selected(): number {
    return this.#selected;
  }
  get hovered(): number {
    return this.#hovered;
  }
  get scrollTop(): number {
    return this.#scrollTop;
  }
  get collapsed(): ReadonlySet<string> {
    return this.#collapsed;
  }
  get viewHeight(): number {
    return this.#viewHeight;
  }
  /** Grows with what React shows; not with the window, the pointer or the clock. */
  get revision(): number {
    return this.#revision;
  }

  /** Nanoseconds from the origin to the end of everything; to now while something is open. */
  get total(): number {
    return this.#total;
  }

  /** 1 for items in the filter. */
  get shown(): Uint8Array {
    return this.#filter.shown;
  }

  isShown(item: number): boolean {
    return this.#filter.shown[item] === 1;
  }

  /** Outside of the text that is looked for; such items are drawn faintly. */
  isDimmed(item: number): boolean {
    const { matches } = this.#filter;
    return matches !== undefined && matches[item] !== 1;
  }

  /** Where an item ends on the axis. */
  endOf(item: number): number {
    return this.#ends[item] as number;
  }

  /** Where the row of an item begins, CSS pixels from the top of all lanes; `undefined` for one that is not there. */
  topOf(item: number): number | undefined {
    const place = this.isShown(item) ? this.#layout.byLane.get(this.#data.lane[item] as number) : undefined;
    if (place === undefined) return undefined;
    return place.top + lanePadding + (place.collapsed ? 0 : (this.#data.row[item] as number) * rowHeight);
  }

  /** New data of the same session, with a filter for its items; the selected item stays selected by what it is. */
  setData(data: SessionTimeline, now: number, filter: TimelineFilter = everything(data)): void {
    const before = this.#data;
    const selected = this.#selected;
    this.#data = data;
    this.#filter = filter;
    this.#sets = itemSets(data, filter);
    this.#hasOpen = data.shape.includes(ItemShape.open);
    this.#now = now;
    this.#total = this.#findTotal();
    this.#ends = this.#findEnds();
    this.#selected = selected < 0 ? -1 : findSame(before, selected, data);
    this.#hovered = -1;
    this.#layout = this.#layOut();
    this.#bands = this.#findBands();
    if (this.#following) this.#window = this.#followed();
    this.#changed();
  }

  setFilter(filter: TimelineFilter): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#sets = itemSets(this.#data, filter);
    this.#layout = this.#layOut();
    this.#changed();
  }

  setBands(kind: BandKind): void {
    if (kind === this.#bandKind) return;
    this.#bandKind = kind;
    this.#bands = this.#findBands();
    this.#changed();
  }

  toggleLane(id: string): void {
    const next = new Set(this.#collapsed);
    if (!next.delete(id)) next.add(id);
    this.#collapsed = next;
    this.#layout = this.#layOut();
    this.#changed();
  }

  /** The clock moved; only the picture is drawn anew. */
  tick(now: number): void {
    this.#now = now;
    this.#total = this.#findTotal();
    this.#ends = this.#findEnds(this.#ends);
    if (this.#following) this.#window = this.#followed();
    this.#redraw();
  }

  select(item: number): void {
    if (item === this.#selected) return;
    this.#selected = item;
    if (item >= 0) this.#reveal(item);
    this.#changed();
  }

  hover(item: number): void {
    if (item === this.#hovered) return;
    this.#hovered = item;
    this.#redraw();
  }

  setWindow(window: TimeWindow): void {
    this.#window = clampWindow(window, this.total);
    const following = this.#window.to >= this.total;
    if (following === this.#following) return this.#redraw();
    this.#following = following;
    this.#changed();
  }

  /** Five seconds on both sides of a moment (nanoseconds since the beginning), which stays there while the session goes on. */
  showAround(at: number): void {
    this.#window = clampWindow({ from: at - 5e9, to: at + 5e9 }, this.total);
    this.#following = false;
    this.#changed();
  }

  zoom(at: number, factor: number): void {
    this.setWindow(zoomAround(this.#window, at, factor, this.total));
  }

  pan(share: number): void {
    this.setWindow(panBy(this.#window, share, this.total));
  }

  showAll(): void {
    this.setWindow(wholeWindow(this.total));
  }

  fit(item: number): void {
    this.setWindow(
      fitWindow(this.#data.start[item] as number, this.endOf(item) - (this.#data.start[item] as number), this.total),
    );
  }

  follow(): void {
    this.#following = true;
    this.#window = this.#followed();
    this.#changed();
  }

  /** Selects the next item of a kind in the order of starts; false where there is none. */
  step(kind: StepKind, by: 1 | -1): boolean {
    const { items, lane, flags } = this.#data;
    const wanted = (item: number): boolean => {
      if (!this.isShown(item)) return false;
      if (kind === 'error') return ((flags[item] as number) & ItemFlag.error) !== 0;
      if (kind === 'match') return this.#filter.matches?.[item] === 1;
      return kind === 'any' || this.#selected < 0 || lane[item] === lane[this.#selected];
    };
    const from = this.#selected >= 0 ? this.#selected + by : by > 0 ? this.#firstInWindow() : items - 1;
    for (let item = from; item >= 0 && item < items; item += by)
      if (wanted(item)) {
        this.select(item);
        return true;
      }
    return false;
  }

  setScrollTop(top: number): void {
    if (top === this.#scrollTop) return;
    this.#scrollTop = top;
    this.#redraw();
  }

  setViewHeight(height: number): void {
    this.#viewHeight = height;
    this.#redraw();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Called whenever the picture has to be drawn anew. */
  readonly onFrame = (listener: () => void): (() => void) => {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  };

  #followed(): TimeWindow {
    const { total } = this;
    const width = Math.min(total, this.#window.to - this.#window.from);
    return this.#window.from <= 0 ? wholeWindow(total) : clampWindow({ from: total - width, to: total }, total);
  }

  #layOut(): LaneLayout {
    const { items, lane, lanes } = this.#data;
    const used = new Uint8Array(lanes.length);
    for (let i = 0; i < items; i++) if (this.#filter.shown[i] === 1) used[lane[i] as number] = 1;
    return layOutLanes(lanes, (one) => used[one] === 1, this.#collapsed);
  }

  #findBands(): readonly Band[] {
    if (this.#bandKind === 'none') return [];
    return bandsOf(this.#data, this.#data[this.#bandKind]);
  }

  #firstInWindow(): number {
    const { start, items } = this.#data;
    let low = 0;
    let high = items;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((start[middle] as number) < this.#window.from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param known ends of the same items at another time */
  #findEnds(known?: Float64Array): Float64Array {
    const { items, shape, start, duration } = this.#data;
    const ends = known ?? new Float64Array(items);
    for (let i = 0; i < items; i++) {
      if (shape[i] === ItemShape.open) ends[i] = Math.max(this.#now, start[i] as number);
      else if (shape[i] === ItemShape.endless)
        ends[i] = duration[i] === 0 ? this.#total : (start[i] as number) + (duration[i] as number);
      else if (known === undefined) ends[i] = (start[i] as number) + (duration[i] as number);
    }
    return ends;
  }

  #findTotal(): number {
    const { session, origin, losses } = this.#data;
    let last = Number(session.last - origin);
    for (const { at } of losses) last = Math.max(last, Number(at - origin));
    return session.state !== 'ended' && this.#hasOpen ? Math.max(last, this.#now) : last;
  }

  /** Brings a selected item into sight: pans, never zooms. */
  #reveal(item: number): void {
    const { from, to } = this.#window;
    const start = this.#data.start[item] as number;
    if (start > to || this.endOf(item) < from) {
      const half = (to - from) / 2;
      this.#window = clampWindow({ from: start - half, to: start + half }, this.total);
      this.#following = false;
    }
    const top = this.topOf(item);
    if (top === undefined) return;
    if (top < this.#scrollTop) this.#scrollTop = top;
    else if (top + rowHeight > this.#scrollTop + this.#viewHeight) this.#scrollTop = top + rowHeight - this.#viewHeight;
  }

  #changed(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
    this.#redraw();
  }

  #redraw(): void {
    for (const listener of this.#frameListeners) listener();
  }
}

/** The item of `after` that was `item` in `before`: the same event, or the same span at the same time. */
function findSame(before: SessionTimeline, item: number, after: SessionTimeline): number {
  const sequence = before.sequence[item] as number;
  if (sequence >= 0) return after.sequence.indexOf(sequence);
  const id = before.spanIds.subarray(8 * item, 8 * item + 8);
  for (let i = 0; i < after.items; i++)
    if ((after.sequence[i] as number) < 0 && id.every((byte, at) => after.spanIds[8 * i + at] === byte)) return i;
  return -1;
}
