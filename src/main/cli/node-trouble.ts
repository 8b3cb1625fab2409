// Whether this Node can run the program. Must stay free of imports: it runs first, on any Node.

/** Why not, in words; `undefined` when it can. */
export function nodeTrouble(versions: {
  readonly node: string;
  readonly napi?: string | undefined;
}): string | undefined {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 14);
  if (isNew && Number(versions.napi ?? 0) >= 10) return undefined;
  return `Otterscope needs Node 22.14 or later; this is Node ${versions.node}. In a clone of the repository, npm start and npm run serve bring their own.`;
}
