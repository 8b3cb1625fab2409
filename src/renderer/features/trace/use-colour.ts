// Colours the spans as the address asks.
import { useLayoutEffect } from 'react';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { ColourBy } from '../../routes/trace-route.ts';

export function useColour(model: WaterfallModel, by: ColourBy): void {
  useLayoutEffect(() => model.colourBy(by), [model, by]);
}
