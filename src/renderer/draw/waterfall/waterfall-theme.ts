// The tokens of ui/tokens.css that the waterfall and the minimap paint with, resolved to plain colours.
// A custom property holding light-dark() reads back unresolved, hence the probe's `color`.
import { errorColour, type Scheme, type ServiceColour } from '../palette.ts';

export interface WaterfallTheme {
  readonly scheme: Scheme;
  readonly background: string;
  readonly raised: string;
  readonly overlay: string;
  readonly sunken: string;
  readonly hover: string;
  readonly selected: string;
  readonly match: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly accent: string;
  readonly warning: string;
  readonly error: ServiceColour;
  readonly font: string;
  readonly mono: string;
}

export function readWaterfallTheme(host: HTMLElement): WaterfallTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const colour = (value: string): string => {
    probe.style.color = value;
    return style.color;
  };
  const scheme: Scheme = colour('light-dark(rgb(0 0 0), rgb(255 255 255))') === 'rgb(255, 255, 255)' ? 'dark' : 'light';
  const theme: WaterfallTheme = {
    scheme,
    background: colour('var(--bg)'),
    raised: colour('var(--bg-raised)'),
    overlay: colour('var(--bg-overlay)'),
    sunken: colour('var(--bg-sunken)'),
    hover: colour('var(--bg-hover)'),
    selected: colour('var(--bg-selected)'),
    match: colour('light-dark(#fdf0c2, #3d3413)'),
    line: colour('var(--line)'),
    lineStrong: colour('var(--line-strong)'),
    text: colour('var(--text)'),
    text2: colour('var(--text-2)'),
    text3: colour('var(--text-3)'),
    accent: colour('var(--accent)'),
    warning: colour('var(--warning)'),
    error: errorColour[scheme],
    font: style.getPropertyValue('--font').trim() || 'system-ui, sans-serif',
    mono: style.getPropertyValue('--mono').trim() || 'ui-monospace, monospace',
  };
  probe.remove();
  return theme;
}
