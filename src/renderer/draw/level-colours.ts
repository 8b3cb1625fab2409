// The colours of severities for bars and dots on canvases, read from the page's tokens: none, trace, debug, info, warn,
// error, fatal. What is usual is paler there, so that warnings and errors stand out of a wall of it.

const names = ['none', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

const share = {
  none: '35%',
  trace: '30%',
  debug: '42%',
  info: '50%',
  warn: '100%',
  error: '100%',
  fatal: '100%',
} as const;

/** As they hold inside `host`; adds and removes one invisible element. */
export function readLevelColours(host: HTMLElement): readonly string[] {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const colours = names.map((name) => {
    probe.style.color = `color-mix(in srgb, var(--level-${name}) ${share[name]}, var(--bg))`;
    return style.color;
  });
  probe.remove();
  return colours;
}
