import type { Row } from './row.ts';
import {
  create,
  createSet,
  dataDisk,
  disable,
  disableSet,
  enable,
  enableSet,
  encryptedLinux,
  encryptedWindows,
  linux,
  linuxData,
  linuxSet,
  linuxState,
  newLinux,
  newLinuxSet,
  newWindows,
  newWindowsSet,
  osDisk,
  remove,
  removeFromSet,
  specOf,
  type Text,
  update,
  vault,
  windows,
  windowsSet,
  windowsState,
  windowsWithDisk,
} from './specs.ts';

const all = ['OS', 'Data', 'All'];
const withData = { volumeType: 'Data' };

/** A Linux machine encrypted with one volume type and asked for another. */
const change = (matrix: Row[0], before: string, after: string, verdict: string): Row[] => {
  const current = linuxState({
    volumeType: before,
    osVolume: before === 'Data' ? 'NotEncrypted' : 'Encrypted',
    dataVolume: before === 'OS' ? 'NotEncrypted' : 'Encrypted',
  });
  const machine = encryptedLinux({ volumeType: after, current });
  return [
    [matrix, 'EXT-26', `update Linux from ${before} to ${after}`, update(machine), verdict],
    [matrix, 'EXT-26', `enable Linux again, from ${before} to ${after}`, enable({ ...machine, snapshotBefore: true }), verdict],
  ];
};

/** Machines that could not be encrypted anew are decrypted all the same. */
const stillDisable = (machine: (changes: Text) => Text, what: string, changes: Text): Row => [
  'both',
  'W-SC',
  `disable ${what}`,
  disable(machine(changes)),
  'ok',
];

export const volumes: Row[] = [
  ['both', 'SEED', 'Windows, nothing said', enable(windows()), 'ok'],
  ...['OS', 'All'].map((volumeType): Row => ['both', 'SEED', `Windows ${volumeType}`, enable(windows({ volumeType })), 'ok']),
  ...['OS', 'All'].map((volumeType): Row => ['both', 'SEED', `Linux ${volumeType}`, enable(linux({ volumeType })), 'ok']),
  ['both', 'SEED', 'Linux Data', enable(linuxData()), 'ok'],
  ['both', 'SEED', 'new Windows', create(newWindows()), 'ok'],
  ...['OS', 'All'].map((volumeType): Row => ['both', 'SEED', `new Linux ${volumeType}`, create(newLinux({ volumeType })), 'ok']),
  ...all.map((volumeType): Row => ['both', 'SS-OV', `Windows scale set ${volumeType}`, enableSet(windowsSet({ volumeType })), 'ok']),
  ...all.map((volumeType): Row => ['both', 'SS-OV', `new Windows scale set ${volumeType}`, createSet(newWindowsSet({ volumeType })), 'ok']),
  ['both', 'SS-OV', 'Linux scale set Data', enableSet(linuxSet()), 'ok'],
  ['both', 'SS-OV', 'new Linux scale set Data', createSet(newLinuxSet()), 'ok'],
  ...['OS', 'All'].map(
    (volumeType): Row => ['both', 'SS-OV', `Linux scale set ${volumeType}`, enableSet(linuxSet({ volumeType })), 'error volumeType'],
  ),
  ...['OS', 'All'].map(
    (volumeType): Row => ['both', 'SS-OV', `new Linux scale set ${volumeType}`, createSet(newLinuxSet({ volumeType })), 'error volumeType'],
  ),
  // Windows data comes with or after the OS volume
  ['both', 'FAQ-17', 'Windows Data, OS clear', enable(windowsWithDisk({}, withData)), 'error volumeType'],
  ['both', 'FAQ-17', 'Windows Data, OS not known', enable(windowsWithDisk({}, { ...withData, current: undefined })), '? current.osVolume'],
  [
    'both',
    'FAQ-17',
    'Windows Data, OS encrypted',
    enable(windowsWithDisk({}, { ...withData, current: windowsState({ volumeType: 'OS', dataVolume: 'NotEncrypted' }) })),
    'ok',
  ],
  ['both', 'FAQ-17', 'new Windows Data', create(newWindows({ ...withData, dataDisks: [{ lun: 0, diskSizeGB: 64 }] })), 'error volumeType'],
  ['both', 'FAQ-17', 'Windows Data by defaults', enable(windowsWithDisk(), { defaults: withData }), 'error /defaults/volumeType'],
  // Linux has no default
  ['both', 'EXT-26', 'Linux, nothing said', enable(linux({ volumeType: undefined })), 'error @'],
  ['both', 'EXT-26', 'Linux by defaults', enable(linux({ volumeType: undefined }), { defaults: { volumeType: 'All' } }), 'ok'],
  ['both', 'EXT-26', 'Linux scale set, nothing said', enableSet(linuxSet({ volumeType: undefined })), 'error @'],
  ['both', 'EXT-26', 'new Linux, nothing said', create(newLinux({ volumeType: undefined })), 'error @'],
  ['both', 'EXT-26', 'update Linux, nothing said', update(encryptedLinux({ volumeType: undefined })), 'error @'],
  ['both', 'X-L', 'volumeType all', enable(linux({ volumeType: 'all' })), 'error volumeType'],
  ['both', 'X-W', 'volumeType Both', enable(windows({ volumeType: 'Both' })), 'error volumeType'],
  ['both', 'SPEC', 'OS not known', enable(windows({ os: undefined })), '? os.type'],
  ['both', 'SPEC', 'nothing known', enable({ name: 'vm', snapshotBefore: true }), '? os.type; ? size; ? mounts'],
  // changing it
  ...['Data', 'OS', 'All'].flatMap((before) => change('2026', before, before, 'ok')),
  ...['Data', 'OS'].flatMap((before) => change('2026', before, 'All', 'ok')),
  ...['All Data', 'All OS', 'OS Data', 'Data OS'].flatMap((pair) => {
    const [before = '', after = ''] = pair.split(' ');
    return [...change('2026', before, after, 'error volumeType'), ...change('2018', before, after, 'ok')];
  }),
  [
    '2026',
    'EXT-26',
    'volume type before not known',
    update(encryptedLinux({ current: linuxState({ volumeType: undefined }) })),
    '? current.volumeType',
  ],
  [
    'both',
    '§6',
    'update to another vault',
    update(encryptedWindows({ keyVault: 'kv2' }), { keyVaults: { kv: vault(), kv2: vault({ name: 'kv-two' }) } }),
    'ok',
  ],
  [
    'both',
    '§6',
    'update of a clear machine',
    update(encryptedWindows({ current: windowsState({ osVolume: 'NotEncrypted', dataVolume: 'NotEncrypted' }) })),
    'warning @',
  ],
  // disabling
  ['both', 'SEED', 'disable Windows', disable(encryptedWindows()), 'ok'],
  ['both', 'SEED', 'disable Windows All', disable(encryptedWindows({ volumeType: 'All' })), 'ok'],
  ['both', 'W-18', 'disable Windows Data, OS encrypted', disable(encryptedWindows(withData)), 'error volumeType'],
  [
    'both',
    'W-18',
    'disable Windows Data, OS clear',
    disable(encryptedWindows({ ...withData, current: windowsState({ osVolume: 'NotEncrypted' }) })),
    'ok',
  ],
  [
    'both',
    'W-18',
    'disable Windows Data, OS not known',
    disable(encryptedWindows({ ...withData, current: undefined })),
    '? current.osVolume',
  ],
  ...['OS', 'All'].map(
    (volumeType): Row => ['both', 'SEED', `disable Linux ${volumeType}`, disable(encryptedLinux({ volumeType })), 'error volumeType'],
  ),
  ['both', 'SEED', 'disable Linux Data', disable(encryptedLinux()), 'ok'],
  ...['Encrypted', 'EncryptionInProgress', 'VMRestartPending'].map(
    (osVolume): Row => [
      'both',
      'SEED',
      `disable Linux Data, OS ${osVolume}`,
      disable(encryptedLinux({ current: linuxState({ osVolume }) })),
      'error current/osVolume',
    ],
  ),
  ['both', 'EXT-26', 'disable Linux Data, OS not known', disable(encryptedLinux({ current: undefined })), '? current.osVolume'],
  [
    'both',
    'EXT-26',
    'disable Linux Data, OS Unknown',
    disable(encryptedLinux({ current: linuxState({ osVolume: 'Unknown' }) })),
    '? current.osVolume',
  ],
  [
    'both',
    'SEED',
    'disable Linux OS, encrypted',
    disable(encryptedLinux({ volumeType: 'OS', current: linuxState({ osVolume: 'Encrypted' }) })),
    'error volumeType',
  ],
  ['both', 'EXT-26', 'disable Linux, nothing said', disable(encryptedLinux({ volumeType: undefined })), 'error @'],
  [
    'both',
    'EXT-26',
    'disable Linux, nothing said, OS encrypted',
    disable(encryptedLinux({ volumeType: undefined, current: linuxState({ osVolume: 'Encrypted' }) })),
    'error @; error current/osVolume',
  ],
  [
    'both',
    'SEED',
    'disable Linux All by the scenario',
    specOf({ scenario: 'disable-vm', volumeType: 'All', virtualMachines: [encryptedLinux({ volumeType: undefined })] }),
    'error /scenarios/0/volumeType',
  ],
  ['both', 'SEED', 'disable a Windows scale set', disableSet(windowsSet({ current: windowsState(), volumeType: 'All' })), 'ok'],
  [
    'both',
    'W-18',
    'disable Data of a Windows scale set, OS encrypted',
    disableSet(windowsSet({ current: windowsState(), volumeType: 'Data' })),
    'error volumeType',
  ],
  ['both', 'SEED', 'disable Data of a Linux scale set', disableSet(linuxSet({ current: linuxState() })), 'ok'],
  [
    'both',
    'SEED',
    'disable All of a Linux scale set',
    disableSet(linuxSet({ current: linuxState(), volumeType: 'All' })),
    'error volumeType',
  ],
  [
    'both',
    'SEED',
    'disable Data of a Linux scale set, OS encrypted',
    disableSet(linuxSet({ current: linuxState({ osVolume: 'Encrypted' }) })),
    'error current/osVolume',
  ],
  stillDisable(encryptedWindows, 'a Basic size', { size: 'Basic_A2' }),
  stillDisable(encryptedWindows, 'an A-series size', { size: 'Standard_A4_v2' }),
  stillDisable(encryptedWindows, 'a size of version 6', { size: 'Standard_D4s_v6' }),
  stillDisable(encryptedWindows, 'little memory', { size: 'Standard_B1s' }),
  stillDisable(encryptedWindows, 'an ephemeral OS disk', { osDisk: osDisk({ ephemeral: true }) }),
  stillDisable(encryptedWindows, 'a cluster', { failoverCluster: true }),
  stillDisable(encryptedLinux, 'the L family', { size: 'Standard_L8s_v3' }),
  stillDisable(encryptedLinux, 'a custom image', {
    os: {
      type: 'Linux',
      imageId: '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Compute/images/own',
    },
  }),
  stillDisable(encryptedLinux, 'xfs', { dataDisks: [dataDisk({ fileSystem: 'xfs' })] }),
  ['both', 'SEED', 'disable a classic machine', disable(encryptedWindows({ deploymentModel: 'Classic' })), 'error deploymentModel'],
  [
    'both',
    'ARM',
    'disable without extension operations',
    disable(encryptedWindows({ allowExtensionOperations: false })),
    'error allowExtensionOperations',
  ],
  // removing the extension: disabled first, or it stays encrypted
  ['both', 'W-SC', 'remove from an encrypted Windows machine', remove(encryptedWindows()), 'ok'],
  [
    'both',
    'W-SC',
    'remove from a clear Windows machine',
    remove(encryptedWindows({ current: windowsState({ osVolume: 'NotEncrypted', dataVolume: 'NotEncrypted' }) })),
    'ok',
  ],
  ['both', 'W-SC', 'remove, and disable Data only', remove(encryptedWindows(withData)), 'error volumeType'],
  [
    'both',
    'L-SC',
    'remove from Linux, OS encrypted',
    remove(encryptedLinux({ current: linuxState({ osVolume: 'Encrypted', volumeType: 'All' }) })),
    'error current/osVolume',
  ],
  ['both', 'L-SC', 'remove from Linux, data encrypted', remove(encryptedLinux()), 'ok'],
  ['both', 'L-SC', 'remove from Linux, not known', remove(encryptedLinux({ current: undefined })), '? current.osVolume'],
  ['both', 'L-SC', 'remove from Linux, clear', remove(encryptedLinux({ current: linuxState({ dataVolume: 'NotEncrypted' }) })), 'ok'],
  [
    'both',
    'L-SC',
    'remove from Linux, clear, nothing said',
    remove(encryptedLinux({ volumeType: undefined, current: linuxState({ dataVolume: 'NotEncrypted' }) })),
    'ok',
  ],
  ['both', 'SEED', 'remove from Linux, All', remove(encryptedLinux({ volumeType: 'All' })), 'error volumeType'],
  [
    'both',
    'SEED',
    'remove from Linux, All, OS encrypted',
    remove(encryptedLinux({ volumeType: 'All', current: linuxState({ osVolume: 'Encrypted' }) })),
    'error volumeType',
  ],
  ['both', 'L-SC', 'remove from a Linux scale set', removeFromSet(linuxSet({ current: linuxState() })), 'ok'],
  // one thing at a time
  [
    'both',
    'SPEC',
    'enable and disable',
    specOf([
      { scenario: 'enable-existing-vm', keyVault: 'kv', virtualMachines: [windows()] },
      { scenario: 'disable-vm', virtualMachines: ['vm'] },
    ]),
    'error /scenarios/1/virtualMachines/0',
  ],
  ['both', 'SPEC', 'one machine in two letter cases', enable([windows(), windows({ name: 'VM' })]), 'error /scenarios/0/virtualMachines/1'],
];
