import type { SizeName } from './types.ts';

/**
 * Azure's naming convention: family and subfamily, vCPUs, constrained vCPUs, additive features, accelerator, version.
 * https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions, 2023-05-01
 */
const convention = /^(Basic|Standard)_([A-Z]+)\d+(?:-\d+)?([a-z]*)((?:_[A-Z0-9]+)*?)(?:_v(\d{1,2}))?(?:_Promo)?$/i;

/** What a size's name says, ignoring case; undefined when it does not follow Azure's naming convention. */
export function sizeName(name: string): SizeName | undefined {
  const parts = convention.exec(name);
  if (parts === null) return undefined;
  const [, tier, letters, featureLetters, accelerator, versionDigits] = parts as unknown as [
    string,
    string,
    string,
    string,
    string,
    string?,
  ];
  const series = letters.toUpperCase();
  const features = featureLetters.toLowerCase();
  const version = Number(versionDigits ?? '1');
  return {
    tier: tier.toLowerCase() === 'basic' ? 'Basic' : 'Standard',
    series,
    version,
    features,
    accelerator: accelerator === '' ? undefined : accelerator.slice(1),
    localNvmeDisks: hasLocalNvmeDisks(series, version, features),
  };
}

/**
 * Storage-optimized sizes have local NVMe disks from their second version on; elsewhere the local disk is one from version 6 on.
 * https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-windows, 2026-02-20 (Lsv2), and
 * https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-linux, 2025-09-23 (version 6 with a temporary disk)
 */
function hasLocalNvmeDisks(series: string, version: number, features: string): boolean {
  return (series === 'L' && version >= 2) || (version >= 6 && features.includes('d'));
}
