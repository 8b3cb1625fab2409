export * from '../../main/query/index.ts';
