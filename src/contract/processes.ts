// Processes of this machine that send telemetry, as the engine sees them now. What they did over time is stored: metrics
// `process.cpu.utilization` and `process.memory.usage`, events `process.start` and `process.exit`.

export interface WatchedProcess {
  readonly pid: number;
  /** What people call it: the program, and the script of an interpreter. */
  readonly name: string;
  /** `service.name` of what it sent. */
  readonly services: readonly string[];
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Unix milliseconds, to the second; `undefined` while it runs. */
  readonly endedAt: number | undefined;
  /** CPU of the last five seconds, in cores; `undefined` before, and when it has ended. */
  readonly cpuCores: number | undefined;
  /** Resident memory; `undefined` when it has ended. */
  readonly memoryBytes: number | undefined;
}

export interface ProcessesMethods {
  /** Empty where senders' processes are not known: systems other than Linux. */
  'processes.list': { request: Record<string, never>; answer: readonly WatchedProcess[] };
}
