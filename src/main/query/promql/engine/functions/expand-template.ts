// Replacement texts with references to what a regular expression captured, in Go's notation: $1, ${1}, $name, ${name},
// $$ for a dollar sign. A name is as long as possible ($1x is the group "1x"); an unknown one is empty.

export function expandTemplate(template: string, match: RegExpExecArray): string {
  return template.replace(
    /\$(?:\$|([0-9A-Za-z_]+)|\{([0-9A-Za-z_]+)\})/gu,
    (_whole, plain?: string, braced?: string) => {
      const name = plain ?? braced;
      return name === undefined ? '$' : captured(name, match);
    },
  );
}

function captured(name: string, match: RegExpExecArray): string {
  if (/^(?:0|[1-9][0-9]*)$/.test(name)) return match[Number(name)] ?? '';
  return match.groups?.[name] ?? '';
}
