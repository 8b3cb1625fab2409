// Requests of goroutines.*.
import * as z from 'zod/mini';
import { integer, text } from './parts.ts';
import { profileRef } from './profile-view.ts';
import { goroutineOrders, mostGoroutineDumps } from '../../../contract/profiles/goroutine-views.ts';

export const goroutinesSchemas = {
  'goroutines.list': z.strictObject({
    dump: profileRef,
    base: z.optional(profileRef),
    find: text(4000),
    state: text(1000),
    leastWait: z.number().check(z.minimum(0)),
    order: z.enum(goroutineOrders),
    offset: integer(0, Number.MAX_SAFE_INTEGER),
    limit: integer(1, 1000),
  }),
  'goroutines.series': z.strictObject({
    dumps: z.array(profileRef).check(z.minLength(1), z.maxLength(mostGoroutineDumps)),
  }),
};
