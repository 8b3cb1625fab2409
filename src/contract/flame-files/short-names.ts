// Shorter forms of the name of a function, for boxes that are too narrow for all of it: what tells frames apart stands at the
// end of a name, behind paths, packages and types, and before arguments.

/** From longer to shorter, without the name itself; none where there is nothing to leave out. */
export function shorterNames(name: string): readonly string[] {
  const forms: string[] = [];
  const add = (form: string): void => {
    const last = forms.at(-1) ?? name;
    if (form !== '' && form.length < last.length) forms.push(form);
  };
  const bare = name.slice(0, endOfName(name));
  const pathless = bare.slice(bare.lastIndexOf('/', firstBracket(bare)) + 1);
  add(pathless + name.slice(bare.length));
  add(pathless);
  const parts = partsOf(pathless);
  // A closure is named after the function that it stands in.
  const isClosure = /^[.:]*(?:func)?\d+$|^[.:]*\{\{?closure\}?\}$/.test(parts.at(-1) ?? '');
  for (const kept of isClosure ? [2] : [2, 1]) {
    const form = parts.slice(-kept).join('');
    add(form.replace(/^(?:\.|::)/, ''));
  }
  return forms;
}

/** Where the arguments begin that stand behind a name; Go's receivers and C++'s operators are parts of it. */
function endOfName(name: string): number {
  if (!name.endsWith(')') && !/\) (?:const|volatile)$/.test(name)) return name.length;
  let depth = 0;
  for (let at = name.lastIndexOf(')'); at > 0; at--) {
    if (name[at] === ')') depth++;
    else if (name[at] === '(' && --depth === 0) return name.slice(0, at).endsWith('operator') ? name.length : at;
  }
  return name.length;
}

function firstBracket(name: string): number {
  const at = name.search(/[([{< ]/);
  return at < 0 ? name.length : at;
}

/** Parted before each `.` or `::` that is not inside of brackets; the separator begins the part. */
function partsOf(name: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < name.length; at++) {
    const one = name[at] as string;
    if ('([{<'.includes(one)) depth++;
    else if (')]}>'.includes(one) && name[at - 1] !== '-') depth--;
    const separates = depth === 0 && at > from && (one === '.' || (one === ':' && name[at + 1] === ':'));
    if (!separates) continue;
    parts.push(name.slice(from, at));
    from = at;
    if (one === ':') at++;
  }
  parts.push(name.slice(from));
  return parts;
}
