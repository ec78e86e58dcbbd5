// Made by scripts/generate-registry.mjs from the files of this folder; do not edit.
import aSeriesUnsupported from './a-series-unsupported.ts';
import aadNeedsPreviousRelease from './aad-needs-previous-release.ts';
import aadRhelUnsupported from './aad-rhel-unsupported.ts';
import aadSecretAndCertificate from './aad-secret-and-certificate.ts';
import azureDiskEncryptionRetirement from './azure-disk-encryption-retirement.ts';
import azureFilesUnsupported from './azure-files-unsupported.ts';
import backupBeforeEncrypting from './backup-before-encrypting.ts';
import backupDiskTooLarge from './backup-disk-too-large.ts';
import backupExcludesDisks from './backup-excludes-disks.ts';
import backupTooManyDisks from './backup-too-many-disks.ts';
import backupVaultRegion from './backup-vault-region.ts';
import backupVaultSubscription from './backup-vault-subscription.ts';
import backupWithoutVaultRights from './backup-without-vault-rights.ts';
import basicTierUnsupported from './basic-tier-unsupported.ts';
import blankLinuxDataDisks from './blank-linux-data-disks.ts';
import classicMachineUnsupported from './classic-machine-unsupported.ts';
import confidentialVmOsVolume from './confidential-vm-os-volume.ts';
import dataDiskOverOsFolder from './data-disk-over-os-folder.ts';
import diskEncryptionSetConflict from './disk-encryption-set-conflict.ts';
import diskSecretUrlCloud from './disk-secret-url-cloud.ts';
import diskSecretUrlMalformed from './disk-secret-url-malformed.ts';
import diskSecretUrlOfOtherVault from './disk-secret-url-of-other-vault.ts';
import diskSecretUrlVersionMissing from './disk-secret-url-version-missing.ts';
import dynamicVolumeUnsupported from './dynamic-volume-unsupported.ts';
import encryptFormatAllOnWindows from './encrypt-format-all-on-windows.ts';
import encryptFormatAllSkipsVolumes from './encrypt-format-all-skips-volumes.ts';
import encryptFormatAllUnacknowledged from './encrypt-format-all-unacknowledged.ts';
import encryptFormatAllWithOsOnly from './encrypt-format-all-with-os-only.ts';
import encryptedDataDiskAttachUnsupported from './encrypted-data-disk-attach-unsupported.ts';
import encryptedLinuxVhdDisputed from './encrypted-linux-vhd-disputed.ts';
import encryptedVhdWindowsOnly from './encrypted-vhd-windows-only.ts';
import encryptionAtHostConflict from './encryption-at-host-conflict.ts';
import encryptionIdentityNotAssigned from './encryption-identity-not-assigned.ts';
import encryptionIdentityUnavailable from './encryption-identity-unavailable.ts';
import encryptionSettingsVersionMismatch from './encryption-settings-version-mismatch.ts';
import ephemeralOsDiskUnsupported from './ephemeral-os-disk-unsupported.ts';
import extensionOperationsDisallowed from './extension-operations-disallowed.ts';
import extensionVersionUnknown from './extension-version-unknown.ts';
import failoverClusterUnsupported from './failover-cluster-unsupported.ts';
import flexibleExistingInstances from './flexible-existing-instances.ts';
import generation2Unsupported from './generation-2-unsupported.ts';
import hsmKeyNeedsPremiumVault from './hsm-key-needs-premium-vault.ts';
import importedDiskEncryptionSetConflict from './imported-disk-encryption-set-conflict.ts';
import iscsiUnsupported from './iscsi-unsupported.ts';
import keyEncryptionAlgorithmWithoutKey from './key-encryption-algorithm-without-key.ts';
import keyEncryptionKeyDisabled from './key-encryption-key-disabled.ts';
import keyEncryptionKeyExpired from './key-encryption-key-expired.ts';
import keyEncryptionKeyExpires from './key-encryption-key-expires.ts';
import keyEncryptionKeySize from './key-encryption-key-size.ts';
import keyEncryptionKeyTooSmallForWindows from './key-encryption-key-too-small-for-windows.ts';
import keyEncryptionKeyType from './key-encryption-key-type.ts';
import keyEncryptionKeyUrlCloud from './key-encryption-key-url-cloud.ts';
import keyEncryptionKeyUrlMalformed from './key-encryption-key-url-malformed.ts';
import keyEncryptionKeyUrlOfOtherVault from './key-encryption-key-url-of-other-vault.ts';
import keyEncryptionKeyVersionLength from './key-encryption-key-version-length.ts';
import keyEncryptionKeyVersionMissing from './key-encryption-key-version-missing.ts';
import keyVaultFirewallBypass from './key-vault-firewall-bypass.ts';
import keyVaultNotEnabledForDiskEncryption from './key-vault-not-enabled-for-disk-encryption.ts';
import keyVaultRegion from './key-vault-region.ts';
import keyVaultSubscription from './key-vault-subscription.ts';
import keyVaultUrlCloud from './key-vault-url-cloud.ts';
import keyVaultUrlMalformed from './key-vault-url-malformed.ts';
import keyVaultUrlOfOtherVault from './key-vault-url-of-other-vault.ts';
import keyVaultWithoutPurgeProtection from './key-vault-without-purge-protection.ts';
import keyVaultWithoutSoftDelete from './key-vault-without-soft-delete.ts';
import linuxCustomImageUnsupported from './linux-custom-image-unsupported.ts';
import linuxDataDisableWithEncryptedOs from './linux-data-disable-with-encrypted-os.ts';
import linuxDataFileSystemUnsupported from './linux-data-file-system-unsupported.ts';
import linuxImageOsVolumeUnsupported from './linux-image-os-volume-unsupported.ts';
import linuxImageUnsupported from './linux-image-unsupported.ts';
import linuxLSeriesUnsupported from './linux-l-series-unsupported.ts';
import linuxMemoryTooSmallForData from './linux-memory-too-small-for-data.ts';
import linuxMemoryTooSmallForOs from './linux-memory-too-small-for-os.ts';
import linuxMemoryTooSmallForRoot from './linux-memory-too-small-for-root.ts';
import linuxNvmeUnsupported from './linux-nvme-unsupported.ts';
import linuxOsDisableUnsupported from './linux-os-disable-unsupported.ts';
import linuxScaleSetOsVolumeUnsupported from './linux-scale-set-os-volume-unsupported.ts';
import linuxVolumeTypeMissing from './linux-volume-type-missing.ts';
import managedHsmKeyUnsupported from './managed-hsm-key-unsupported.ts';
import nestedMountPointsUnsupported from './nested-mount-points-unsupported.ts';
import newMachineAadUnsupported from './new-machine-aad-unsupported.ts';
import nfsUnsupported from './nfs-unsupported.ts';
import oddExtensionName from './odd-extension-name.ts';
import onPremisesKeyUnsupported from './on-premises-key-unsupported.ts';
import premiumSsdV2Unsupported from './premium-ssd-v2-unsupported.ts';
import previousReleaseNeedsAad from './previous-release-needs-aad.ts';
import provisionAfterUnknownExtension from './provision-after-unknown-extension.ts';
import regionOfOtherCloud from './region-of-other-cloud.ts';
import removalLeavesVolumesEncrypted from './removal-leaves-volumes-encrypted.ts';
import resizeOsDiskOnLinux from './resize-os-disk-on-linux.ts';
import restoreModeUnsupported from './restore-mode-unsupported.ts';
import restoreToOtherRegion from './restore-to-other-region.ts';
import restoreToOtherSubscription from './restore-to-other-subscription.ts';
import rsaOaep256InPowershell from './rsa-oaep-256-in-powershell.ts';
import type { Rule } from './rule.ts';
import scaleSetCustomImageCapacity from './scale-set-custom-image-capacity.ts';
import scaleSetExtensionSequence from './scale-set-extension-sequence.ts';
import scaleSetManualUpgrade from './scale-set-manual-upgrade.ts';
import scaleSetPreview from './scale-set-preview.ts';
import scaleSetUnmanagedDisks from './scale-set-unmanaged-disks.ts';
import secretFileNameMalformed from './secret-file-name-malformed.ts';
import secretVaultNotEnabledForTemplates from './secret-vault-not-enabled-for-templates.ts';
import serverCoreNeedsBdehdcfg from './server-core-needs-bdehdcfg.ts';
import sharedDiskUnsupported from './shared-disk-unsupported.ts';
import sharedFileSystemUnsupported from './shared-file-system-unsupported.ts';
import sizeVersionUnsupported from './size-version-unsupported.ts';
import specialCharactersInNames from './special-characters-in-names.ts';
import storageSpacesDirectUnsupported from './storage-spaces-direct-unsupported.ts';
import storageSpacesWindowsVersion from './storage-spaces-windows-version.ts';
import ultraDiskUnsupported from './ultra-disk-unsupported.ts';
import unmanagedDiskRetired from './unmanaged-disk-retired.ts';
import updateOfClearMachine from './update-of-clear-machine.ts';
import volumeTypeChangeUnsupported from './volume-type-change-unsupported.ts';
import windowsContainersUnsupported from './windows-containers-unsupported.ts';
import windowsDataDisableWithEncryptedOs from './windows-data-disable-with-encrypted-os.ts';
import windowsDataVolumeWithoutOs from './windows-data-volume-without-os.ts';
import windowsLsv2NeedsAll from './windows-lsv2-needs-all.ts';
import windowsMemoryTooSmall from './windows-memory-too-small.ts';
import windowsServer2008R2Prerequisites from './windows-server-2008-r2-prerequisites.ts';
import windowsSoftwareRaidUnsupported from './windows-software-raid-unsupported.ts';
import windowsVersionUnsupported from './windows-version-unsupported.ts';
import writeAcceleratorUnsupported from './write-accelerator-unsupported.ts';

/** All support rules, in order of their codes. */
export const rules: readonly Rule[] = [
  encryptedVhdWindowsOnly,
  encryptedLinuxVhdDisputed,
  newMachineAadUnsupported,
  aadNeedsPreviousRelease,
  previousReleaseNeedsAad,
  aadSecretAndCertificate,
  updateOfClearMachine,
  removalLeavesVolumesEncrypted,
  classicMachineUnsupported,
  linuxOsDisableUnsupported,
  linuxDataDisableWithEncryptedOs,
  windowsDataVolumeWithoutOs,
  windowsDataDisableWithEncryptedOs,
  encryptionAtHostConflict,
  confidentialVmOsVolume,
  failoverClusterUnsupported,
  windowsContainersUnsupported,
  extensionOperationsDisallowed,
  nestedMountPointsUnsupported,
  dataDiskOverOsFolder,
  azureFilesUnsupported,
  nfsUnsupported,
  iscsiUnsupported,
  sharedFileSystemUnsupported,
  windowsVersionUnsupported,
  windowsServer2008R2Prerequisites,
  serverCoreNeedsBdehdcfg,
  generation2Unsupported,
  aadRhelUnsupported,
  specialCharactersInNames,
  ultraDiskUnsupported,
  premiumSsdV2Unsupported,
  ephemeralOsDiskUnsupported,
  writeAcceleratorUnsupported,
  sharedDiskUnsupported,
  diskEncryptionSetConflict,
  importedDiskEncryptionSetConflict,
  dynamicVolumeUnsupported,
  windowsSoftwareRaidUnsupported,
  storageSpacesWindowsVersion,
  storageSpacesDirectUnsupported,
  linuxDataFileSystemUnsupported,
  unmanagedDiskRetired,
  backupBeforeEncrypting,
  blankLinuxDataDisks,
  encryptedDataDiskAttachUnsupported,
  encryptionSettingsVersionMismatch,
  secretFileNameMalformed,
  keyVaultRegion,
  keyVaultSubscription,
  keyVaultNotEnabledForDiskEncryption,
  keyVaultFirewallBypass,
  keyVaultUrlOfOtherVault,
  keyVaultUrlMalformed,
  keyVaultUrlCloud,
  keyVaultWithoutSoftDelete,
  keyVaultWithoutPurgeProtection,
  secretVaultNotEnabledForTemplates,
  encryptionIdentityNotAssigned,
  encryptionIdentityUnavailable,
  keyEncryptionKeyType,
  keyEncryptionKeyTooSmallForWindows,
  keyEncryptionKeySize,
  onPremisesKeyUnsupported,
  managedHsmKeyUnsupported,
  keyEncryptionKeyVersionMissing,
  keyEncryptionKeyUrlMalformed,
  keyEncryptionKeyUrlOfOtherVault,
  keyEncryptionKeyUrlCloud,
  hsmKeyNeedsPremiumVault,
  keyEncryptionKeyDisabled,
  keyEncryptionKeyExpired,
  keyEncryptionKeyExpires,
  keyEncryptionKeyVersionLength,
  diskSecretUrlMalformed,
  diskSecretUrlVersionMissing,
  diskSecretUrlCloud,
  diskSecretUrlOfOtherVault,
  basicTierUnsupported,
  aSeriesUnsupported,
  sizeVersionUnsupported,
  linuxLSeriesUnsupported,
  linuxNvmeUnsupported,
  windowsLsv2NeedsAll,
  windowsMemoryTooSmall,
  linuxMemoryTooSmallForData,
  linuxMemoryTooSmallForOs,
  linuxMemoryTooSmallForRoot,
  linuxCustomImageUnsupported,
  linuxImageOsVolumeUnsupported,
  linuxImageUnsupported,
  regionOfOtherCloud,
  linuxVolumeTypeMissing,
  encryptFormatAllOnWindows,
  encryptFormatAllWithOsOnly,
  encryptFormatAllUnacknowledged,
  encryptFormatAllSkipsVolumes,
  volumeTypeChangeUnsupported,
  keyEncryptionAlgorithmWithoutKey,
  resizeOsDiskOnLinux,
  oddExtensionName,
  rsaOaep256InPowershell,
  extensionVersionUnknown,
  linuxScaleSetOsVolumeUnsupported,
  scaleSetUnmanagedDisks,
  scaleSetManualUpgrade,
  flexibleExistingInstances,
  scaleSetCustomImageCapacity,
  scaleSetExtensionSequence,
  provisionAfterUnknownExtension,
  scaleSetPreview,
  backupWithoutVaultRights,
  backupExcludesDisks,
  backupDiskTooLarge,
  backupTooManyDisks,
  restoreModeUnsupported,
  backupVaultRegion,
  backupVaultSubscription,
  restoreToOtherRegion,
  restoreToOtherSubscription,
  azureDiskEncryptionRetirement,
];
