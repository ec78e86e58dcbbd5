import { sources } from './sources.ts';

/** What Azure Backup needs on a vault with access policies: the union of two pages, each of which leaves something out. */
export const backupPermissions = {
  keys: ['get', 'list', 'backup'],
  secrets: ['get', 'list', 'backup'],
  sources: [sources.backupEncrypted, sources.backupPowerShell],
} as const;
