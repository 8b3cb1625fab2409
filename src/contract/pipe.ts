// The only thing engine and window know of what lies between them.

/** Ordered, reliable, message-framed bytes. Adapters: MessagePort, WebSocket, worker port, memory. */
export interface Pipe {
  send(bytes: Uint8Array): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  onClose(listener: () => void): void;
  close(): void;
  /** Bytes handed to `send` and not yet on their way; 0 where the transport does not tell. */
  readonly queued: number;
}
