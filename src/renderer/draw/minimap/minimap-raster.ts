// A whole trace as pixels: rows from top to bottom, time from left to right. Pure; the surface blits the answer.
// Where many rows share a pixel line the last of them (deeper, later) gives the colour and their number the strength.
// Every pixel is painted once per line, whatever the number of rows: rows are taken backwards and painted pixels skipped.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';

export interface RasterColours {
  /** Per row: index into `groups`. */
  readonly groupOf: ArrayLike<number>;
  /** `#rrggbb` per group. */
  readonly groups: readonly string[];
  readonly error: string;
  readonly missing: string;
}

/** RGBA bytes of `width` times `height` device pixels; `thickest` limits the bars of small traces. */
export function minimapRaster(
  columns: TraceColumns,
  width: number,
  height: number,
  thickest: number,
  colours: RasterColours,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const total = Math.max(1, Number(columns.duration));
  const lines = Math.min(columns.rows, height);
  const groups = colours.groups.map(bytesOf);
  const missing = bytesOf(colours.missing);
  const counts = new Float32Array(width + 1);
  const owners = new Int32Array(width);
  const free = new Int32Array(width + 1);
  for (let line = 0; line < lines; line++) {
    const from = Math.ceil((line * columns.rows) / lines);
    const to = Math.ceil(((line + 1) * columns.rows) / lines);
    counts.fill(0);
    owners.fill(-1);
    for (let x = 0; x <= width; x++) free[x] = x;
    for (let row = to - 1; row >= from; row--) {
      const [left, right] = edges(columns, row, width, total);
      counts[left] = (counts[left] as number) + 1;
      counts[right] = (counts[right] as number) - 1;
      for (let x = nextFree(free, left); x < right; x = nextFree(free, x)) {
        owners[x] = row;
        free[x] = x + 1;
      }
    }
    const [top, bottom] = band(line, lines, height, thickest);
    let depth = 0;
    for (let x = 0; x < width; x++) {
      depth += counts[x] as number;
      const row = owners[x] as number;
      if (row < 0) continue;
      const isMissing = columns.missing[row] === 1;
      const colour = isMissing ? missing : (groups[colours.groupOf[row] as number] ?? missing);
      const alpha = isMissing ? 90 : 150 + 105 * Math.min(1, depth / Math.max(1, (to - from) * 0.4));
      for (let y = top; y < bottom; y++) put(pixels, (y * width + x) * 4, colour, alpha);
    }
  }
  paintErrors(pixels, columns, width, height, total, lines, bytesOf(colours.error), thickest);
  return pixels;
}

/** Errors lie on top; a short one is at least two pixels wide and tall, so that one among 100,000 spans is seen. */
function paintErrors(
  pixels: Uint8ClampedArray,
  columns: TraceColumns,
  width: number,
  height: number,
  total: number,
  lines: number,
  colour: Rgb,
  thickest: number,
): void {
  for (let row = 0; row < columns.rows; row++) {
    if (((columns.marks[row] as number) & SpanMark.error) === 0 || columns.missing[row] === 1) continue;
    const line = Math.min(lines - 1, Math.floor((row * lines) / columns.rows));
    const [left, right] = edges(columns, row, width, total);
    const [top, bottom] = band(line, lines, height, thickest);
    const tall = right - left > 12 ? 1 : 2;
    const from = bottom - top > 2 ? bottom - Math.ceil((bottom - top) / 2.5) : Math.min(top, height - tall);
    const to = bottom - top > 2 ? bottom : from + tall;
    const wide = Math.min(width, Math.max(right, left + 2));
    for (let y = from; y < to; y++) {
      for (let x = Math.min(left, width - 2); x < wide; x++) put(pixels, (y * width + Math.max(0, x)) * 4, colour, 255);
    }
  }
}

/** Pixel columns [left, right) of a row, at least one wide and inside the picture. */
function edges(columns: TraceColumns, row: number, width: number, total: number): readonly [number, number] {
  const offset = columns.offset[row] as number;
  const length = columns.length[row] as number;
  const from = Math.min(offset, offset + length);
  const to = Math.max(offset, offset + length);
  const left = Math.min(width - 1, Math.max(0, Math.floor((from / total) * width)));
  return [left, Math.min(width, Math.max(left + 1, Math.ceil((to / total) * width)))];
}

/** Pixel rows [top, bottom) of a line: packed in a tall trace, spread out with gaps in a small one. */
function band(line: number, lines: number, height: number, thickest: number): readonly [number, number] {
  // In a tall trace a line is two pixels thick; the next one paints over the second where it has something to show.
  if (lines === height) return [line, Math.min(height, line + Math.min(2, thickest))];
  const pitch = height / lines;
  const thick = Math.max(1, Math.min(thickest, Math.floor(pitch) - 1));
  const top = Math.min(height - thick, Math.round((line + 0.5) * pitch - thick / 2));
  return [top, top + thick];
}

function nextFree(free: Int32Array, x: number): number {
  let root = x;
  while ((free[root] as number) !== root) root = free[root] as number;
  for (let at = x; at !== root;) {
    const next = free[at] as number;
    free[at] = root;
    at = next;
  }
  return root;
}

type Rgb = readonly [number, number, number];

function bytesOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function put(pixels: Uint8ClampedArray, at: number, [red, green, blue]: Rgb, alpha: number): void {
  pixels[at] = red;
  pixels[at + 1] = green;
  pixels[at + 2] = blue;
  pixels[at + 3] = alpha;
}
