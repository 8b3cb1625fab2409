// A dashboard without the JSON that it was read from, so that two of them can be compared.

export function modelOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modelOf);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'source' || 'expression' in value);
  return Object.fromEntries(kept.map(([key, one]) => [key, modelOf(one)]));
}
