// The table of gRPC methods that the port answers.
import type { GrpcHandler } from './grpc-call.ts';
import { exportServices, handleExport, type ExportParts } from './grpc-export.ts';
import { createHealth } from './grpc-health.ts';
import { reflectionHandlers } from './grpc-reflection.ts';

interface GrpcHandlers {
  readonly handlers: ReadonlyMap<string, GrpcHandler>;
  /** Ends the calls that would otherwise stay open: health watches. */
  close(): void;
}

export function grpcHandlers(parts: ExportParts): GrpcHandlers {
  const handlers = new Map<string, GrpcHandler>();
  for (const [service, signal] of exportServices)
    handlers.set(`/${service}/Export`, (call) => handleExport(call, signal, parts));
  const health = createHealth();
  for (const [path, handler] of [...health.handlers, ...reflectionHandlers()]) handlers.set(path, handler);
  return { handlers, close: health.close };
}
