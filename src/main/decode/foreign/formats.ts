// The table of file formats, in the order in which they are tried. Databases (run files, Llama Stack's store) are told by
// the engine, which can open them.
import { chromeTrace } from './chrome-trace.ts';
import type { FileHead, ForeignFormat } from './foreign-format.ts';
import { jaegerJson } from './jaeger-json.ts';
import { jsonShape } from './json-shape.ts';
import { omnirtJson } from './omnirt-json.ts';
import { otlpJsonFile } from './otlp-json-file.ts';
import { otlpLengthsFile } from './otlp-lengths-file.ts';
import { otlpProtobufFile } from './otlp-protobuf-file.ts';
import { zipkinJson } from './zipkin-json.ts';

const foreignFormats: readonly ForeignFormat[] = [
  otlpJsonFile,
  jaegerJson,
  chromeTrace,
  zipkinJson,
  omnirtJson,
  otlpProtobufFile,
  otlpLengthsFile,
];

/** The format of a file by its first bytes, which are at most `headBytes`. */
export function sniffFormat(bytes: Uint8Array): {
  readonly head: FileHead;
  readonly format: ForeignFormat | undefined;
} {
  const head: FileHead = { bytes, json: jsonShape(bytes) };
  return { head, format: foreignFormats.find((format) => format.sniff(head)) };
}
