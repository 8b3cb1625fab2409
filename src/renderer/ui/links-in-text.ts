// Finds http(s) addresses in untrusted text. They are only marked; opening one takes a gesture and names the host.

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: URL };

const address = /https?:\/\/[^\s"'<>`{}|\\^]+/g;

export function linksInText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const candidate = match[0].replace(/[.,;:!?)\]]+$/, '');
    const url = URL.canParse(candidate) ? new URL(candidate) : undefined;
    if (url === undefined || url.hostname === '') continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: candidate, url });
    end = match.index + candidate.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
