// One event of a Chrome trace, checked. Format: the Trace Event Format document of the Chromium project.
import { isObject, textOf, type JsonObject } from './record-parts.ts';

export interface ChromeEvent {
  /** The phase: B and E, X, b n e and S T p F (async), i I R (instants), s t f (flows), C (counters), M (names). */
  readonly phase: string;
  readonly name: string;
  readonly category: string;
  /** Microseconds of the trace's own clock. */
  readonly time: number;
  /** Microseconds, of X. */
  readonly duration: number;
  readonly pid: string;
  readonly tid: string;
  readonly args: JsonObject;
  /** As it stands in the event; '' without. */
  readonly id: string;
  /** Of asynchronous and flow events: what belongs together. */
  readonly key: string;
  /** A flow that ends or begins at this slice (bind_id). */
  readonly flowKey: string | undefined;
  readonly flowIn: boolean;
  readonly flowOut: boolean;
  /** The end of a flow belongs to the slice around it, not to the next one. */
  readonly bindsEnclosing: boolean;
}

/** Phases that are read. */
const known = new Set('BEXbneSTpFiIRstfCM');
const names: Readonly<Record<string, string>> = {
  P: 'sample events (phase P)',
  c: 'clock synchronisation events (phase c)',
  v: 'memory dump events (phases v and V)',
  V: 'memory dump events (phases v and V)',
  N: 'object events (phases N, O and D)',
  O: 'object events (phases N, O and D)',
  D: 'object events (phases N, O and D)',
  '(': 'context events (phases ( and ))',
  ')': 'context events (phases ( and ))',
};

/** Why it is left out, in words, or the event. */
export function chromeEvent(value: unknown): string | ChromeEvent {
  if (!isObject(value)) return 'items that are no events';
  const phase = textOf(value['ph']);
  if (!known.has(phase) || phase.length !== 1)
    return names[phase] ?? (phase === '' ? 'items without a phase (ph)' : 'events of a phase that is not known');
  const time = numberOf(value['ts']);
  if (phase !== 'M' && (time === undefined || time < 0)) return 'events without a usable time (ts)';
  const duration = numberOf(value['dur']) ?? 0;
  if (duration < 0) return 'events that end before they begin';
  const category = textOf(value['cat']);
  const name = textOf(value['name']);
  const pid = idText(value['pid']);
  const bind = idText(value['bind_id']);
  return {
    phase,
    name,
    category,
    time: time ?? 0,
    duration,
    pid,
    tid: idText(value['tid']),
    args: isObject(value['args']) ? value['args'] : {},
    id: idText(value['id']),
    key: keyOf(value, phase, category, name, pid),
    flowKey: bind === '' ? undefined : `bind ${bind}`,
    flowIn: value['flow_in'] === true,
    flowOut: value['flow_out'] === true,
    bindsEnclosing: value['bp'] === 'e',
  };
}

/** Local ids hold within a process; flows and events of the older asynchronous phases also go by their name. */
function keyOf(value: JsonObject, phase: string, category: string, name: string, pid: string): string {
  const two = isObject(value['id2']) ? value['id2'] : {};
  const local = idText(two['local']);
  const id = local === '' ? idText(two['global']) || idText(value['id']) : `${pid} ${local}`;
  const own = /[bne]/.test(phase) ? textOf(value['scope']) : name;
  return `${category} ${own} ${id}`;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'bigint') return Number(number);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function idText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}
