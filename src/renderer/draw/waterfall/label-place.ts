// Where a bar's text goes: inside, behind it, before it, or nowhere. Pixels of the bar area.

export type LabelPlace =
  | { readonly kind: 'inside' | 'after' | 'before'; readonly x: number }
  | { readonly kind: 'none' };

const none: LabelPlace = { kind: 'none' };
const gap = 5;

/**
 * `left` and `right` are the bar's edges, which may lie outside the area of `width` pixels;
 * `tail` is room behind the bar that something else takes.
 */
export function labelPlace(left: number, right: number, text: number, width: number, tail = 0): LabelPlace {
  if (right < 0 || left > width) return none;
  const from = Math.max(0, left);
  const to = Math.min(width, right);
  if (to - from >= text + 2 * gap) return { kind: 'inside', x: from + gap };
  if (right + tail + gap + text <= width - 2) return { kind: 'after', x: Math.max(0, right) + tail + gap };
  if (left - gap - text >= 2) return { kind: 'before', x: left - gap - text };
  return none;
}
