// Editors that open a file by an address of their own, and that address. Nothing is ever run: the system hands the
// address to the program that registered its scheme.

export const editorIds = ['vscode', 'vscode-insiders', 'vscodium', 'cursor', 'windsurf', 'zed', 'idea'] as const;
export type EditorId = (typeof editorIds)[number];

export const editorNames: Readonly<Record<EditorId, string>> = {
  vscode: 'Visual Studio Code',
  'vscode-insiders': 'Visual Studio Code Insiders',
  vscodium: 'VSCodium',
  cursor: 'Cursor',
  windsurf: 'Windsurf',
  zed: 'Zed',
  idea: 'JetBrains IDE',
};

/** A place in a file of this machine; lines and columns count from 1. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number | undefined;
}

/** `undefined` for what is no absolute path or no line. */
export function editorAddress(editor: EditorId, { path, line, column }: SourcePlace): string | undefined {
  const isNumber = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  if (!/^(?:\/(?!\/)|[A-Za-z]:[\\/])/.test(path) || !isNumber(line) || !isNumber(column ?? 0)) return undefined;
  const forward = path.replaceAll('\\', '/');
  // A drive's colon stays: it is part of the address, not of a name.
  const file = (forward.startsWith('/') ? forward : `/${forward}`)
    .split('/')
    .map((part, at) => (at === 1 && /^[A-Za-z]:$/.test(part) ? part : encodeURIComponent(part)))
    .join('/');
  if (editor === 'idea')
    return `idea://open?file=${file}&line=${line}${column === undefined ? '' : `&column=${column}`}`;
  return `${editor}://file${file}:${line}${column === undefined ? '' : `:${column}`}`;
}
