/**
 * The what-if answer as Azure Resource Manager sends it: https://learn.microsoft.com/rest/api/resources/deployments/what-if (2025-03-01).
 * The SDK's own types are not used: it takes property values for dictionaries, and breaks strings into characters.
 */

export type ChangeType = 'Create' | 'Delete' | 'Deploy' | 'Modify' | 'NoChange' | 'Unsupported' | 'Ignore';
export type PropertyChangeType = 'Create' | 'Delete' | 'Modify' | 'Array' | 'NoEffect';

export interface WhatIfChange {
  resourceId?: string;
  changeType: ChangeType;
  unsupportedReason?: string;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  delta?: WhatIfPropertyChange[] | null;
}

export interface WhatIfPropertyChange {
  /** Dotted path, or an index within an array; absent for an array within an array. */
  path?: string | null;
  propertyChangeType: PropertyChangeType;
  before?: unknown;
  after?: unknown;
  children?: WhatIfPropertyChange[] | null;
}

export interface WhatIfDiagnostic {
  level: 'Error' | 'Warning' | 'Info';
  code: string;
  message: string;
  target?: string;
}
