// Values of options, from a flag or the environment variable that stands in for it, and addresses among them.
import type { Address } from '../engine/config.ts';

/** A value and the flag or variable it came from. */
export interface Given {
  readonly source: string;
  readonly text: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the command line, in words for the person who wrote it. */
export class Wrong extends Error {}

/** An empty value is as good as none. */
export function givenOf(flag: string, value: string | undefined, variable: string, env: Environment): Given {
  return value === undefined
    ? { source: variable, text: filled(env[variable]) }
    : { source: `--${flag}`, text: filled(value) };
}

/** `off` leaves the port closed. */
export function otlpAddress(given: Given, port: number): Address | undefined {
  return given.text === 'off' ? undefined : listenAddress(given, port);
}

/** `port`, `host:port`, `[v6]:port`. */
export function listenAddress({ source, text }: Given, port: number): Address {
  if (text === undefined) return { host: '127.0.0.1', port };
  const match = /^(?:(?:\[([0-9a-fA-F:.%]+)\]|([^:[\]/\s]+)):)?(\d{1,5})$/.exec(text);
  const parsed = Number(match?.[3] ?? Number.NaN);
  if (match === null || parsed > 65_535)
    throw new Wrong(`${source} ${text}: not an address; give a port, or host:port.`);
  return { host: match[1] ?? match[2] ?? '127.0.0.1', port: parsed };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
