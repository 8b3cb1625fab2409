// The HTTP surface with its token; what keeps it from opening, in words for the person who started the engine.
import type { SurfaceConfig } from './config.ts';
import { unusable, type DataFolder } from './data-folder.ts';
import { EngineFailure, ExitCode, systemCode } from './engine-failure.ts';
import { ownToken } from './token-file.ts';
import { addressText } from '../../contract/address-text.ts';
import { startHttpSurface, type HttpSurface, type HttpSurfaceOptions } from '../serve/http/http-surface.ts';

export interface OpenSurface {
  readonly server: HttpSurface;
  readonly token: string;
}

export type SurfaceParts = Pick<HttpSurfaceOptions, 'sources' | 'onPipe' | 'onBug'>;

/** Rejects with EngineFailure. */
export async function openSurface(
  config: SurfaceConfig,
  folder: DataFolder,
  parts: SurfaceParts,
): Promise<OpenSurface> {
  const token = config.token ?? secretIn(folder.token, folder);
  const { host, port, allowHosts } = config;
  try {
    return { server: await startHttpSurface({ host, port, token, allowHosts, ...parts }), token };
  } catch (error) {
    throw notServed(host, port, error);
  }
}

/** The random bytes in a file of the data folder. Throws EngineFailure where there are none and none can be made. */
export function secretIn(path: string, folder: DataFolder): string {
  try {
    return ownToken(path);
  } catch (error) {
    throw unusable(folder.path, error);
  }
}

function notServed(host: string, port: number, error: unknown): unknown {
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another process holds it',
    EACCES: 'this user may not open it',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'there is no such host',
  };
  const code = systemCode(error);
  if (code === undefined || !(error instanceof Error)) return error;
  return new EngineFailure(
    'busy',
    ExitCode.address,
    `The window cannot be served on ${addressText({ host, port })}: ${words[code] ?? error.message}. Choose another address with --listen <host:port>; port 0 takes a free one.`,
  );
}
