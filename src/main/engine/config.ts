// What an engine is started with. Where it comes from (flags, the desktop shell, a test) is not its concern.
import type { AppInfo } from '../../contract/app.ts';

export interface EngineConfig {
  readonly mode: AppInfo['mode'];
  readonly version: string;
  /** Created where missing. Holds engine.json, token, settings.json, runs/, opened/. */
  readonly dataFolder: string;
  /** `undefined` leaves the port off; port 0 takes a free one. */
  readonly grpc: Address | undefined;
  readonly http: Address | undefined;
  /** The HTTP surface; the desktop app has none. */
  readonly surface: SurfaceConfig | undefined;
  /** false: processes of this machine that send are not looked at (CPU, memory, start, exit). */
  readonly watchProcesses?: boolean;
  /** Folders whose files go into the live run. */
  readonly watch?: readonly string[];
  /** Absolute paths of folders whose files may be shown as source code, beside those of the settings. */
  readonly sourceFolders?: readonly string[];
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface SurfaceConfig extends Address {
  /** Instead of the one kept in the data folder. */
  readonly token: string | undefined;
  readonly allowHosts: readonly string[];
  /** Folder of the built renderer. */
  readonly pages: string | undefined;
}
