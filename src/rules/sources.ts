import type { Source } from '../model/index.ts';

const learn = (path: string, date: string): Source => ({ url: `https://learn.microsoft.com/azure/${path}`, date });

/** The pages and programs that the rules quote, each with the date of the text that was read. */
export const overview2018 = learn('security/azure-security-disk-encryption-overview', '2018-12-07');
export const windowsScenarios2018 = learn('security/azure-security-disk-encryption-windows', '2018-12-12');
export const prerequisites2019 = learn('security/azure-security-disk-encryption-prerequisites', '2019-03-25');
export const windowsOverview = learn('virtual-machines/windows/disk-encryption-overview', '2026-02-20');
export const linuxOverview = learn('virtual-machines/linux/disk-encryption-overview', '2026-02-20');
export const windowsScenarios = learn('virtual-machines/windows/disk-encryption-windows', '2026-02-20');
export const linuxScenarios = learn('virtual-machines/linux/disk-encryption-linux', '2025-09-23');
export const windowsExtension = learn('virtual-machines/extensions/azure-disk-enc-windows', '2020-03-19');
export const linuxExtension = learn('virtual-machines/extensions/azure-disk-enc-linux', '2020-03-19');
export const windowsFaq = learn('virtual-machines/windows/disk-encryption-faq', '2024-02-20');
export const linuxFaq = learn('virtual-machines/linux/disk-encryption-faq', '2024-08-06');
export const windowsTroubleshooting = learn('virtual-machines/windows/disk-encryption-troubleshooting', '2026-07-14');
export const comparison = learn('virtual-machines/disk-encryption-overview', '2026-09-11');
export const migration = learn('virtual-machines/disk-encryption-migrate', '2025-09-23');
export const encryptionAtHost = learn('virtual-machines/disks-enable-host-based-encryption-portal', '2024-10-22');
export const sharedDisks = learn('virtual-machines/disks-shared', '2023-04-14');
export const scaleSetOverview = learn('virtual-machine-scale-sets/disk-encryption-overview', '2026-05-19');
export const scaleSetCli = learn('virtual-machine-scale-sets/disk-encryption-cli', '2026-05-19');
export const scaleSetSequencing = learn('virtual-machine-scale-sets/disk-encryption-extension-sequencing', '2026-05-19');
export const keyVaultFirewall = learn('key-vault/general/overview-vnet-service-endpoints', '2024-01-30');
export const backupEncrypted = learn('backup/backup-azure-vms-encryption', '2022-12-14');
export const restoreEncrypted = learn('backup/restore-azure-encrypted-virtual-machines', '2025-08-20');

/** The text about the key vault that the pages for Windows and Linux share. */
export const keyVaultSetup: Source = {
  url: 'https://github.com/MicrosoftDocs/azure-docs/blob/02512778/includes/disk-encryption-key-vault.md',
  date: '2019-10-06',
};
/** The extension for Linux as it was when the seed of the rules was written. */
export const linuxAgent2018: Source = {
  url: 'https://github.com/Azure/azure-linux-extensions/tree/6d667f90/VMEncryption/main',
  date: '2018-11-21',
};
export const linuxAgent: Source = {
  url: 'https://github.com/Azure/azure-linux-extensions/tree/ade-sp-release-1.4.0.12/VMEncryption/main',
  date: '2026-06-29',
};
