// Which files may be shown as source code. Whoever can send or import a profile chooses the names in it, so a name proves
// nothing: what decides is the file itself, by its real path, and the folders that the user named. Pure but for the
// conventions of the platform's paths.
import { isAbsolute, relative, sep } from 'node:path';

/** Why a file is not shown: `hidden` in a folder or under a name that holds settings and keys, `other` for no source code. */
export type SourceRefusal = 'hidden' | 'other';

/** Says nothing of whether there is such a file. @param folders of the user. `undefined` where it may be shown. */
export function sourceRefusal(path: string, folders: readonly string[]): SourceRefusal | undefined {
  const within = folders.map((folder) => pathWithin(folder, path)).find((way) => way !== undefined);
  const names = (within ?? path).split(sep);
  if (names.slice(0, -1).some(isHiddenFolder) || names.at(-1)?.startsWith('.') === true) return 'hidden';
  if (within !== undefined || pathWithin(systemHeaders, path) !== undefined) return undefined;
  const [, extension] = /[^.]\.([A-Za-z0-9]{1,6})$/.exec(path) ?? [];
  return extension !== undefined && languages.has(extension.toLowerCase()) ? undefined : 'other';
}

/** From the folder to the path; `undefined` for a path that is not inside of it. */
export function pathWithin(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}

/** Whether a path may be looked for at all: absolute, without detours, not on another machine, no device. */
export function isPlainPath(path: string): boolean {
  return path.length <= longest && isAbsolute(path) && !elsewhere.test(path) && isPlain(path);
}

/**
 * What a name of another machine may be called below a folder of this one: the name without its outermost folders, longest
 * first. The last two names must stay together where there are as many. Empty for a name with detours.
 */
export function tailsOf(name: string): readonly string[] {
  if (name.length > longest || !isPlain(name)) return [];
  const names = name.split(/[\\/]/).filter((one) => one !== '' && one !== '.' && !/^[A-Za-z]:$/.test(one));
  const first = Math.max(0, names.length - deepest);
  const last = Math.max(first, names.length - 2);
  return names.length === 0
    ? []
    : Array.from({ length: last - first + 1 }, (_, at) => names.slice(first + at).join(sep));
}

function isPlain(path: string): boolean {
  // A colon behind the drive names a second stream of a file.
  const stream = process.platform === 'win32' && path.includes(':', 2);
  return !stream && !path.includes('\0') && !path.split(/[\\/]/).includes('..');
}

function isHiddenFolder(name: string): boolean {
  return name.startsWith('.') && name !== '.' && !packageFolders.has(name);
}

const longest = 4096;
const deepest = 32;
/** Windows shares, automounted folders, devices, and what the system tells of itself. */
const elsewhere = /^(?:\/\/|\\\\|\/(?:net|afs|dev|proc|sys|run)(?:\/|$))/;
/** Headers of C++ have no ending. */
const systemHeaders = '/usr/include';

/** Hidden folders in which tools keep the source code of packages. */
const packageFolders = new Set(
  `.asdf .build .bun .bundle .cabal .cache .cargo .conan .conan2 .conda .deno .dotnet .dub .gem .ghcup .goenv .gradle .gvm .hex
  .julia .local .m2 .mise .mix .next .nimble .nuget .nuxt .nvm .opam .output .pkgx .pnpm .pnpm-store .pub-cache .pyenv .rbenv
  .rustup .rvm .sdkman .shards .stack .svelte-kit .tox .venv .virtualenvs .volta .yarn`.split(/\s+/),
);

/** Endings of compiled and interpreted languages. Shell scripts, SQL and data (JSON, YAML, XML) are not among them: they hold secrets. */
const languages = new Set(
  `ada adb ads asm astro bal c cc cjs cl clj cljc cljs coffee cp cpp cppm cr cs cshtml cts cu cuh cxx d dart ex exs f f03 f08
  f77 f90 f95 for fs fsi fsx go gleam groovy h hh hip hlsl hpp hrl hs hxx idr inl ino ipp ispc ixx java jl js jsx kt kts l lhs ll
  lua m metal mjs ml mli mm mojo move mts nim odin p4 pas php pl pm pp proto pxd py pyi pyw pyx r razor rb res resi rkt rl rs s sc
  scala scm sol sv svelte swift tcc tcl templ thrift tpp ts tsx v vala vb vhd vhdl vue wgsl y yy zig erl pony hx e re rei`
    .split(/\s+/)
    .filter((one) => one !== ''),
);
