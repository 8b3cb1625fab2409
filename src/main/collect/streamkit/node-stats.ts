// Statistics of nodes as metrics: running totals since the node began. Source: StreamKit crates/core/src/stats.rs; sent
// every two seconds or every thousand packets.
import type { MetricRecord } from '../../../contract/metric-records.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import { totalMetric } from '../metric-points.ts';
import type { Payload } from './control-socket.ts';

const totals = ['received', 'sent', 'discarded', 'errored'] as const;

export class NodeStats {
  /** When the totals of a node began; the difference of two clocks must not look like a new beginning. */
  readonly #starts = new Map<string, { readonly start: UnixNanos; readonly seconds: number }>();

  /** Metrics of one `nodestatsupdated`; none where it does not say what it should. */
  metricsOf({ stats, session_id: session, node_id: node }: Payload, time: UnixNanos): MetricRecord[] {
    if (typeof stats !== 'object' || stats === null || typeof session !== 'string' || typeof node !== 'string')
      return [];
    const found = stats as Payload;
    const start = this.#startOf(`${session}\n${node}`, secondsOf(found['duration_secs']), time);
    const attributes = [
      { key: 'session.id', value: session },
      { key: 'node_id', value: node },
    ];
    return totals
      .filter((name) => typeof found[name] === 'number')
      .map((name) =>
        totalMetric({
          name: `streamkit.node.packets.${name}`,
          unit: '{packet}',
          value: found[name] as number,
          time,
          start,
          attributes,
        }),
      );
  }

  forget(session: string): void {
    for (const key of this.#starts.keys()) if (key.startsWith(`${session}\n`)) this.#starts.delete(key);
  }

  /** Forgets all sessions but these. */
  keep(isKnown: (session: string) => boolean): void {
    for (const key of this.#starts.keys()) if (!isKnown(key.slice(0, key.indexOf('\n')))) this.#starts.delete(key);
  }

  #startOf(key: string, seconds: number, time: UnixNanos): UnixNanos {
    const before = this.#starts.get(key);
    // A duration that is shorter than before is that of a new node of the same name.
    const start =
      before !== undefined && seconds >= before.seconds
        ? before.start
        : unixNanos(time - BigInt(Math.round(seconds * 1e9)));
    this.#starts.set(key, { start, seconds });
    return start;
  }
}

function secondsOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value < 1e9 ? value : 0;
}
