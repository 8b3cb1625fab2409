// A worker process of Twinkle: exports over gRPC what its SDK would have exported between two times, then ends.
// Usage: node twinkle-child.ts <host:port> <worker> <from> <to> <every>; times in Unix milliseconds.
import { Client, credentials } from '@grpc/grpc-js';
import { twinkleRequest } from './twinkle.ts';

const [address = '', ...numbers] = process.argv.slice(2);
const [worker = 0, from = 0, to = 0, every = 30_000] = numbers.map(Number);
const client = new Client(address, credentials.createInsecure());
const path = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export';
const same = (bytes: Buffer): Buffer => bytes;
for (let time = from; time <= to; time += every) {
  const request = Buffer.from(twinkleRequest(worker, time, from - every));
  await new Promise<void>((resolve, reject) =>
    client.makeUnaryRequest(path, same, same, request, (error) => (error === null ? resolve() : reject(error))),
  );
}
client.close();
