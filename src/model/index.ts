export * from './check.ts';
export * from './fact.ts';
export * from './finding.ts';
export type * from './machines.ts';
export * from './model.ts';
export * from './origin.ts';
export type * from './requests.ts';
export * from './resource-id.ts';
export type * from './shared-things.ts';
