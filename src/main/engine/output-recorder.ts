// What a command prints, as log records: its lines, and its start and exit as events. They go to the engine's own OTLP port, a
// few times a second. The command is never held up by it: what cannot be sent in time is counted as lost.
import { setTimeout as delay } from 'node:timers/promises';
import type { LogGroup, LogItem } from '../../contract/otlp-records.ts';
import { unixNanosOfMillis, type UnixNanos } from '../../contract/time.ts';
import type { Attribute } from '../../contract/values.ts';
import { eventItem } from '../../contract/event-records.ts';
import { LineCutter } from '../collect/log-files/line-cutter.ts';
import { createLineReader, type LineReader } from '../decode/log-lines/line-reader.ts';
import { encodeOtlpProtobuf } from '../encode/otlp-protobuf.ts';

export type OutputStream = 'stdout' | 'stderr';

export interface OutputRecorder {
  started(pid: number, command: string, folder: string): void;
  write(stream: OutputStream, bytes: Uint8Array): void;
  exited(exit: { readonly code: number | null; readonly signal: string | null; readonly millis: number }): void;
  /** Sends what is left; waits a few seconds at most. Never rejects. */
  close(): Promise<{ readonly stored: number; readonly lost: number; readonly why: string }>;
}

export interface OutputRecorderParts {
  /** `host:port` of OTLP/HTTP; without it nothing is recorded, which is told at the end. */
  readonly endpoint: string | undefined;
  readonly service: string;
}

const paceMillis = 200;
const batch = 2000;
/** Records that wait; a command that prints faster than they can be stored loses some of them. */
const mostWaiting = 100_000;
const mostLine = 256 * 1024;
const tries = 20;
const retryMillis = 250;

interface Stream {
  readonly name: OutputStream;
  readonly cutter: LineCutter;
  readonly reader: LineReader;
}

export function createOutputRecorder({ endpoint, service }: OutputRecorderParts): OutputRecorder {
  const streams = { stdout: streamOf('stdout'), stderr: streamOf('stderr') };
  let resource: readonly Attribute[] = [{ key: 'service.name', value: service }];
  let waiting: LogItem[] = [];
  let stored = 0;
  let lost = 0;
  let why = '';
  let closing = false;
  const now = (): UnixNanos => unixNanosOfMillis(performance.timeOrigin + performance.now());

  function add(item: LogItem | undefined, stream?: OutputStream): void {
    if (item === undefined) return;
    if (waiting.length >= mostWaiting) return lose(1, 'they came faster than they could be stored');
    const from = stream === undefined ? [] : [{ key: 'log.iostream', value: stream }];
    waiting.push({ ...item, attributes: [...item.attributes, ...from] });
  }

  function lose(count: number, reason: string): void {
    lost += count;
    why = reason;
  }

  /** Lines that wait for more of their record are complete when none came for a turn. */
  function settle(last: boolean): void {
    for (const { name, cutter, reader } of Object.values(streams)) {
      const rest = last ? cutter.end() : undefined;
      if (rest !== undefined) add(reader.read(rest.text, { observed: now(), cut: rest.cut }), name);
      add(reader.end(), name);
    }
  }

  async function send(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting.slice(0, batch);
      const scope = { name: 'otterscope.run', version: '', attributes: [], droppedAttributes: 0, schemaUrl: '' };
      const group: LogGroup = {
        signal: 'logs',
        resource: { attributes: resource, droppedAttributes: 0, schemaUrl: '' },
        scope,
        items,
      };
      const trouble =
        endpoint === undefined ? 'OTLP/HTTP is not open' : await post(endpoint, encodeOtlpProtobuf([group]));
      waiting = waiting.slice(items.length);
      if (trouble === undefined) stored += items.length;
      else lose(items.length, trouble);
    }
  }

  /** Answers why it was not stored. */
  async function post(to: string, body: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
    let trouble = '';
    for (let turn = 0; turn < (closing ? tries / 2 : tries); turn++) {
      if (turn > 0) await delay(retryMillis);
      try {
        const headers = { 'Content-Type': 'application/x-protobuf' };
        const signal = AbortSignal.timeout(10_000);
        const response = await fetch(`http://${to}/v1/logs`, { method: 'POST', headers, body, signal });
        await response.arrayBuffer();
        if (response.ok) return undefined;
        trouble = `the engine answered ${response.status}`;
        if (response.status !== 429 && response.status < 500) return trouble;
      } catch {
        trouble = `${to} does not answer`;
      }
    }
    return trouble;
  }

  let seen = 0;
  let written = 0;
  const ticking = (async () => {
    while (!closing) {
      await delay(paceMillis);
      if (written === seen) settle(false);
      seen = written;
      await send();
    }
  })();

  return {
    started(pid, command, folder) {
      resource = [...resource, { key: 'process.pid', value: BigInt(pid) }, { key: 'process.command', value: command }];
      const attributes = [
        { key: 'process.pid', value: BigInt(pid) },
        { key: 'process.command', value: command },
        { key: 'process.working_directory', value: folder },
      ];
      const body = `${command} started, process ${pid}`;
      add(eventItem({ name: 'process.start', time: now(), observed: now(), severity: 9, body, attributes }));
    },
    write(stream, bytes) {
      const { cutter, reader } = streams[stream];
      written += 1;
      const observed = now();
      for (const { text, cut } of cutter.write(bytes)) add(reader.read(text, { observed, cut }), stream);
    },
    exited({ code, signal, millis }) {
      settle(true);
      const how = code === null ? `by ${signal ?? 'a signal'}` : `with exit code ${code}`;
      const attributes: Attribute[] = [
        ...resource.filter(({ key }) => key.startsWith('process.')),
        ...(code === null ? [] : [{ key: 'process.exit.code', value: BigInt(code) }]),
        ...(signal === null ? [] : [{ key: 'process.exit.signal', value: signal }]),
        { key: 'duration_ms', value: BigInt(Math.round(millis)) },
      ];
      const body = `ended ${how} after ${(millis / 1000).toFixed(1)} s`;
      const severity = code === 0 ? 9 : 17;
      add(eventItem({ name: 'process.exit', time: now(), observed: now(), severity, body, attributes }));
    },
    async close() {
      closing = true;
      settle(true);
      await ticking;
      await send();
      return { stored, lost, why };
    },
  };
}

function streamOf(name: OutputStream): Stream {
  return { name, cutter: new LineCutter(0, mostLine), reader: createLineReader('auto') };
}
