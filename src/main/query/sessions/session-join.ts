// A value of a joining key as one text: equal values of different keys are different things.
export function joinOf(key: string, value: string): string {
  return `${key}\n${value}`;
}
