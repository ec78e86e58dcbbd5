import { literal, type TemplateString } from './template-string.ts';
import type { DeploymentKind } from './unit.ts';

/** What the template of each kind of deployment does, for its reader. */
const descriptions: Record<DeploymentKind, string> = {
  'key-vault': 'Key vaults and key encryption keys for Azure Disk Encryption',
  'key-vault-secrets': 'Secrets of disks that were encrypted before they came to Azure',
  network: 'Virtual networks of the new machines',
  'recovery-services-vault': 'Recovery Services vaults and backup policies',
  'backup-rights': 'Rights of Azure Backup on the key vaults of encrypted machines',
  snapshots: 'Snapshots of the disks, taken before encryption',
  'new-vm-encrypted-vhd': 'New virtual machines from VHDs that were encrypted before they came to Azure',
  'new-vm-gallery-image': 'New virtual machines from gallery images, encrypted by Azure Disk Encryption',
  'enable-existing-vm': 'Azure Disk Encryption enabled on existing virtual machines',
  'new-scale-set': 'New scale sets, encrypted by Azure Disk Encryption',
  'enable-scale-set': 'Azure Disk Encryption enabled on existing scale sets',
  'encrypted-managed-disk': 'Managed disks imported with their encryption settings',
  'update-encryption-settings': 'New encryption settings for encrypted machines',
  'disable-vm': 'Azure Disk Encryption disabled on virtual machines',
  'disable-scale-set': 'Azure Disk Encryption disabled on scale sets',
  'remove-encryption-extension': 'Azure Disk Encryption disabled before its extension is removed',
  'restore-encrypted-vm': 'Virtual machines from restored encrypted disks',
  'backup-encrypted-vm': 'Backup of encrypted virtual machines',
};

export const descriptionOf = (kind: DeploymentKind, specName: string): TemplateString =>
  literal(`${descriptions[kind]} (spec ${specName}).`);
