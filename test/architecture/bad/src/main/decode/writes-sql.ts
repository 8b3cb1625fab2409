export { schema } from '../store/schema.ts';
