// The pages of a table that its question names: of rows that do not change by themselves, those in sight are asked for.
import { useCallback, useState } from 'react';
import type { MethodName, RequestOf } from '../../contract/methods.ts';
import { usePages, type Pages } from './use-pages.ts';

interface TablePages<M extends MethodName> extends Pages<M> {
  /** For the table: which rows are in sight now. */
  readonly onVisible: (first: number, last: number) => void;
}

const usualPage = 200;

/** @param request the question for rows [offset, offset + limit); another function only where another list is asked for */
export function useTablePages<M extends MethodName>(
  method: M,
  request: (offset: number, limit: number) => RequestOf<M>,
  pageSize = usualPage,
): TablePages<M> {
  const [visible, setVisible] = useState<readonly [number, number]>([0, 40]);
  const pages = usePages({
    method,
    request: (offset) => request(offset, pageSize),
    visible,
    pageSize,
    live: false,
    listKey: JSON.stringify(request(0, pageSize)),
  });
  const onVisible = useCallback((first: number, last: number) => setVisible([first, last]), []);
  return { ...pages, onVisible };
}
