import type { CloudName } from '../model/index.ts';
import { apiVersionTable } from './api-version-table.ts';

/**
 * Published, stable apiVersion of a resource type in a cloud.
 * @throws {Error} for a type that the table does not have.
 */
export function apiVersionOf(type: string, cloud: CloudName): string {
  const row = apiVersionTable[type];
  if (row === undefined) throw new Error(`The table of apiVersions has no ${type}.`);
  return row[cloud];
}
