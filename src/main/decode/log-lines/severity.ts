// Levels of loggers as OpenTelemetry's SeverityNumber.
// Source: OpenTelemetry logs data model, appendix B (mappings), slog's levels, pino's and bunyan's numbers, syslog's priorities.

const words: Readonly<Record<string, number>> = {
  trace: 1,
  silly: 1,
  finest: 1,
  verbose: 2,
  finer: 2,
  fine: 5,
  debug: 5,
  dbug: 5,
  config: 8,
  http: 9,
  info: 9,
  information: 9,
  log: 9,
  success: 9,
  notice: 10,
  warn: 13,
  warning: 13,
  error: 17,
  err: 17,
  fail: 17,
  severe: 17,
  dpanic: 18,
  alert: 19,
  critical: 21,
  crit: 21,
  fatal: 21,
  panic: 21,
  emerg: 21,
  emergency: 21,
};

/** SeverityNumber of a level's word, also of slog's `INFO+2`; 0 for what is no level. */
export function severityOfWord(text: string): number {
  const known = words[text.toLowerCase()];
  if (known !== undefined) return known;
  const [, base = '', offset = ''] = /^(debug|info|warn|error)([+-]\d{1,2})$/i.exec(text) ?? [];
  if (base === '') return 0;
  return Math.min(24, Math.max(1, (words[base.toLowerCase()] ?? 9) + Number(offset)));
}

/** Numbers are pino's and bunyan's (10 to 60; Python's names are words), below 8 those of syslog. */
export function severityOfNumber(level: number): number {
  if (!Number.isInteger(level) || level < 0) return 0;
  if (level < 8) return severityOfSyslog(level);
  if (level < 10 || level > 69) return 0;
  return 1 + 4 * Math.min(5, Math.floor(level / 10) - 1);
}

/** 0 emergency to 7 debug. */
export function severityOfSyslog(priority: number): number {
  return [21, 19, 18, 17, 13, 10, 9, 5][priority & 7] ?? 0;
}
