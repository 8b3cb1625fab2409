// The most memory that the built engine needs for files of 1 GB, each of a shape that makes its reader remember much.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chromeAsync,
  chromeNested,
  chromeThreads,
  jaegerOneTrace,
  jaegerTraces,
  otlpOneRequest,
  otlpResourceLast,
  writeShape,
  zipkinShared,
  type FileShape,
} from './lib/foreign-files.ts';
import { measureImport } from './lib/measure-import.ts';

interface Case {
  readonly name: string;
  readonly shape: FileShape;
  /** Items of the file that become a span. */
  readonly itemsPerSpan: 1 | 2;
}

const cases: readonly Case[] = [
  { name: 'Chrome, complete events of 2,000 threads', shape: chromeThreads, itemsPerSpan: 1 },
  { name: 'Chrome, beginnings and ends 20,000 deep', shape: chromeNested, itemsPerSpan: 2 },
  { name: 'Chrome, 50,000 asynchronous events at a time', shape: chromeAsync, itemsPerSpan: 2 },
  { name: 'Jaeger JSON, traces of 16 spans', shape: jaegerTraces, itemsPerSpan: 1 },
  { name: 'Jaeger JSON, one trace', shape: jaegerOneTrace, itemsPerSpan: 1 },
  { name: 'Zipkin JSON, shared span ids', shape: zipkinShared, itemsPerSpan: 1 },
  { name: 'OTLP JSON, one request', shape: otlpOneRequest, itemsPerSpan: 1 },
  { name: 'OTLP JSON, one request, resource last', shape: otlpResourceLast, itemsPerSpan: 1 },
];

/** `only`: the cases whose names contain it. */
export async function benchImportMemory(bytes = 1_000_000_000, only = ''): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-import-'));
  const results: Record<string, unknown> = {};
  try {
    for (const { name, shape, itemsPerSpan } of cases) {
      if (!name.includes(only)) continue;
      const path = join(folder, 'file.json');
      const spans = writeShape(path, bytes, shape) / itemsPerSpan;
      results[name] = { ...(await measureImport({ path, spans })), memoryBarMegabytes: 300 };
      console.log(name, JSON.stringify(results[name]));
      rmSync(path);
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
