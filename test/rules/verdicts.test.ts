import { expect } from 'chai';
import { rules } from '../../src/rules/index.ts';
import { checkSpec } from './check-spec.ts';

/**
 * What the pages of each date say about one machine: the same request under both support matrices. Expected are the codes of errors; a dash
 * stands for none. The rows come from the overview of December 2018, the pages of 2026 and the agent, not from running the rules.
 */
const rows: Array<[what: string, scenario: string, asked: string, in2018: string, in2026: string]> = [
  // Overview 2018: "Standard tier VMs: A, D, DS, G, GS, F …"; overview 2026: not available on Basic, A-series, version 6 and 7 sizes.
  ['a Basic size', 'enable-existing-vm', 'os: { type: Windows }, size: Basic_A3', 'ADE2401', 'ADE2401'],
  ['an A-series size', 'enable-existing-vm', 'os: { type: Windows }, size: Standard_A3', '-', 'ADE2402'],
  ['a second A-series', 'enable-existing-vm', 'os: { type: Windows }, size: Standard_A2m_v2', '-', 'ADE2402'],
  ['a D-series size', 'enable-existing-vm', 'os: { type: Windows }, size: Standard_DS3_v2', '-', '-'],
  ['a size of version 6', 'enable-existing-vm', 'os: { type: Windows }, size: Standard_D4ds_v6', '-', 'ADE2403'],
  ['a Basic size that is decrypted', 'disable-vm', 'os: { type: Windows }, size: Basic_A3', '-', '-'],
  // Memory: 7 GB for every Linux machine in 2018; 2 GB for data and 8 GB for the OS volume in 2026; Windows 2 GB in 2026.
  ['Linux data with 4 GB', 'enable-existing-vm', 'os: { type: Linux }, size: Standard_B2s, volumeType: Data', 'ADE2411', '-'],
  ['Linux data with 7 GB', 'enable-existing-vm', 'os: { type: Linux }, size: Standard_DS2_v2, volumeType: Data', '-', '-'],
  ['Linux OS with 7 GB', 'enable-existing-vm', 'os: { type: Linux }, size: Standard_DS2_v2, volumeType: OS', '-', 'ADE2412'],
  ['Linux OS with 8 GB', 'enable-existing-vm', 'os: { type: Linux }, size: Standard_D2s_v5, volumeType: OS', '-', '-'],
  ['Linux data with 1 GB', 'enable-existing-vm', 'os: { type: Linux }, size: Standard_B1s, volumeType: Data', 'ADE2411', 'ADE2411'],
  ['Windows with 1 GB', 'enable-existing-vm', 'os: { type: Windows }, size: Standard_B1s', '-', 'ADE2410'],
  [
    'a large root file system',
    'enable-existing-vm',
    'os: { type: Linux, rootUsageGB: 10 }, size: Standard_D4s_v5, volumeType: OS',
    '-',
    'ADE2413',
  ],
  // Volumes: Linux has no default; Windows data comes with or after the OS volume.
  ['Linux without a volume type', 'enable-existing-vm', 'os: { type: Linux }', 'ADE2501', 'ADE2501'],
  ['Windows without a volume type', 'enable-existing-vm', 'os: { type: Windows }', '-', '-'],
  [
    'Windows data on a clear OS volume',
    'enable-existing-vm',
    'os: { type: Windows }, volumeType: Data, current: { osVolume: NotEncrypted }',
    'ADE2105',
    'ADE2105',
  ],
  [
    'Windows data on an encrypted OS volume',
    'enable-existing-vm',
    'os: { type: Windows }, volumeType: Data, current: { osVolume: Encrypted }',
    '-',
    '-',
  ],
  ['Windows data on an OS volume nobody knows', 'enable-existing-vm', 'os: { type: Windows }, volumeType: Data', '-', '-'],
  [
    'Linux data on a clear OS volume',
    'enable-existing-vm',
    'os: { type: Linux }, volumeType: Data, current: { osVolume: NotEncrypted }',
    '-',
    '-',
  ],
  // Decrypting: Windows all; Linux data only, and only with a clear OS volume.
  ['Windows, all decrypted', 'disable-vm', 'os: { type: Windows }, volumeType: All, current: { osVolume: Encrypted }', '-', '-'],
  [
    'Windows, data decrypted under an encrypted OS volume',
    'disable-vm',
    'os: { type: Windows }, volumeType: Data, current: { osVolume: Encrypted }',
    'ADE2106',
    'ADE2106',
  ],
  ['Linux, all decrypted', 'disable-vm', 'os: { type: Linux }, volumeType: All', 'ADE2103', 'ADE2103'],
  ['Linux, OS decrypted', 'disable-vm', 'os: { type: Linux }, volumeType: OS', 'ADE2103', 'ADE2103'],
  ['Linux, data decrypted', 'disable-vm', 'os: { type: Linux }, volumeType: Data, current: { osVolume: NotEncrypted }', '-', '-'],
  [
    'Linux, data decrypted under an encrypted OS volume',
    'disable-vm',
    'os: { type: Linux }, volumeType: Data, current: { osVolume: Encrypted }',
    'ADE2104',
    'ADE2104',
  ],
  [
    'Linux, data decrypted while the OS volume is being encrypted',
    'disable-vm',
    'os: { type: Linux }, volumeType: Data, current: { osVolume: EncryptionInProgress }',
    'ADE2104',
    'ADE2104',
  ],
  [
    'Linux, extension removed from an encrypted OS volume',
    'remove-encryption-extension',
    'os: { type: Linux }, volumeType: Data, current: { osVolume: Encrypted }',
    'ADE2104',
    'ADE2104',
  ],
  [
    'Windows, extension removed',
    'remove-encryption-extension',
    'os: { type: Windows }, current: { osVolume: Encrypted, dataVolume: Encrypted }',
    '-',
    '-',
  ],
  [
    'Windows, extension removed from encrypted data',
    'remove-encryption-extension',
    'os: { type: Windows }, volumeType: OS, current: { osVolume: Encrypted, dataVolume: Encrypted }',
    'ADE2059',
    'ADE2059',
  ],
  // Machines: classic, custom images, distributions.
  ['a classic machine', 'enable-existing-vm', 'os: { type: Windows }, deploymentModel: Classic', 'ADE2101', 'ADE2101'],
  [
    'a custom Linux image',
    'enable-existing-vm',
    'os: { type: Linux, imageId: /subscriptions/x/images/i }, volumeType: Data',
    'ADE2420',
    'ADE2420',
  ],
  ['a custom Windows image', 'enable-existing-vm', 'os: { type: Windows, imageId: /subscriptions/x/images/i }', '-', '-'],
  [
    'OS of RHEL 6.8',
    'enable-existing-vm',
    'os: { image: { publisher: RedHat, offer: RHEL, sku: "6.8" } }, volumeType: OS',
    'ADE2421',
    'ADE2421',
  ],
  ['data of RHEL 6.8', 'enable-existing-vm', 'os: { image: { publisher: RedHat, offer: RHEL, sku: "6.8" } }, volumeType: Data', '-', '-'],
  [
    'OS of Ubuntu 22.04',
    'enable-existing-vm',
    'os: { image: { publisher: Canonical, offer: 0001-com-ubuntu-server-jammy, sku: 22_04-lts } }, volumeType: OS',
    'ADE2422',
    '-',
  ],
  [
    'OS of Ubuntu 16.04',
    'enable-existing-vm',
    'os: { image: { publisher: Canonical, offer: UbuntuServer, sku: 16.04-LTS } }, volumeType: OS',
    '-',
    'ADE2422',
  ],
  [
    'RHEL 9.5, which only the agent takes',
    'enable-existing-vm',
    'os: { image: { publisher: RedHat, offer: RHEL, sku: "9_5" } }, volumeType: OS',
    'ADE2422',
    'ADE2422',
  ],
  // Releases.
  [
    'an application on the new release',
    'enable-existing-vm',
    'os: { type: Windows }, current: { extension: { typeHandlerVersion: "2.2" } }, aad: { clientId: 33333333-3333-3333-3333-333333333333 }',
    'ADE2054',
    'ADE2054',
  ],
  [
    'an application on the previous release',
    'enable-existing-vm',
    'os: { type: Windows }, current: { extension: { typeHandlerVersion: "1.1" } }, aad: { clientId: 33333333-3333-3333-3333-333333333333 }',
    '-',
    '-',
  ],
  [
    'no application on the previous release',
    'enable-existing-vm',
    'os: { type: Windows }, current: { extension: { typeHandlerVersion: "1.1" } }',
    'ADE2055',
    'ADE2055',
  ],
  [
    'no application on the new Linux release',
    'enable-existing-vm',
    'os: { type: Linux }, volumeType: Data, current: { extension: { typeHandlerVersion: "1.1" } }',
    '-',
    '-',
  ],
  [
    'the previous release decrypted without its application',
    'disable-vm',
    'os: { type: Windows }, current: { extension: { typeHandlerVersion: "1.1" } }',
    '-',
    '-',
  ],
  // What stands in the machine. The lists of 2018 are shorter.
  ['encryption at host', 'enable-existing-vm', 'os: { type: Windows }, encryptionAtHost: true', '-', 'ADE2107'],
  ['a customer-managed key', 'enable-existing-vm', 'os: { type: Windows }, osDisk: { diskEncryptionSet: des }', '-', 'ADE2206'],
  [
    'an Ultra disk',
    'enable-existing-vm',
    'os: { type: Windows }, dataDisks: [{ lun: 0, storageAccountType: UltraSSD_LRS }]',
    '-',
    'ADE2201',
  ],
  [
    'an Ultra disk that is not encrypted',
    'enable-existing-vm',
    'os: { type: Windows }, volumeType: OS, dataDisks: [{ lun: 0, storageAccountType: UltraSSD_LRS }]',
    '-',
    '-',
  ],
  ['an ephemeral OS disk', 'enable-existing-vm', 'os: { type: Windows }, osDisk: { ephemeral: true }', '-', 'ADE2203'],
  ['an unmanaged disk', 'enable-existing-vm', 'os: { type: Windows }, osDisk: { managed: false }', '-', 'ADE2215'],
  ['dynamic volumes', 'enable-existing-vm', 'os: { type: Windows }, dataDisks: [{ lun: 0, layout: dynamic }]', 'ADE2210', 'ADE2210'],
  ['software RAID on Windows', 'enable-existing-vm', 'os: { type: Windows }, dataDisks: [{ lun: 0, layout: raid }]', 'ADE2211', 'ADE2211'],
  ['RAID with mdadm', 'enable-existing-vm', 'os: { type: Linux }, volumeType: Data, dataDisks: [{ lun: 0, layout: raid }]', '-', '-'],
  [
    'Storage Spaces',
    'enable-existing-vm',
    'os: { type: Windows, version: WindowsServer2012R2 }, dataDisks: [{ lun: 0, layout: storage-spaces }]',
    '-',
    'ADE2212',
  ],
  ['Azure Files', 'enable-existing-vm', 'os: { type: Windows }, mounts: [{ type: AzureFiles, path: "Z:" }]', 'ADE2114', 'ADE2114'],
  ['NFS', 'enable-existing-vm', 'os: { type: Linux }, volumeType: All, mounts: [{ type: NFS, path: /mnt }]', 'ADE2115', 'ADE2115'],
  [
    'NFS on a machine whose OS volume is encrypted',
    'enable-existing-vm',
    'os: { type: Linux }, volumeType: OS, mounts: [{ type: NFS, path: /mnt }]',
    '-',
    '-',
  ],
  [
    'xfs with its data',
    'enable-existing-vm',
    'os: { type: Linux }, volumeType: Data, dataDisks: [{ lun: 0, fileSystem: xfs }]',
    'ADE2214',
    'ADE2214',
  ],
  [
    'xfs formatted anew',
    'enable-existing-vm',
    'os: { type: Linux }, volumeType: Data, dataDisks: [{ lun: 0, fileSystem: xfs }], encryptFormatAll: { acknowledgeDataLoss: [0] }',
    '-',
    '-',
  ],
  [
    'formatting on Windows',
    'enable-existing-vm',
    'os: { type: Windows }, dataDisks: [{ lun: 0 }], encryptFormatAll: { acknowledgeDataLoss: [0] }',
    'ADE2502',
    'ADE2502',
  ],
  [
    'another volume type on Linux',
    'update-encryption-settings',
    'os: { type: Linux }, volumeType: OS, current: { volumeType: Data }',
    '-',
    'ADE2506',
  ],
];

const scaleSetRows: typeof rows = [
  ['a Windows scale set', 'enable-scale-set', 'os: { type: Windows }, volumeType: All', '-', '-'],
  ['data of a Windows scale set', 'enable-scale-set', 'os: { type: Windows }, volumeType: Data', '-', '-'],
  ['data of a Linux scale set', 'enable-scale-set', 'os: { type: Linux }, volumeType: Data', '-', '-'],
  ['the OS of a Linux scale set', 'enable-scale-set', 'os: { type: Linux }, volumeType: OS', 'ADE2601', 'ADE2601'],
  ['all of a Linux scale set', 'enable-scale-set', 'os: { type: Linux }, volumeType: All', 'ADE2601', 'ADE2601'],
  ['data of a Linux scale set, decrypted', 'disable-scale-set', 'os: { type: Linux }, volumeType: Data', '-', '-'],
  ['all of a Linux scale set, decrypted', 'disable-scale-set', 'os: { type: Linux }, volumeType: All', 'ADE2103', 'ADE2103'],
  ['a Windows scale set, decrypted', 'disable-scale-set', 'os: { type: Windows }', '-', '-'],
];

describe('verdicts', () => {
  for (const [kind, list] of [
    ['virtualMachines', rows],
    ['virtualMachineScaleSets', scaleSetRows],
  ] as const) {
    for (const [what, scenario, asked, in2018, in2026] of list) {
      it(`${what}: ${in2018} in 2018, ${in2026} in 2026`, () => {
        expect([errors('2018-12', kind, scenario, asked), errors('2026-09', kind, scenario, asked)]).to.deep.equal([in2018, in2026]);
      });
    }
  }
});

function errors(matrix: string, kind: string, scenario: string, asked: string): string {
  const enables = /^(enable|update)/.test(scenario);
  const text = `version: 1
name: verdict
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: ${matrix}
keyVaults:
  disks: { name: kv-app-disks, location: westeurope, enabledForDiskEncryption: true }
scenarios:
  - scenario: ${scenario}
${enables ? '    keyVault: disks\n' : ''}    ${kind}:
      - { name: one, ${asked} }
`;
  const { diagnostics, before } = checkSpec('verdict.yaml', text, rules);
  expect(before).to.deep.equal([]);
  const codes = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return codes.length === 0 ? '-' : codes.join(' ');
}
