// What a flame graph shows: its frames, which of them fills the width, which is chosen, which match. No DOM.
import { flameStarts, pathTo, siblingOf, widestChild, type FlameFrames } from './flame-frames.ts';

export const frameHeight = 20;

/** A chosen frame is at least this part of the width. */
const leastShare = 1 / 400;

/** Where the outermost frame stands: above what it calls (an icicle graph), or below. */
export type RootAt = 'top' | 'bottom';

/** Bits of FlameModel.matches: the frame itself matches, or something below it that is not among the frames. */
export const MatchBit = { itself: 1, hidden: 2 } as const;

export type FlameCommand = 'parent' | 'child' | 'next' | 'previous' | 'zoom' | 'zoomOut' | 'root';

export class FlameModel {
  frames: FlameFrames;
  starts: Float64Array;
  /** The frame that fills the width. */
  zoomed = 0;
  /** How often a frame was zoomed by itself, not because one that was chosen has to be seen. */
  zooms = 0;
  /** A frame, or -1. */
  chosen = -1;
  hovered = -1;
  /** One byte per frame, of MatchBit; empty while nothing is looked for. */
  matches: Uint8Array = new Uint8Array(0);
  /** How many of the frames before each one have a bit of MatchBit; one entry more than there are frames. */
  #matchesBefore = new Uint32Array(1);
  /** Frames of other colours are drawn faintly; -1 for none. */
  highlighted = -1;
  scrollTop = 0;
  viewHeight = 0;
  levels: number;
  revision = 0;
  /** Counts what may have changed where boxes are. */
  laid = 0;
  #rootAt: RootAt = 'top';
  readonly #frame = new Set<() => void>();
  readonly #state = new Set<() => void>();

  constructor(frames: FlameFrames) {
    this.frames = frames;
    this.starts = flameStarts(frames);
    this.levels = deepest(frames);
  }

  onFrame(listener: () => void): () => void {
    this.#frame.add(listener);
    return () => this.#frame.delete(listener);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#state.add(listener);
    return () => this.#state.delete(listener);
  };

  /**
   * Other frames, and which of them are zoomed and chosen.
   * @param matches as far as they are known already; none, when nothing is looked for
   */
  setFrames(frames: FlameFrames, zoomed: number, chosen: number, matches = new Uint8Array(0)): void {
    this.#keepRoot(() => {
      this.frames = frames;
      this.starts = flameStarts(frames);
      this.levels = deepest(frames);
    });
    this.zoomed = zoomed;
    this.chosen = chosen;
    this.hovered = -1;
    this.setScrollTop(this.scrollTop);
    this.setMatches(matches);
  }

  get rootAt(): RootAt {
    return this.#rootAt;
  }

  setRootAt(rootAt: RootAt): void {
    if (rootAt === this.#rootAt) return;
    this.#rootAt = rootAt;
    this.scrollTop = rootAt === 'top' ? 0 : Math.max(0, this.contentHeight - this.viewHeight);
    this.laid++;
    this.#changed();
  }

  /** Where a level begins on the canvas, in CSS pixels. */
  topOf(level: number): number {
    return this.#contentTop(level) - this.scrollTop;
  }

  /** The level at a height of the canvas. */
  levelAt(y: number): number {
    const at = y + this.scrollTop;
    if (this.#rootAt === 'top') return Math.floor(at / frameHeight);
    return Math.ceil((this.#fullHeight - at) / frameHeight) - 1;
  }

  /** First and last; also those of which only a part is in view. */
  levelsInView(): readonly [first: number, last: number] {
    const ends = [this.levelAt(0), this.levelAt(this.viewHeight)];
    return [Math.max(0, Math.min(...ends)), Math.max(...ends)];
  }

  zoom(frame: number): void {
    if (frame !== this.zoomed) this.zooms++;
    this.zoomed = frame;
    if (frame >= 0) this.#reveal(frame);
    this.#changed();
  }

  /** Shows the frame: zooms out to the nearest common ancestor where it takes that, and in where it could not be seen. */
  choose(frame: number): void {
    if (frame === this.chosen) return;
    this.chosen = frame;
    if (frame >= 0) {
      while (!this.isInside(frame, this.zoomed)) this.zoomed = this.frames.parent[this.zoomed] as number;
      this.#widen(frame);
      this.#reveal(frame);
    }
    this.#changed();
  }

  hover(frame: number): void {
    if (frame === this.hovered) return;
    this.hovered = frame;
    this.redraw();
  }

  setMatches(matches: Uint8Array): void {
    this.matches = matches;
    this.#matchesBefore = new Uint32Array(matches.length + 1);
    for (let frame = 0; frame < matches.length; frame++) {
      this.#matchesBefore[frame + 1] = (this.#matchesBefore[frame] as number) + (matches[frame] === 0 ? 0 : 1);
    }
    this.#changed();
  }

  /** Does the frame or one below it match? */
  hasMatchUnder(frame: number): boolean {
    if (this.matches.length === 0) return false;
    const end = frame + (this.frames.subtree[frame] as number);
    return this.#matchesBefore[end] !== this.#matchesBefore[frame];
  }

  /** Chooses the next frame that matches, in depth-first order, around the end; false when none is drawn. */
  stepMatch(direction: 1 | -1): boolean {
    const { length } = this.matches;
    const from = this.chosen < 0 ? this.zoomed - (direction === 1 ? 1 : 0) : this.chosen;
    for (let step = 1; step <= length; step++) {
      const frame = (from + direction * step + 2 * length) % length;
      if (((this.matches[frame] as number) & MatchBit.itself) === 0) continue;
      this.choose(frame);
      return true;
    }
    return false;
  }

  setHighlighted(colour: number): void {
    if (colour === this.highlighted) return;
    this.highlighted = colour;
    this.redraw();
  }

  /** Is `frame` in the subtree of `above`, or one of its ancestors, which are all on show? */
  isInside(frame: number, above: number): boolean {
    const { subtree } = this.frames;
    return (
      (frame >= above && frame < above + (subtree[above] as number)) ||
      (above >= frame && above < frame + (subtree[frame] as number))
    );
  }

  /** Value of the outermost matching frames inside of the zoomed one, and their share of it; undefined while nothing is looked for. */
  matched(): { readonly value: number; readonly share: number } | undefined {
    if (this.matches.length === 0) return undefined;
    const { subtree, total } = this.frames;
    const end = this.zoomed + (subtree[this.zoomed] as number);
    let value = 0;
    for (let frame = this.zoomed; frame < end;) {
      const hit = ((this.matches[frame] as number) & MatchBit.itself) !== 0;
      if (hit) value += total[frame] as number;
      frame += hit ? (subtree[frame] as number) : 1;
    }
    const whole = total[this.zoomed] as number;
    return { value, share: whole > 0 ? value / whole : 0 };
  }

  /** False when there was nowhere to go. */
  run(command: FlameCommand): boolean {
    const at = this.chosen < 0 ? this.zoomed : this.chosen;
    switch (command) {
      case 'parent':
        return this.#go(this.frames.parent[at] as number);
      case 'child':
        return this.#go(this.chosen < 0 ? at : widestChild(this.frames, at));
      case 'next':
        return this.#go(siblingOf(this.frames, at, 1));
      case 'previous':
        return this.#go(siblingOf(this.frames, at, -1));
      case 'root':
        this.zoom(0);
        return this.#go(0);
      case 'zoom':
        if (this.zoomed === at) return false;
        this.zoom(at);
        return true;
      case 'zoomOut':
        if (this.zoomed === 0) return false;
        this.zoom(this.frames.parent[this.zoomed] as number);
        return true;
    }
  }

  setScrollTop(scrollTop: number): void {
    const next = Math.max(0, Math.min(scrollTop, this.contentHeight - this.viewHeight));
    if (next === this.scrollTop) return;
    this.scrollTop = next;
    this.laid++;
    this.redraw();
  }

  setViewHeight(height: number): void {
    this.#keepRoot(() => {
      this.viewHeight = height;
    });
    this.redraw();
  }

  get contentHeight(): number {
    return (this.levels + 1) * frameHeight;
  }

  pathTo(frame: number): readonly number[] {
    return pathTo(this.frames, frame);
  }

  /** Of the content, or of the view where that is higher. */
  get #fullHeight(): number {
    return Math.max(this.contentHeight, this.viewHeight);
  }

  #contentTop(level: number): number {
    return this.#rootAt === 'top' ? level * frameHeight : this.#fullHeight - (level + 1) * frameHeight;
  }

  /** A change of heights leaves what is in view at its distance from the root. */
  #keepRoot(change: () => void): void {
    const below = this.#fullHeight - this.scrollTop - this.viewHeight;
    change();
    this.laid++;
    if (this.#rootAt === 'bottom')
      this.scrollTop = Math.max(0, this.#fullHeight - this.viewHeight - Math.max(0, below));
  }

  redraw(): void {
    for (const listener of this.#frame) listener();
  }

  #go(frame: number): boolean {
    if (frame < 0) return false;
    this.choose(frame);
    return true;
  }

  /** Zooms in as little as it takes to give the frame its least share of the width. */
  #widen(frame: number): void {
    const { parent, total } = this.frames;
    const value = total[frame] as number;
    if (value <= 0 || frame < this.zoomed) return;
    let widest = frame;
    for (let up = parent[frame] as number; up >= this.zoomed; up = parent[up] as number) {
      if (value < leastShare * (total[up] as number)) break;
      widest = up;
    }
    this.zoomed = widest;
  }

  #reveal(frame: number): void {
    // With a level of what it calls.
    const own = this.#contentTop(this.frames.depth[frame] as number);
    const top = this.#rootAt === 'top' ? own : own - frameHeight;
    if (top < this.scrollTop) this.setScrollTop(top);
    else if (top + 2 * frameHeight > this.scrollTop + this.viewHeight) {
      this.setScrollTop(top + 2 * frameHeight - this.viewHeight);
    }
  }

  #changed(): void {
    this.revision++;
    this.laid++;
    for (const listener of this.#state) listener();
    this.redraw();
  }
}

function deepest({ count, depth }: FlameFrames): number {
  let levels = 0;
  for (let frame = 0; frame < count; frame++) levels = Math.max(levels, (depth[frame] as number) + 1);
  return levels;
}
