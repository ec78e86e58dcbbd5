/** A spec in which nothing is wrong: one Windows machine for each name, in one vault. */
export function specOf(wishes: { name?: string; machines?: string[]; volumeType?: string; more?: string } = {}): string {
  const { name = 'payments', volumeType = 'All', more = '' } = wishes;
  const { machines = [`vm-${name}-01`] } = wishes;
  return `version: 1
name: ${name}
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-payments
supportMatrix: 2026-09
keyVaults:
  shared:
    name: kv-shared
    resourceGroup: rg-security
    location: westeurope
    enabledForDiskEncryption: true
    enablePurgeProtection: true
defaults: { keyVault: shared, snapshotBefore: true }
${more}scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
${machines
  .map(
    (machine) => `      - name: ${machine}
        os: { type: Windows, version: WindowsServer2022 }
        size: Standard_D4s_v5
        volumeType: ${volumeType}
        osDisk: { name: ${machine}_OsDisk }
        dataDisks: []
        current: { osVolume: NotEncrypted, dataVolume: NoDiskFound }
`,
  )
  .join('')}`;
}

/** A spec with one error, at line 21, column 21 of {@link specOf}: data volumes of Windows without its OS volume. */
export const specWithError = (): string => specOf({ volumeType: 'Data' });
