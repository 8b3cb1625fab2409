// Where the window was: saved on close, restored only onto a display that is still there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Bounds {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Bounds;
  readonly maximized: boolean;
}

export const defaultState: WindowState = { bounds: { width: 1440, height: 900 }, maximized: false };

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function parse(text: string): WindowState | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('bounds' in value)) return undefined;
  const { bounds } = value;
  if (typeof bounds !== 'object' || bounds === null) return undefined;
  const { x, y, width, height } = bounds as Record<string, unknown>;
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return undefined;
  return { bounds: { x, y, width, height }, maximized: 'maximized' in value && value.maximized === true };
}

/** The saved state if at least 100 x 50 pixels of it lie on one of the displays, else the default (centred). */
export function restoreState(path: string, displays: readonly Required<Bounds>[]): WindowState {
  let state: WindowState | undefined;
  try {
    state = parse(readFileSync(path, 'utf8'));
  } catch {
    return defaultState;
  }
  if (state === undefined) return defaultState;
  const { x = 0, y = 0, width, height } = state.bounds;
  const visible = displays.some(
    (one) =>
      Math.min(x + width, one.x + one.width) - Math.max(x, one.x) >= 100 &&
      Math.min(y + height, one.y + one.height) - Math.max(y, one.y) >= 50,
  );
  return visible ? state : { bounds: defaultState.bounds, maximized: state.maximized };
}

/** Never throws: on a full disk the window opens elsewhere the next time, but it closes. */
export function saveState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // There is nobody left to tell, and nothing of value is lost.
  }
}
