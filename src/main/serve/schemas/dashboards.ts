// Requests of dashboards.*.
import * as z from 'zod/mini';
import { nothing, text } from './parts.ts';
import { isDashboardId } from '../../../contract/dashboards/dashboard-id.ts';
import { maxDashboardText } from '../../../contract/dashboards/methods.ts';

const id = z.string().check(z.refine(isDashboardId, 'not an id of a dashboard: letters, digits, - and _, at most 80'));

export const dashboardSchemas = {
  'dashboards.list': nothing,
  'dashboards.get': z.strictObject({ id }),
  'dashboards.save': z.strictObject({ text: text(maxDashboardText), id: z.optional(id) }),
  'dashboards.delete': z.strictObject({ id }),
};
