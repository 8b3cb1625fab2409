// Server-sent events: the data of each event, joined as the HTML standard says (9.2.6); comments, which keep a connection
// alive, and other fields are passed over.

const maxEvent = 8 * 1024 ** 2;

/** Throws RangeError for an event larger than 8 MiB. */
export async function* eventData(stream: AsyncIterable<Buffer>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const piece of stream) {
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > maxEvent) throw new RangeError('an event is larger than 8 MiB');
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        data = [];
      } else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
}
