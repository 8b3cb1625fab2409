// `otterscope import`: has files imported, shows how far they are, prints what became of each.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import type { ImportInfo } from '../../contract/imports.ts';
import type { ImportOptions } from './import-arguments.ts';
import { openEngine, type EngineClient } from './engine-client.ts';
import { importLine, importJson, progressLine } from './import-text.ts';

const lookMillis = 150;

/** Resolves to the exit status: 0 when every file was imported, 1 when one failed, 130 when it was interrupted. */
export async function importFiles(options: ImportOptions): Promise<number> {
  const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
  const engine = await openEngine(dataFolder);
  let interrupted = false;
  const onSignal = (): void => {
    interrupted = true;
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    const started = await engine.call('imports.start', {
      paths: options.files.map((file) => resolve(file)),
      into: options.into,
    });
    const ended = await follow(engine, started, options.json, () => interrupted);
    if (interrupted) return 130;
    return ended.every(({ state }) => state === 'done') ? 0 : 1;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await engine.close();
  }
}

/** Prints each import as it ends; a terminal also sees the one at hand. */
async function follow(
  engine: EngineClient,
  started: readonly ImportInfo[],
  json: boolean,
  interrupted: () => boolean,
): Promise<readonly ImportInfo[]> {
  const left = new Set(started.map(({ id }) => id));
  const ended: ImportInfo[] = [];
  const terminal = process.stderr.isTTY && !json;
  let told = false;
  while (left.size > 0) {
    if (interrupted() && !told) {
      told = true;
      for (const id of left) await engine.call('imports.cancel', { id }).catch(() => undefined);
    }
    const list = await engine.call('imports.list', {});
    const known = new Set(list.map(({ id }) => id));
    for (const id of left) if (!known.has(id)) left.delete(id);
    for (const one of list.toReversed()) {
      if (!left.has(one.id)) continue;
      if (terminal && one.state === 'running') process.stderr.write(`\r\u001b[K${progressLine(one)}`);
      if (one.endedAt === undefined) continue;
      left.delete(one.id);
      ended.push(one);
      if (terminal) process.stderr.write('\r\u001b[K');
      process.stdout.write(json ? importJson(one) : importLine(one));
    }
    if (left.size > 0) await new Promise((wake) => setTimeout(wake, lookMillis));
  }
  return ended;
}
