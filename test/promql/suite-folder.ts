// Where the public conformance files are: in a folder beside the repository, which not every copy has.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../shared/conformance');
const elsewhere = resolve(import.meta.dirname, '../../../../shared/conformance');

/** The folder with the suites, or undefined after saying on the console that what needs it is skipped. */
export function suiteFolder(): string | undefined {
  const found = [folder, elsewhere].find((path) => existsSync(path));
  if (found === undefined)
    console.warn(`SKIPPED: no conformance files in ${folder}: the public PromQL suites do not run`);
  return found;
}

export interface SuiteFile {
  readonly name: string;
  readonly text: string;
}

/** The promqltest files, by name. */
export function suiteFiles(root: string): readonly SuiteFile[] {
  const path = join(root, 'promqltest');
  return readdirSync(path)
    .filter((name) => name.endsWith('.test'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }));
}
