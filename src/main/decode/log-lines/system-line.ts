// Plain lines whose front has a shape of its own: syslog (RFC 3164, RFC 5424), klog and glog, and the access logs of web
// servers (Common Log Format).
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { timeAtStart } from './line-time.ts';
import { emptyLine, type LogLine } from './log-line.ts';
import { severityOfSyslog } from './severity.ts';

const oldSyslog =
  /^(?:<(\d{1,3})>)?([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?) (\S+) ([^\s:[\]]+)(?:\[(\d+)\])?: /;
const newSyslog = /^<(\d{1,3})>1 (\S+) (\S+) (\S+) (\S+) (\S+) (?:-|((?:\[(?:[^\]\\]|\\.)*\])+)) ?/;
const klog = /^([IWEF])(\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d+)\s+(\d+) ([^\s:\]]+):(\d+)\] /;
const access = /^(\S+) \S+ (\S+) \[([^\]]{20,30})\] "([A-Z]+) (\S+)[^"]*" (\d{3}) (\d+|-)/;

/** `undefined` for a line of another shape. */
export function readSystemLine(text: string, near: UnixNanos): LogLine | undefined {
  const first = text.charAt(0);
  if (first === '<') return readNewSyslog(text, near) ?? readOldSyslog(text, near);
  if (/[A-Z]/.test(first)) return readKlog(text, near) ?? readOldSyslog(text, near);
  return text.includes('] "') ? readAccess(text, near) : undefined;
}

function readOldSyslog(text: string, near: UnixNanos): LogLine | undefined {
  const match = oldSyslog.exec(text);
  if (match === null) return undefined;
  const [all, priority, time = '', host = '', program = '', pid] = match;
  return {
    ...emptyLine,
    ...prioritised(priority),
    time: timeAtStart(time, near)?.time,
    body: text.slice(all.length),
    attributes: facts({ 'host.name': host, 'process.executable.name': program, 'process.pid': pid }),
  };
}

function readNewSyslog(text: string, near: UnixNanos): LogLine | undefined {
  const match = newSyslog.exec(text);
  if (match === null) return undefined;
  const [all, priority, time = '', host, program, pid, message, data] = match;
  return {
    ...emptyLine,
    ...prioritised(priority),
    time: timeAtStart(time, near)?.time,
    body: text.slice(all.length).replace(/^\uFEFF/, ''),
    attributes: facts({
      'host.name': host,
      'process.executable.name': program,
      'process.pid': pid,
      'syslog.msgid': message,
      'syslog.structured_data': data,
    }),
  };
}

function readKlog(text: string, near: UnixNanos): LogLine | undefined {
  const match = klog.exec(text);
  if (match === null) return undefined;
  const [all, letter = '', month, day, clock, thread, file = '', line = '0'] = match;
  const year = new Date(Number(near / 1_000_000n)).getFullYear();
  return {
    ...emptyLine,
    severity: { I: 9, W: 13, E: 17, F: 21 }[letter] ?? 0,
    severityText: letter,
    time: timeAtStart(`${year}-${month}-${day} ${clock}`, near)?.time,
    body: text.slice(all.length),
    attributes: [
      ...facts({ 'thread.id': thread }),
      { key: 'code.file.path', value: file },
      { key: 'code.line.number', value: BigInt(line) },
    ],
  };
}

function readAccess(text: string, near: UnixNanos): LogLine | undefined {
  const match = access.exec(text);
  if (match === null) return undefined;
  const [, client, user, time = '', method, path, status = '0', size] = match;
  return {
    ...emptyLine,
    severity: Number(status) >= 500 ? 17 : 9,
    time: timeAtStart(time, near)?.time,
    body: text,
    attributes: [
      ...facts({ 'client.address': client, 'user.name': user, 'http.request.method': method, 'url.path': path }),
      { key: 'http.response.status_code', value: BigInt(status) },
      ...(size === '-' ? [] : [{ key: 'http.response.body.size', value: BigInt(size ?? 0) }]),
    ],
  };
}

function prioritised(priority: string | undefined): Pick<LogLine, 'severity' | 'severityText'> {
  return { severity: priority === undefined ? 0 : severityOfSyslog(Number(priority)), severityText: '' };
}

/** `-` and nothing are no facts; what is all digits is a number. */
function facts(named: Readonly<Record<string, string | undefined>>): Attribute[] {
  return Object.entries(named).flatMap(([key, value]) =>
    value === undefined || value === '' || value === '-'
      ? []
      : [{ key, value: /^\d{1,15}$/.test(value) ? BigInt(value) : value }],
  );
}
