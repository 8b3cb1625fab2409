// Where the other files of the program lie: beside this source file, or beside the bundle this code ended up in.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `import.meta.url` of a file in src/main/engine, out/main, or a chunk folder below that. */
const here = import.meta.url;
const fromSource = here.endsWith('.ts');
const outMain = new URL(fromSource ? '../../../out/main/' : here.includes('/chunks/') ? '../' : './', here);

/** Entry of a worker; TypeScript is run as it is. */
export function workerUrl(
  name:
    | 'ingest-worker'
    | 'reader-worker'
    | 'checkpoint-worker'
    | 'export-worker'
    | 'import-worker'
    | 'collect-worker'
    | 'profile-worker',
): URL {
  return fromSource ? new URL(`${name}.ts`, here) : new URL(`${name}.js`, outMain);
}

/** The file that the command line begins with, also where this engine is the desktop app's. */
export function commandFile(): string {
  return fileURLToPath(fromSource ? new URL('../headless.ts', here) : new URL('headless.js', outMain));
}

/** Folder of the built renderer; `undefined` when it was not built. */
export function pagesFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../renderer/', outMain));
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}

/** Version of the program, from its package.json: the nearest one above the build. */
export function programVersion(): string {
  for (let folder = new URL('../', outMain); ; folder = new URL('../', folder)) {
    const file = new URL('package.json', folder);
    const content: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (isProgram(content)) return content.version;
    if (folder.pathname === new URL('../', folder).pathname)
      throw new Error('the package.json of the program is missing');
  }
}

function isProgram(content: unknown): content is { readonly version: string } {
  return (
    typeof content === 'object' &&
    content !== null &&
    'name' in content &&
    content.name === 'otterscope' &&
    'version' in content &&
    typeof content.version === 'string'
  );
}
