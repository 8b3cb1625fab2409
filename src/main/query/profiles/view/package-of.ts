// The package, module or namespace of a function, from its name: what frames of one package are merged by and coloured by.

/** '' when the name tells none. */
export function packageOf(name: string): string {
  // Rust's `<impl as trait>::name` and C++'s templates have their paths inside the brackets.
  const bare = name.startsWith('<') ? name.slice(1).replace(/^(?:&|mut |dyn )+/, '') : name;
  const slash = lastSlash(bare);
  const after = bare.slice(slash + 1);
  const scope = after.indexOf('::');
  if (scope > 0 && slash < 0) {
    const first = after.slice(0, scope);
    return /^[\w$]+$/.test(first) ? first : '';
  }
  const dot = after.search(/[.[(]/);
  if (dot <= 0 || after[dot] !== '.') return '';
  if (slash >= 0) return bare.slice(0, slash + 1 + dot);
  // Java's com.example.Class.method: all but class and method.
  const parts = after.slice(0, after.search(/[([]|$/)).split('.');
  const type = parts.findIndex((part) => /^[A-Z]/.test(part));
  return type > 0 && parts.length > 2 ? parts.slice(0, type).join('.') : (parts[0] as string);
}

/** The last slash that belongs to the path of a Go package: none after a bracket or a blank. */
function lastSlash(name: string): number {
  const end = name.search(/[([{ <]/);
  return (end < 0 ? name : name.slice(0, end)).lastIndexOf('/');
}
