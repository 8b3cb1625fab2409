// Lines of Kronk. Those that tell how far a request has come, `request-lifecycle` with `stage_name` and `status` (started,
// queued, complete, error, timeout, cancel), become events of that stage. Not all lines of a request have its `id`; what they
// have in common is `trace_id`, which is a UUID while no collector is connected: no trace, but a key that joins them.
import type { Attribute } from '../../../contract/values.ts';
import type { LogLine } from './log-line.ts';

const lifecycle = 'request-lifecycle';
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The line itself where it is no such line. */
export function kronkLine(line: LogLine): LogLine {
  if (textOf(line.attributes, 'service') !== 'KRONK') return line;
  const trace = textOf(line.attributes, 'trace_id');
  const joined = uuid.test(trace)
    ? { ...line, attributes: [...line.attributes, { key: 'kronk.trace_id', value: trace }] }
    : line;
  return line.body === lifecycle ? stageEvent(joined) : joined;
}

function stageEvent(line: LogLine): LogLine {
  const said = (key: string): string => textOf(line.attributes, key);
  const [stage, status] = [said('stage_name'), said('status')];
  if (stage === '' || status === '') return line;
  const took = said('elapsed') || said('queue_wait');
  const why = said('err');
  return {
    ...line,
    eventName: `${stage}.${status}`,
    body: `${stage} ${status}${took === '' ? '' : ` after ${took}`}${why === '' ? '' : `: ${why}`}`,
    attributes: [{ key: 'msg', value: lifecycle }, ...line.attributes],
  };
}

function textOf(attributes: readonly Attribute[], key: string): string {
  const value = attributes.find((one) => one.key === key)?.value;
  return typeof value === 'string' ? value : '';
}
