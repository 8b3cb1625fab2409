// What canvases need of the page's tokens (ui/tokens.css), resolved to colours a 2d context understands.
// A custom property that holds light-dark() reads back unresolved, hence the detour over a probe's `color`.
import type { Scheme } from './palette.ts';

export interface Theme {
  readonly scheme: Scheme;
  readonly background: string;
  readonly raised: string;
  readonly text: string;
  readonly mutedText: string;
  readonly faintText: string;
  /** Grid lines and separators; `strongLine` for axes and outlines. */
  readonly line: string;
  readonly strongLine: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly error: string;
  readonly warning: string;
  /** CSS font families. */
  readonly font: string;
  readonly monoFont: string;
}

const tokens = {
  background: '--bg',
  raised: '--bg-raised',
  text: '--text',
  mutedText: '--text-2',
  faintText: '--text-3',
  line: '--line',
  strongLine: '--line-strong',
  accent: '--accent',
  accentSoft: '--accent-soft',
  error: '--error',
  warning: '--warning',
} as const;

/** Reads the tokens as they hold inside `host`; adds and removes one invisible element. */
export function readTheme(host: HTMLElement): Theme {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const resolved = (value: string): string => {
    probe.style.color = value;
    return style.color;
  };
  const colour = (token: string): string => resolved(`var(${token})`);
  const scheme: Scheme =
    resolved('light-dark(rgb(0 0 0), rgb(255 255 255))') === 'rgb(255, 255, 255)' ? 'dark' : 'light';
  const theme: Theme = {
    scheme,
    background: colour(tokens.background),
    raised: colour(tokens.raised),
    text: colour(tokens.text),
    mutedText: colour(tokens.mutedText),
    faintText: colour(tokens.faintText),
    line: colour(tokens.line),
    strongLine: colour(tokens.strongLine),
    accent: colour(tokens.accent),
    accentSoft: colour(tokens.accentSoft),
    error: colour(tokens.error),
    warning: colour(tokens.warning),
    font: style.getPropertyValue('--font').trim() || 'system-ui, sans-serif',
    monoFont: style.getPropertyValue('--mono').trim() || 'ui-monospace, monospace',
  };
  probe.remove();
  return theme;
}

/** Calls back after the system's scheme or an attribute of the root element changed; answers how to stop. */
export function watchTheme(listener: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', listener);
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'style', 'data-theme'] });
  return () => {
    media.removeEventListener('change', listener);
    observer.disconnect();
  };
}
