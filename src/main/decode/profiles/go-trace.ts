// Go's execution traces (runtime/trace): not profiles, but fetched from the same place. They are known by their header and
// kept as they are; what they hold is shown by Go's own tool.
import type { ProfileReader } from './profile-format.ts';
import { DecodeFault } from '../result.ts';

/** `go 1.23 trace`, filled up with zeros to 16 bytes. */
const headerShape = /^go (\d+)\.(\d+) trace\0{2,3}/;

export const goTrace: ProfileReader = {
  id: 'go-trace',
  keptOnly: true,
  sniff: (_head, text) => headerShape.test(text.slice(0, 16)),
  decode(bytes, { text }) {
    const [, major = '', minor = ''] = headerShape.exec(text(bytes.subarray(0, 16))) ?? [];
    throw new DecodeFault(
      `this is an execution trace of Go ${major}.${minor}, a record of every scheduling event and not a profile: ` +
        'it is kept as it came; save it and look at it with "go tool trace FILE", or make profiles of it with ' +
        '"go tool trace -pprof=net|sync|syscall|sched FILE"',
      0,
    );
  },
};
