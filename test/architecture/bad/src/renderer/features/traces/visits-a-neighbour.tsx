import { page } from '../trace/page.tsx';
export const mine = page;
