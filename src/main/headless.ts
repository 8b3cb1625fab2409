#!/usr/bin/env node
// Node entry of the program. The version check comes before anything native is loaded: better-sqlite3 ends an old
// Node without a word.
import { nodeTrouble } from './cli/node-trouble.ts';

const trouble = nodeTrouble(process.versions);
if (trouble === undefined) {
  const { main } = await import('./cli/main.ts');
  await main(process.argv.slice(2));
} else {
  process.stderr.write(`${trouble}\n`);
  process.exitCode = 1;
}
