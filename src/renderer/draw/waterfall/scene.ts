// What one frame of the waterfall is painted from, and the few helpers that every painter needs.
import type { ServiceColour } from '../palette.ts';
import type { IndentPlan } from './geometry.ts';
import type { TextFit } from './text-fit.ts';
import type { WaterfallModel } from './waterfall-model.ts';
import type { WaterfallTheme } from './waterfall-theme.ts';

/** All lengths in CSS pixels; the context is scaled by `ratio`. */
export interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly model: WaterfallModel;
  readonly theme: WaterfallTheme;
  readonly fonts: Fonts;
  readonly colours: readonly ServiceColour[];
  readonly fit: TextFit;
  readonly plan: IndentPlan;
  readonly width: number;
  readonly height: number;
  readonly treeWidth: number;
  /** Width of the bar area, margin excluded. */
  readonly barsWidth: number;
  readonly ratio: number;
  /** Positions in the list of rows. */
  readonly first: number;
  readonly last: number;
  /** A time range being dragged on the ruler, nanoseconds. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** Pointer in canvas coordinates while it rests on a bar. */
  readonly tip: { readonly x: number; readonly y: number } | undefined;
}

export interface Fonts {
  readonly name: string;
  readonly strong: string;
  readonly small: string;
  readonly italic: string;
  readonly mono: string;
}

export function fontsOf(theme: WaterfallTheme): Fonts {
  return {
    name: `12px ${theme.font}`,
    strong: `600 12px ${theme.font}`,
    small: `11px ${theme.font}`,
    italic: `italic 12px ${theme.font}`,
    mono: `11px ${theme.mono}`,
  };
}

/** The nearest edge between device pixels, so that lines and bars are sharp. */
export function snap(value: number, ratio: number): number {
  return Math.round(value * ratio) / ratio;
}

export function hairline(scene: Scene): number {
  return Math.max(1, Math.round(scene.ratio)) / scene.ratio;
}

/** Blends a `#rrggbb` with alpha, as CSS text. */
export function withAlpha(hex: string, alpha: number): string {
  return `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}
