// Processes of this machine that send telemetry: their CPU and memory as metrics, their starts and exits as events, stored in
// the live run under the service that they send for. Metrics follow OpenTelemetry's conventions for processes.
import { availableParallelism } from 'node:os';
import type { Sender } from '../../../contract/ingest.ts';
import type { MetricRecord } from '../../../contract/metric-records.ts';
import type { RecordGroup, ResourceRecord } from '../../../contract/otlp-records.ts';
import type { WatchedProcess } from '../../../contract/processes.ts';
import { unixNanosOfMillis, type UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { eventItem, ownScope } from '../../../contract/event-records.ts';
import { gaugeMetric, metricGroup } from '../metric-points.ts';
import { readProcess, runsProgram, type ProcessReading } from './read-process.ts';

export interface ProcessWatchParts {
  /** Never rejects. */
  readonly store: (groups: readonly RecordGroup[]) => Promise<void>;
  readonly now: () => UnixNanos;
  /** The list is another one. */
  readonly onChange: () => void;
  /** File of this program: what its other processes send is about others (`otterscope run`). */
  readonly own: string | undefined;
  readonly root?: string;
}

export interface ProcessWatch {
  /** A request was stored; called for each of them. */
  seen(sender: Sender, services: readonly string[]): void;
  readonly processes: readonly WatchedProcess[];
  close(): void;
}

const sampleMillis = 5000;
/** An exit is seen within this time. */
const lookMillis = 1000;
/** A process that began longer ago than this was there before; its start is no event of this run. */
const freshMillis = 60_000;
const mostProcesses = 64;
/** Processes that ended are shown for a while. */
const mostEnded = 16;

interface Watched {
  readonly pid: number;
  readonly name: string;
  services: readonly string[];
  startedAt: number;
  endedAt: number | undefined;
  last: { readonly reading: ProcessReading; readonly at: number } | undefined;
  cpuCores: number | undefined;
  /** Started by `otterscope run`, which tells of its start and end itself. */
  told: boolean;
}

export function createProcessWatch({ store, now, onChange, own, root }: ProcessWatchParts): ProcessWatch {
  const all = new Map<number, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let sampledAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  const millis = (): number => Number(now() / 1_000_000n);
  const living = (): Watched[] => [...all.values()].filter(({ endedAt }) => endedAt === undefined);

  const isOwn = async (pid: number): Promise<boolean> => own !== undefined && (await runsProgram(pid, own, root));

  async function begin(watched: Watched): Promise<void> {
    const reading = await readProcess(watched.pid, root);
    if (closed) return;
    if (reading === undefined || (await isOwn(watched.pid))) {
      // Kept as one that ended: it is not looked at again.
      watched.endedAt = 0;
      return;
    }
    watched.startedAt = reading.startedAt;
    watched.last = { reading, at: millis() };
    watched.told = await isOwn(reading.parent);
    onChange();
    timer ??= setInterval(() => void look(), lookMillis).unref();
    if (!watched.told && millis() - reading.startedAt < freshMillis)
      await tell(watched, 'process.start', reading.startedAt, `${watched.name} started, process ${watched.pid}`, []);
  }

  async function look(): Promise<void> {
    for (const watched of living()) if (watched.last !== undefined && !exists(watched.pid)) await end(watched);
    if (performance.now() - sampledAt < sampleMillis) return;
    sampledAt = performance.now();
    for (const watched of living()) await sample(watched);
  }

  async function sample(watched: Watched): Promise<void> {
    const { last } = watched;
    if (last === undefined) return;
    const reading = await readProcess(watched.pid, root);
    if (closed) return;
    // The number may be another process's by now.
    if (reading === undefined || Math.abs(reading.startedAt - watched.startedAt) > 2000) return end(watched);
    const at = millis();
    const seconds = (at - last.at) / 1000;
    if (seconds < 1) return;
    const user = Math.max(0, reading.userSeconds - last.reading.userSeconds) / seconds;
    const system = Math.max(0, reading.systemSeconds - last.reading.systemSeconds) / seconds;
    watched.cpuCores = user + system;
    watched.last = { reading, at };
    onChange();
    const cores = availableParallelism();
    const gauge = (name: string, unit: string, value: number, more: readonly Attribute[] = []): MetricRecord =>
      gaugeMetric({ name, unit, value, time: now(), attributes: [...more, ...pidOf(watched)] });
    await store([
      metricGroup(resourceOf(watched), [
        gauge('process.cpu.utilization', '1', user / cores, [{ key: 'cpu.mode', value: 'user' }]),
        gauge('process.cpu.utilization', '1', system / cores, [{ key: 'cpu.mode', value: 'system' }]),
        gauge('process.memory.usage', 'By', reading.residentBytes),
      ]),
    ]);
  }

  async function end(watched: Watched): Promise<void> {
    // Two looks may overlap while the store is busy.
    if (watched.endedAt !== undefined) return;
    watched.endedAt = millis();
    watched.cpuCores = undefined;
    onChange();
    const lived = watched.endedAt - watched.startedAt;
    const body = `${watched.name} ended, process ${watched.pid}, after ${(lived / 1000).toFixed(0)} s`;
    const more = [{ key: 'duration_ms', value: BigInt(Math.max(0, Math.round(lived))) }];
    if (!watched.told) await tell(watched, 'process.exit', watched.endedAt, body, more);
    if (living().length > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  async function tell(
    watched: Watched,
    name: string,
    at: number,
    body: string,
    more: readonly Attribute[],
  ): Promise<void> {
    const attributes = [...pidOf(watched), { key: 'process.command', value: watched.name }, ...more];
    const item = eventItem({ name, time: unixNanosOfMillis(at), observed: now(), severity: 9, body, attributes });
    await store([{ signal: 'logs', resource: resourceOf(watched), scope: ownScope, items: [item] }]);
  }

  function forgetOldest(): void {
    const ended = [...all.values()].filter(({ endedAt }) => endedAt !== undefined);
    const oldest = ended.length > mostEnded ? ended[0] : all.size > mostProcesses ? [...all.values()][0] : undefined;
    if (oldest !== undefined) all.delete(oldest.pid);
  }

  return {
    seen({ pid, process: name }, services) {
      if (pid === undefined || name === undefined || pid === process.pid) return;
      const known = all.get(pid);
      if (known !== undefined && (known.endedAt === undefined || known.endedAt === 0)) {
        const fresh = services.filter((one) => !known.services.includes(one));
        if (fresh.length > 0) known.services = [...known.services, ...fresh].slice(0, 8);
        return;
      }
      const none = { startedAt: 0, endedAt: undefined, last: undefined, cpuCores: undefined, told: false };
      const watched: Watched = { pid, name, services, ...none };
      all.delete(pid);
      all.set(pid, watched);
      forgetOldest();
      void begin(watched);
    },
    get processes() {
      return [...all.values()]
        .filter(({ last }) => last !== undefined)
        .map(({ pid, name, services, startedAt, endedAt, last, cpuCores }) => ({
          pid,
          name,
          services,
          startedAt,
          endedAt,
          cpuCores,
          memoryBytes: endedAt === undefined ? last?.reading.residentBytes : undefined,
        }));
    },
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}

function resourceOf({ services, pid, name }: Watched): ResourceRecord {
  const attributes = [
    { key: 'service.name', value: services[0] ?? name },
    { key: 'process.pid', value: BigInt(pid) },
    { key: 'process.command', value: name },
  ];
  return { attributes, droppedAttributes: 0, schemaUrl: '' };
}

/** Also on points: workers of one service are told apart by it. */
function pidOf({ pid }: Watched): readonly Attribute[] {
  return [{ key: 'process.pid', value: BigInt(pid) }];
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be sent signals, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
