export * from './fact.ts';
export * from './finding.ts';
export * from './model.ts';
export * from './origin.ts';
export * from './resource-id.ts';
