// Names of any characters inside the path of an address: `U__http_2e_route` is `http.route`. Source: "values" escaping of
// the Prometheus documentation, UTF-8 names.

/** A text that is not well escaped is a name like any other. */
export function unescapeName(text: string): string {
  if (!text.startsWith('U__')) return text;
  const escaped = text.slice(3);
  if (!/^(?:[^_]|__|_[0-9a-fA-F]{1,6}_)*$/u.test(escaped)) return text;
  let wrong = false;
  const name = escaped.replace(/__|_([0-9a-fA-F]{1,6})_/gu, (_, digits?: string) => {
    if (digits === undefined) return '_';
    const code = Number.parseInt(digits, 16);
    wrong ||= code > 0x10_ffff || (code >= 0xd800 && code < 0xe000);
    return wrong ? '' : String.fromCodePoint(code);
  });
  return wrong ? text : name;
}
