// The boxes of one painting, in columns that are used again for the next.

/** Bits of FlameBoxes.state, of boxes that stand for several narrow frames: one of them, or one below, matches; is chosen. */
export const BoxState = { matched: 1, chosen: 2 } as const;

export class FlameBoxes {
  count = 0;
  /** -1 for several frames that are too narrow each. */
  frame = new Int32Array(1024);
  depth = new Int32Array(1024);
  /** CSS pixels. */
  left = new Float64Array(1024);
  width = new Float64Array(1024);
  state = new Uint8Array(1024);

  add(frame: number, depth: number, left: number, width: number, state = 0): void {
    const at = this.count++;
    if (at >= this.frame.length) this.#grow();
    this.frame[at] = frame;
    this.depth[at] = depth;
    this.left[at] = left;
    this.width[at] = width;
    this.state[at] = state;
  }

  #grow(): void {
    const size = this.frame.length * 2;
    this.frame = copied(this.frame, new Int32Array(size));
    this.depth = copied(this.depth, new Int32Array(size));
    this.left = copied(this.left, new Float64Array(size));
    this.width = copied(this.width, new Float64Array(size));
    this.state = copied(this.state, new Uint8Array(size));
  }
}

function copied<Column extends Int32Array | Float64Array | Uint8Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
