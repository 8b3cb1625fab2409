// Debian's prometheus as a peer in benches: started with an empty folder, fed by remote write, asked over HTTP.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { SeriesLabels } from '../../src/contract/sample-batch.ts';
import { ProtoWriter } from '../../test/support/proto-writer.ts';

export interface PrometheusPeer {
  /** One sample of each series; `values[i]` of `series[i]`. */
  write(series: readonly SeriesLabels[], time: number, values: Float64Array): Promise<void>;
  /** Milliseconds until the whole answer is there. */
  range(query: string, start: number, end: number, step: number): Promise<number>;
  /** Ends it and starts it again on the same data, so that the next query is its first. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The program that `PROMETHEUS` names, or the one on the path; `undefined` where there is none. */
export function findPrometheus(): string | undefined {
  const named = process.env['PROMETHEUS'];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'prometheus')).find((file) => existsSync(file));
}

export async function startPrometheus(program: string): Promise<PrometheusPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-prometheus-'));
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, 'global: {}\n');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const launch = async () => {
    const child = spawn(
      program,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-remote-write-receiver',
      ],
      { stdio: 'ignore' },
    );
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    for (let turn = 0; turn < 600; turn++) {
      const ready = await fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return { child, ended };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('prometheus did not become ready');
  };
  let running = await launch();
  const stop = async (): Promise<void> => {
    running.child.kill('SIGTERM');
    await running.ended;
  };
  return {
    async write(series, time, values) {
      const response = await fetch(`${url}/api/v1/write`, {
        method: 'POST',
        headers: { 'Content-Encoding': 'snappy', 'Content-Type': 'application/x-protobuf' },
        body: Buffer.from(literalSnappy(writeRequest(series, time, values))),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async range(query, start, end, step) {
      const parameters = new URLSearchParams({
        query,
        start: String(start / 1000),
        end: String(end / 1000),
        step: String(step / 1000),
      });
      const from = performance.now();
      const response = await fetch(`${url}/api/v1/query_range?${parameters}`);
      const bytes = await response.arrayBuffer();
      const took = performance.now() - from;
      if (!response.ok || bytes.byteLength < 200) throw new Error(new TextDecoder().decode(bytes));
      return took;
    },
    async restart() {
      await stop();
      running = await launch();
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeRequest(series: readonly SeriesLabels[], time: number, values: Float64Array): Uint8Array {
  const request = new ProtoWriter();
  for (const [at, labels] of series.entries()) {
    request.message(1, (one) => {
      for (const [name, value] of labels.toSorted(([a], [b]) => (a < b ? -1 : 1)))
        one.message(1, (label) => {
          label.text(1, name);
          label.text(2, value);
        });
      one.message(2, (sample) => {
        sample.double(1, values[at] as number);
        sample.varint(2, BigInt(time));
      });
    });
  }
  return request.finish();
}

/** Snappy's block format without a single copy: the length, then literals. */
function literalSnappy(bytes: Uint8Array): Uint8Array {
  const head: number[] = [];
  for (let rest = bytes.length; ; rest >>>= 7) {
    head.push(rest < 128 ? rest : (rest & 127) | 128);
    if (rest < 128) break;
  }
  const chunk = 65_536;
  const out = new Uint8Array(head.length + bytes.length + 3 * Math.ceil(bytes.length / chunk));
  out.set(head);
  let at = head.length;
  for (let from = 0; from < bytes.length; from += chunk) {
    const length = Math.min(chunk, bytes.length - from);
    out.set([61 << 2, (length - 1) & 255, (length - 1) >> 8], at);
    out.set(bytes.subarray(from, from + length), at + 3);
    at += 3 + length;
  }
  return out.subarray(0, at);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
