// One accepted TCP connection as the protocol handlers see it: who is at the other end.
// connections.ts makes them; the sender's process is looked up once per connection (sender.ts).
import type { Sender } from '../../contract/ingest.ts';

export interface Connection {
  /** What is known right now; the address alone until the process is found. */
  sender(): Sender;
  /** Waits for the look-up, but never longer than the limit says. */
  resolveSender(): Promise<Sender>;
}
