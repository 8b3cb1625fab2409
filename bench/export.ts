// How fast a stored run of a million spans goes out, and what memory that takes. Method: the run file is generated once
// through decoder and writer; then `otterscope export` of the build writes it from that file, in a process of its own,
// once per format. Rate: spans by the time from the process's start to its end. CPU: of all its threads. Memory: the
// process's peak (VmHWM).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../src/contract/ids.ts';
import { unixNanos } from '../src/contract/time.ts';
import { openRunWriter } from '../src/main/store/writer.ts';
import { manySpans } from './lib/many-spans.ts';

const program = join(import.meta.dirname, '../out/main/headless.js');
const perBatch = 4096;

async function fill(path: string, spans: number): Promise<void> {
  const writer = openRunWriter(path, {
    create: { id: runId('bench'), name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });
  const many = manySpans(perBatch, 250_000n);
  for (let i = 0; i * perBatch < spans; i++) {
    const { bytes, batch } = many(i);
    const stored = writer.append(
      {
        signal: 'traces',
        encoding: 'protobuf',
        transport: 'grpc',
        bytes,
        sender: { id: 'pid:1', address: '127.0.0.1' },
        receivedAt: unixNanos(0n),
      },
      batch,
    );
    writer.flush();
    await stored;
  }
  writer.close();
}

interface ExportFigure {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly spansPerSecond: number;
  readonly megabytes: number;
  readonly peakMemoryMegabytes: number;
}

/** Peak of the resident memory so far, bytes; 0 once the process is gone. */
function peakOf(pid: number): number {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** CPU time so far, seconds; 0 once the process is gone. Linux counts in hundredths. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  } catch {
    return 0;
  }
}

async function measure(run: string, spans: number, output: string, args: readonly string[]): Promise<ExportFigure> {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, 'export', '--run', run, '-o', output, ...args], { stdio: 'inherit' });
  let [peak, cpu] = [0, 0];
  const looking = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid ?? 0));
    cpu = Math.max(cpu, cpuOf(child.pid ?? 0));
  }, 20);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(looking);
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`the export ended with ${String(code)}`);
  const { size } = statSync(output);
  rmSync(output);
  return {
    seconds: Math.round(seconds * 10) / 10,
    cpuSeconds: Math.round(cpu * 10) / 10,
    spansPerSecond: Math.round(spans / seconds),
    megabytes: Math.round(size / 1e5) / 10,
    peakMemoryMegabytes: Math.round(peak / 1e6),
  };
}

export async function benchExport(spans = 1_000_000): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-export-'));
  try {
    const run = join(folder, 'run.otter');
    await fill(run, spans);
    const rules = join(folder, 'rules');
    writeFileSync(rules, 'remove any enduser.id\nreplace span url.*\n');
    const figures: Record<string, ExportFigure> = {};
    for (const [title, name, args] of [
      ['OTLP JSON lines', 'out.jsonl', ['--signal', 'traces']],
      ['OTLP JSON lines, compressed', 'out.jsonl.gz', ['--signal', 'traces']],
      ['.otter, copied', 'out.otter', []],
      ['.otter, redacted', 'out.otter', ['--redact', rules]],
    ] as const) {
      const figure = await measure(run, spans, join(folder, name), args);
      figures[title] = figure;
      console.log(
        `${title.padEnd(30)} ${figure.spansPerSecond} spans/s, ${figure.seconds} s (CPU ${figure.cpuSeconds} s), ${figure.megabytes} MB, peak ${figure.peakMemoryMegabytes} MB`,
      );
    }
    return { spans, runMegabytes: Math.round(statSync(run).size / 1e5) / 10, ...figures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
