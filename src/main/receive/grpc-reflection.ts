// Server reflection, v1 and v1alpha (one message format, two names), so that grpcurl can list, describe and call.
// Format: grpc/reflection/v1/reflection.proto.
import { descriptors, type FileDescriptor } from './descriptors.generated.ts';
import { openAnswers, readSmallMessages, type GrpcHandler } from './grpc-call.ts';
import { exportServices } from './grpc-export.ts';
import { healthService } from './grpc-health.ts';
import { GrpcCode } from './grpc-wire.ts';
import { bytesField, integerField, message, readFields } from './proto-wire.ts';

const versions = ['grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection'];

const request = {
  host: 1,
  fileByName: 3,
  fileOfSymbol: 4,
  fileOfExtension: 5,
  extensionNumbers: 6,
  listServices: 7,
} as const;
const response = { validHost: 1, originalRequest: 2, files: 4, services: 6, error: 7 } as const;

export function reflectionHandlers(): ReadonlyMap<string, GrpcHandler> {
  const answerOf = createReflection();
  const handle: GrpcHandler = (call) => {
    const answers = openAnswers(call.stream);
    readSmallMessages(
      call,
      answers,
      (bytes) => {
        const answer = answerOf(bytes);
        if (answer === undefined)
          answers.finish({ code: GrpcCode.invalidArgument, message: 'the request is no ServerReflectionRequest' });
        else answers.send(answer);
      },
      () => answers.finish({ code: GrpcCode.ok, message: '' }),
    );
  };
  return new Map(versions.map((service) => [`/${service}/ServerReflectionInfo`, handle]));
}

/** Maps one ServerReflectionRequest to its ServerReflectionResponse; `undefined` when the bytes are no request. */
function createReflection(): (bytes: Uint8Array) => Buffer | undefined {
  const byName = new Map(descriptors.map((file) => [file.name, file]));
  const bySymbol = new Map<string, FileDescriptor>(
    descriptors.flatMap((file) =>
      file.symbols.split(' ').map((symbol) => [`${file.package}.${symbol}`, file] as const),
    ),
  );

  const withImports = (file: FileDescriptor, seen = new Set<string>()): FileDescriptor[] => {
    if (seen.has(file.name)) return [];
    seen.add(file.name);
    const imports = file.imports.flatMap((name) => byName.get(name) ?? []);
    return [file, ...imports.flatMap((needed) => withImports(needed, seen))];
  };
  const files = (found: FileDescriptor | undefined, what: string): Buffer => {
    if (found === undefined) return failure(GrpcCode.notFound, `${what} is not known here`);
    return bytesField(
      response.files,
      message(...withImports(found).map(({ base64 }) => bytesField(1, Buffer.from(base64, 'base64')))),
    );
  };
  /** A field is found through its message. */
  const ofSymbol = (symbol: string): FileDescriptor | undefined => {
    const bare = symbol.replace(/^\./, '');
    return bySymbol.get(bare) ?? bySymbol.get(bare.slice(0, bare.lastIndexOf('.')));
  };
  const services = (): Buffer => {
    const names = [...exportServices.keys(), healthService, ...versions].sort();
    return bytesField(response.services, message(...names.map((name) => bytesField(1, bytesField(1, name)))));
  };

  return (bytes) => {
    const fields = readFields(bytes);
    if (fields === undefined) return undefined;
    const text = (value: Buffer | bigint): string => (typeof value === 'bigint' ? '' : value.toString('utf8'));
    const host = fields.find(({ number }) => number === request.host);
    const asked = fields.findLast(({ number }) => number >= request.fileByName && number <= request.listServices);
    let answer = failure(GrpcCode.invalidArgument, 'the request asks for nothing');
    if (asked?.number === request.fileByName) answer = files(byName.get(text(asked.value)), text(asked.value));
    else if (asked?.number === request.fileOfSymbol) answer = files(ofSymbol(text(asked.value)), text(asked.value));
    else if (asked?.number === request.listServices) answer = services();
    else if (asked !== undefined) answer = failure(GrpcCode.notFound, 'there are no extensions here');
    return message(
      host === undefined ? Buffer.alloc(0) : bytesField(response.validHost, text(host.value)),
      bytesField(response.originalRequest, bytes),
      answer,
    );
  };
}

function failure(code: GrpcCode, words: string): Buffer {
  return bytesField(response.error, message(integerField(1, code), bytesField(2, words)));
}
