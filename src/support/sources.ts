import type { Source } from '../model/index.ts';

/**
 * Texts that several tables rest on, by a short name; the date is that of the version that was read. Where a text has none, it is the last day on
 * which it can have been written.
 */
export const sources = {
  overview2018: { url: 'https://learn.microsoft.com/azure/security/azure-security-disk-encryption-overview', date: '2018-12-07' },
  windows2018: {
    url: 'https://github.com/MicrosoftDocs/azure-docs/blob/07342f81/articles/security/azure-security-disk-encryption-windows.md',
    date: '2018-12-12',
  },
  frequentQuestions2018: {
    url: 'https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/security/azure-security-disk-encryption-faq.md',
    date: '2018-06-30',
  },
  frequentQuestions2019: {
    url: 'https://github.com/MicrosoftDocs/azure-docs/blob/main/articles/security/azure-security-disk-encryption-faq.md',
    date: '2019-04-05',
  },
  prerequisites2019: {
    url: 'https://github.com/MicrosoftDocs/azure-docs/blob/062f2437/articles/security/azure-security-disk-encryption-prerequisites.md',
    date: '2019-03-25',
  },
  linuxExtension2018: { url: 'https://github.com/Azure/azure-linux-extensions/tree/6d667f90/VMEncryption', date: '2018-11-21' },
  linuxExtension2026: {
    url: 'https://github.com/Azure/azure-linux-extensions/tree/ade-sp-release-1.4.0.12/VMEncryption',
    date: '2026-06-29',
  },
  linuxOverview: { url: 'https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-overview', date: '2026-02-20' },
  linuxScenarios: { url: 'https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-linux', date: '2025-09-23' },
  linuxQuestions: { url: 'https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-faq', date: '2024-08-06' },
  linuxExtensionPage: { url: 'https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux', date: '2020-03-19' },
  windowsOverview: { url: 'https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-overview', date: '2026-02-20' },
  windowsScenarios: { url: 'https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-windows', date: '2026-02-20' },
  windowsQuestions: { url: 'https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-faq', date: '2024-02-20' },
  windowsTroubleshooting: {
    url: 'https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-troubleshooting',
    date: '2026-07-14',
  },
  windowsExtensionPage: { url: 'https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-windows', date: '2020-03-19' },
  scaleSetOverview: { url: 'https://learn.microsoft.com/azure/virtual-machine-scale-sets/disk-encryption-overview', date: '2026-05-19' },
  keyVaultPage: {
    url: 'https://github.com/MicrosoftDocs/azure-docs/blob/02512778/includes/disk-encryption-key-vault.md',
    date: '2019-10-06',
  },
  migration: { url: 'https://learn.microsoft.com/azure/virtual-machines/disk-encryption-migrate', date: '2025-09-23' },
  comparison: { url: 'https://learn.microsoft.com/azure/virtual-machines/disk-encryption-overview', date: '2026-09-11' },
  powerShellHelp: { url: 'https://learn.microsoft.com/powershell/module/az.compute/set-azvmdiskencryptionextension', date: '2026-11-24' },
  powerShellSource: {
    url: 'https://github.com/Azure/azure-powershell/tree/main/src/Compute/Compute/Extension/AzureDiskEncryption',
    date: '2021-12-31',
  },
  azureCliSource: {
    url: 'https://github.com/Azure/azure-cli/blob/058c5c8b/src/azure-cli/azure/cli/command_modules/vm/disk_encryption.py',
    date: '2023-12-31',
  },
  backupEncrypted: { url: 'https://learn.microsoft.com/azure/backup/backup-azure-vms-encryption', date: '2022-12-14' },
  backupPowerShell: { url: 'https://learn.microsoft.com/azure/backup/backup-azure-vms-automation', date: '2020-12-31' },
  restoreEncrypted: { url: 'https://learn.microsoft.com/azure/backup/restore-azure-encrypted-virtual-machines', date: '2025-08-20' },
  templateBestPractices: { url: 'https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices', date: '2026-11-24' },
  encryptionAtHost: {
    url: 'https://learn.microsoft.com/azure/virtual-machines/disks-enable-host-based-encryption-portal',
    date: '2024-10-22',
  },
  sharedDisks: { url: 'https://learn.microsoft.com/azure/virtual-machines/disks-shared', date: '2023-04-14' },
  scaleSetCli: { url: 'https://learn.microsoft.com/azure/virtual-machine-scale-sets/disk-encryption-cli', date: '2026-05-19' },
  scaleSetSequencing: {
    url: 'https://learn.microsoft.com/azure/virtual-machine-scale-sets/disk-encryption-extension-sequencing',
    date: '2026-05-19',
  },
  keyVaultFirewall: { url: 'https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints', date: '2024-01-30' },
  placementGroups: {
    url: 'https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-placement-groups',
    date: '2026-05-19',
  },
  recoveryVaultPage: {
    url: 'https://github.com/MicrosoftDocs/azure-docs/blob/main/includes/backup-create-rs-vault.md',
    date: '2023-02-17',
  },
  machineSchema: { url: 'https://learn.microsoft.com/azure/templates/microsoft.compute/virtualmachines', date: '2026-11-24' },
} as const satisfies Record<string, Source>;
