/** Text of XML, also of attributes in double quotes; characters that XML cannot hold become U+FFFD. */
export function xmlText(text: string): string {
  if (!needsCare.test(text)) return text;
  return Array.from(text.toWellFormed(), (one) => entities.get(one) ?? (isAllowed(one) ? one : '\ufffd')).join('');
}

/** All that is not plain: markup, control characters, lone surrogates and their neighbours. */
const needsCare = /[^\u0020!\u0023-%'-;=?-~\u00a1-\u2fff]/;

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function isAllowed(one: string): boolean {
  const code = one.codePointAt(0) as number;
  return code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10 || code === 13;
}
