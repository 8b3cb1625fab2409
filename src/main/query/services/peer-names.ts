// What the client and producer spans of a block talk to, by the attributes that OpenTelemetry's semantic conventions
// give them (present and former names), for calls that no span of the other side answers.
import type { ParticipantKind } from '../../../contract/services.ts';
import { ValueKind } from '../../../contract/values.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import type { Participants } from './participants.ts';

type PeerKind = Exclude<ParticipantKind, 'service'>;

const hostOfUrl = (text: string): string => /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(text)?.[1] ?? '';
const asIs = (text: string): string => text;

/** The first that a span has tells. */
const signs: readonly (readonly [key: string, kind: PeerKind, nameOf: (text: string) => string])[] = [
  ['peer.service', 'external', asIs],
  ['db.system.name', 'database', asIs],
  ['db.system', 'database', asIs],
  ['messaging.system', 'messaging', asIs],
  ['gen_ai.provider.name', 'model', asIs],
  ['gen_ai.system', 'model', asIs],
  ['server.address', 'external', asIs],
  ['net.peer.name', 'external', asIs],
  ['url.full', 'external', hostOfUrl],
  ['http.url', 'external', hostOfUrl],
  ['http.host', 'external', asIs],
];

/** Longer names are cut. */
const longestName = 200;

/** Per row the number of its peer, or -1. Consumers have the queue they read from. */
export function peersOf(block: SpanBlock, participants: Participants): Int32Array {
  const peers = new Int32Array(block.count).fill(-1);
  for (const [key, kind, nameOf] of signs) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    const numbers = new Map<number, number>();
    for (let i = 0; i < column.count; i++) {
      const row = column.rows[i] as number;
      if (column.kinds[i] !== ValueKind.text || (peers[row] as number) >= 0 || !talks(block.kind[row] as number, kind))
        continue;
      const ref = column.refs[i] as number;
      let number = numbers.get(ref);
      if (number === undefined) {
        const name = nameOf(block.strings.text(ref)).slice(0, longestName);
        number = name === '' ? -1 : participants.numberOf(kind, name);
        numbers.set(ref, number);
      }
      peers[row] = number;
    }
  }
  return peers;
}

/** Clients (3) and producers (4) call what their attributes name; consumers (5) are called by their queue. */
function talks(spanKind: number, peer: PeerKind): boolean {
  return spanKind === 3 || spanKind === 4 || (spanKind === 5 && peer === 'messaging');
}
