import type { Source } from '../model/index.ts';
import { sources } from './sources.ts';

/** Something that Azure's own texts and code say differently, and what armade does about it. */
export interface Disagreement {
  statements: readonly { says: string; source: Source }[];
  /** What armade holds to be true, and why. */
  side: string;
}

/** By name, so that a rule can show the disagreement behind its verdict. */
export const disagreements = {
  'windows-data-volume': {
    statements: [
      { says: 'VolumeType is OS, Data or All.', source: sources.windowsExtensionPage },
      { says: 'VolumeType is All or OS on a Windows virtual machine.', source: sources.powerShellHelp },
      { says: 'Data volumes cannot be encrypted before the OS volume.', source: sources.windowsQuestions },
    ],
    side: 'Data on a Windows virtual machine needs an encrypted OS volume; a Windows scale set may ask for Data.',
  },
  'size-version-6': {
    statements: [
      { says: 'Sizes of version 6, version 7 or newer are not available.', source: sources.windowsOverview },
      { says: 'Sizes of version 6, version 7 or newer are not available.', source: sources.linuxOverview },
      { says: 'Sizes of version 7 and newer are not supported.', source: sources.windowsScenarios },
      { says: 'Sizes of version 6 with a temporary disk are not supported.', source: sources.linuxScenarios },
    ],
    side: 'Version 6 and newer are refused: both overviews say so.',
  },
  'linux-scale-set-os-volume': {
    statements: [
      { says: 'The OS volume of Linux scale sets is not supported.', source: sources.scaleSetOverview },
      {
        says: 'From 1.2.0.94 on the agent encrypts it where the distribution supports online encryption.',
        source: sources.linuxExtension2026,
      },
      { says: 'Only with --force.', source: sources.azureCliSource },
    ],
    side: 'Refused: the page says so.',
  },
  'key-vault-url-port': {
    statements: [
      { says: 'Secret and key URLs with a port are not supported.', source: sources.keyVaultPage },
      { says: 'The agent takes `:443`.', source: sources.linuxExtension2026 },
    ],
    side: 'A port is refused; none is ever generated.',
  },
  'aad-certificate-setting': {
    statements: [
      { says: 'AADClientCertificate, a protected setting.', source: sources.windowsExtensionPage },
      { says: 'AADClientCertThumbprint, a public setting.', source: sources.powerShellSource },
      { says: 'AADClientCertThumbprint, a public setting.', source: sources.azureCliSource },
    ],
    side: 'AADClientCertThumbprint in the public settings: it is what the tools send.',
  },
  'removal-before-disabling': {
    statements: [
      { says: 'Removing the extension before encryption is disabled fails.', source: sources.windowsTroubleshooting },
      { says: 'It succeeds, and the disks stay encrypted.', source: sources.windowsScenarios },
      { says: 'It succeeds, and the disks stay encrypted.', source: sources.linuxScenarios },
      { says: 'The cmdlet deletes the extension without a check.', source: sources.powerShellSource },
    ],
    side: 'Refused: either way it does not do what was meant.',
  },
  'leaving-aad': {
    statements: [
      { says: 'There is no way from the release with an Azure AD application to the one without.', source: sources.windowsQuestions },
      { says: 'There is no way from the release with an Azure AD application to the one without.', source: sources.linuxQuestions },
      { says: 'The cmdlet has -Migrate and -MigrationRecovery.', source: sources.powerShellHelp },
      { says: 'The agent has MigrateFlag.', source: sources.linuxExtension2026 },
    ],
    side: 'A machine stays with its release; nothing is generated that migrates it.',
  },
  'cross-region-restore': {
    statements: [
      { says: 'Restoring to another region is not supported.', source: sources.windowsQuestions },
      { says: 'Cross-region restore to the paired region of the same geography is supported.', source: sources.restoreEncrypted },
    ],
    side: 'Restoring to the paired region is allowed: the backup pages are newer.',
  },
  'template-variables': {
    statements: [
      { says: '512 variables.', source: sources.templateBestPractices },
      {
        says: '256 variables.',
        source: {
          url: 'https://github.com/MicrosoftDocs/azure-docs/blob/1a3b3121/articles/azure-resource-manager/templates/best-practices.md',
          date: '2022-05-26',
        },
      },
    ],
    side: 'No template has more than 256.',
  },
  'linux-os-memory': {
    statements: [
      { says: '8 GB for the OS volume, or twice the usage of the root file system above 4 GB.', source: sources.linuxOverview },
      { says: 'The agent refuses below 7,000,000 kB of MemTotal and recommends 8 GB.', source: sources.linuxExtension2026 },
    ],
    side: '8 GB: a machine with 7 GB passes the agent and not the page.',
  },
  'seed-sizes-and-memory': {
    statements: [
      { says: 'A-series sizes are supported, and every Linux machine needs 7 GB.', source: sources.overview2018 },
      { says: 'A-series sizes are not available, and Linux data volumes need 2 GB.', source: sources.prerequisites2019 },
    ],
    side: 'Each support matrix keeps to the text of its own date.',
  },
  'linux-encrypted-vhd': {
    statements: [
      { says: 'A new Linux machine can start from an encrypted VHD.', source: sources.linuxScenarios },
      { says: 'Custom images on Linux are not supported.', source: sources.linuxScenarios },
      { says: 'The scenario is for Windows.', source: sources.overview2018 },
    ],
    side: 'Refused under 2018-12, whose page is for Windows; a warning under 2026-09, since a section of the page describes it.',
  },
  'key-size': {
    statements: [
      { says: 'A key encryption key is RSA 2048.', source: sources.overview2018 },
      { says: 'Windows Server 2022 and Windows 11 do not support an RSA 2048 key.', source: sources.windowsOverview },
    ],
    side: '3072 or 4096 for Windows Server 2022, Windows 11 and newer.',
  },
  'rsa-oaep-256': {
    statements: [
      { says: 'RSA-OAEP, RSA-OAEP-256 and RSA1_5.', source: sources.linuxExtensionPage },
      { says: 'RSA-OAEP, RSA-OAEP-256 and RSA1_5.', source: sources.linuxExtension2026 },
      { says: 'RSA-OAEP and RSA1_5.', source: sources.powerShellSource },
    ],
    side: 'All three are allowed: the agent takes them.',
  },
  'linux-versions': {
    statements: [
      { says: 'RHEL up to 9.4, Oracle Linux up to 8.6, no Azure Linux 3.', source: sources.linuxOverview },
      {
        says: 'The agent also takes RHEL 9.5 and newer, Oracle Linux 8.7 and newer, and Azure Linux 3.',
        source: sources.linuxExtension2026,
      },
    ],
    side: 'The table of the page decides what is supported.',
  },
} as const satisfies Record<string, Disagreement>;
