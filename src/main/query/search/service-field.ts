// The service as a field: by number, and blocks know the numbers they have.
import type { BlockSummary } from '../../store/span-block.ts';
import type { FieldRows } from './field-rows.ts';
import type { SearchContext } from './search-context.ts';
import { numberedField } from './text-fields.ts';
import type { ValueTest } from './value-test.ts';

export const serviceNamesSql = 'SELECT service_no, name FROM services';

interface ServiceBlock {
  readonly count: number;
  readonly strings: Parameters<ValueTest['ofStrings']>[0];
  readonly resource: Uint32Array;
}

export function serviceField<Block extends ServiceBlock>(context: SearchContext): FieldRows<Block> {
  const { reader } = context;
  const nameOf = (resource: number): string => reader.serviceName(reader.serviceOfResource(resource));
  const byTest = new Map<ValueTest, readonly number[]>();
  return {
    ...numberedField<Block>(context, (block) => block.resource, nameOf),
    mayHave: (summary: BlockSummary, test) => {
      if (test === undefined) return true;
      const numbers = byTest.get(test) ?? servicesThat(context, test);
      byTest.set(test, numbers);
      return numbers.some((number) => summary.hasService(number));
    },
  };
}

/** Numbers of the run's services whose name fulfils the test. */
export function servicesThat({ run }: SearchContext, test: ValueTest): readonly number[] {
  if (test.hint?.kind === 'equal')
    return test.hint.texts.map((text) => run().serviceNumber(text)).filter((number) => number >= 0);
  const rows = run().db.prepare(serviceNamesSql).all() as { readonly service_no: number; readonly name: string }[];
  const found = test.ofValues(
    rows.map(({ name }) => name),
    () => undefined,
  );
  return rows.filter((_, i) => found[i] === 1).map(({ service_no }) => service_no);
}
