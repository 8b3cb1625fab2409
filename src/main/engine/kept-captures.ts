// Orders of captures that go on in rounds, kept over restarts of the engine: a series of profiles does not end because the
// program was started anew. One small JSON file, which may have what proves who asks: only its owner reads it.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProblemReport } from '../../contract/problems.ts';
import type { CaptureOrder } from '../../contract/profiles/captures.ts';
import { systemCode } from './engine-failure.ts';

export interface KeptCaptures {
  /** Those of the engine before. A file that cannot be read is reported, what is no order in it is left out. */
  read(): Promise<readonly CaptureOrder[]>;
  /** By the number of the capture, while this engine runs. */
  readonly orders: ReadonlyMap<string, CaptureOrder>;
  set(id: string, order: CaptureOrder): void;
  delete(id: string): void;
}

export function createKeptCaptures(path: string, report: (problem: ProblemReport) => void): KeptCaptures {
  const orders = new Map<string, CaptureOrder>();

  function trouble(error: unknown, what: string): void {
    const words = error instanceof Error ? error.message : String(error);
    report({
      code: 'collect-failed',
      severity: 'warning',
      subject: 'captures',
      message: `${path} ${what} (${words}).`,
    });
  }

  function write(): void {
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.tmp`, `${JSON.stringify([...orders.values()], undefined, 2)}\n`, { mode: 0o600 });
      renameSync(`${path}.tmp`, path);
    } catch (error) {
      trouble(error, 'cannot be written: repeated captures end with this engine');
    }
  }

  return {
    async read() {
      let content: string;
      try {
        content = readFileSync(path, 'utf8');
      } catch (error) {
        if (systemCode(error) !== 'ENOENT') trouble(error, 'cannot be read: repeated captures have to be begun again');
        return [];
      }
      try {
        const { capturesSchemas } = await import('../serve/schemas/captures.ts');
        const found: unknown = JSON.parse(content);
        return (Array.isArray(found) ? found : []).flatMap((order: unknown) => {
          const result = capturesSchemas['captures.start'].safeParse({ order });
          return result.success ? [result.data.order] : [];
        });
      } catch (error) {
        trouble(error, 'is no list of captures: repeated captures have to be begun again');
        return [];
      }
    },
    orders,
    set(id, order) {
      orders.set(id, order);
      write();
    },
    delete(id) {
      if (orders.delete(id)) write();
    },
  };
}
