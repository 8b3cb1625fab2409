import { seal } from '../store/seal.ts';
export const sealed = seal;
