// The name that a profile's drop and keep expressions are tested against: without a leading dot and without the arguments,
// which begin at the first bracket that is no part of the name itself.
const bracket = /\(anonymous namespace\)|operator\(\)|\(/g;

export function simpleName(name: string): string {
  const bare = name.startsWith('.') ? name.slice(1) : name;
  if (!bare.includes('(')) return bare;
  for (const match of bare.matchAll(bracket)) {
    if (match[0] === '(') return bare.slice(0, match.index);
  }
  return bare;
}
