// A test about the whole trace where it stands beside tests about spans: asked once per trace of a block.
import type { SpanBlock } from '../../store/span-block.ts';
import type { RowTest, SearchLeaf } from './row-test.ts';
import type { SearchContext } from './search-context.ts';
import { traceExpression } from './trace-expression.ts';

export function traceTest(context: SearchContext, leaf: SearchLeaf): RowTest<SpanBlock> {
  const { sql, parameters } = traceExpression(context, leaf);
  const statement = context.run().db.prepare(`SELECT ${sql} FROM traces WHERE trace_id = @id`).pluck();
  return {
    cost: 2,
    mayMatch: () => true,
    rowsOf: (block, wanted, alive) => {
      const { trace, traceIds } = block;
      const known = new Int8Array(block.traceCount).fill(-1);
      let asked = 0;
      return wanted.map((one, row) => {
        if (one === 0) return 0;
        const number = trace[row] as number;
        if (known[number] === -1) {
          if (++asked % 512 === 0) alive();
          const id = Buffer.from(traceIds.buffer, traceIds.byteOffset + 16 * number, 16);
          known[number] = statement.get({ ...parameters, id }) === 1 ? 1 : 0;
        }
        return known[number] as number;
      });
    },
  };
}
