// Reading JSON of unknown shape: every question has an answer, a wrong type counts as not being there.

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isObject(value) ? value : {};
}

export function objectsAt(from: JsonObject, key: string): readonly JsonObject[] {
  return listAt(from, key).filter(isObject);
}

export function listAt(from: JsonObject, key: string): readonly unknown[] {
  const value = from[key];
  return Array.isArray(value) ? value : [];
}

export function textAt(from: JsonObject, key: string, otherwise = ''): string {
  const value = from[key];
  return typeof value === 'string' ? value : otherwise;
}

/** Texts and numbers as texts. */
export function wordAt(from: JsonObject, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function textsAt(from: JsonObject, key: string): readonly string[] {
  return listAt(from, key).filter((one) => typeof one === 'string');
}

/** A finite number, also when written as text. */
export function numberAt(from: JsonObject, key: string): number | undefined {
  return finite(from[key]);
}

export function finite(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function flagAt(from: JsonObject, key: string): boolean {
  return from[key] === true;
}

/** The value when it is one of `choices`, else the first choice. */
export function choiceAt<T extends string>(from: JsonObject, key: string, choices: readonly [T, ...T[]]): T {
  const value = from[key];
  return choices.find((choice) => choice === value) ?? choices[0];
}

export function optionalChoiceAt<T extends string>(
  from: JsonObject,
  key: string,
  choices: readonly T[],
): T | undefined {
  const value = from[key];
  return choices.find((choice) => choice === value);
}

/** Without the fields that are undefined. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
