import type { Source } from '../model/index.ts';

/** The end of something in Azure. */
export interface Retirement {
  /** ISO date after which nothing new is made; undefined where none was announced. */
  noNewAfter: string | undefined;
  /** ISO date from which it no longer works. */
  endsOn: string;
  /** What happens on that day. */
  effect: string;
  source: Source;
}

export const retirements = {
  classicVirtualMachines: {
    noNewAfter: '2020-02-28',
    endsOn: '2023-03-01',
    effect: 'Virtual machines of the classic deployment model can no longer be started, and running ones are stopped.',
    source: { url: 'https://learn.microsoft.com/azure/virtual-machines/classic-vm-deprecation', date: '2020-02-10' },
  },
  azureDiskEncryption: {
    noNewAfter: undefined,
    endsOn: '2028-09-15',
    effect: 'Machines keep running, but encrypted disks no longer unlock after a restart; new machines use encryption at host.',
    source: { url: 'https://learn.microsoft.com/azure/virtual-machines/disk-encryption-overview', date: '2026-09-11' },
  },
  unmanagedDisks: {
    noNewAfter: '2023-09-30',
    endsOn: '2026-03-31',
    effect: 'Machines on unmanaged disks can no longer be started.',
    source: { url: 'https://learn.microsoft.com/azure/virtual-machines/unmanaged-disks-deprecation', date: '2026-11-24' },
  },
  /** apiVersions of the Key Vault control plane before 2026-02-01. */
  keyVaultApiVersions: {
    noNewAfter: undefined,
    endsOn: '2027-02-27',
    effect: 'Requests with an apiVersion before 2026-02-01 are refused; the vaults stay.',
    source: { url: 'https://learn.microsoft.com/azure/key-vault/general/migrate-api-version', date: '2026-11-24' },
  },
} as const satisfies Record<string, Retirement>;
