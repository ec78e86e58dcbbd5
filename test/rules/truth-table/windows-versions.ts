import type { Row } from './row.ts';
import {
  create,
  enable,
  enableSet,
  image,
  linux,
  newWindows,
  restore,
  type Text,
  usingKey,
  windows,
  windowsOs,
  windowsSet,
  withKey,
  withNewKey,
} from './specs.ts';

const versions = (matrix: Row[0], source: string, verdict: string, names: string[], more: Text = {}): Row[] =>
  names.map((version) => [
    matrix,
    source,
    `${version}${more.serverCore ? ' Core' : ''}`,
    enable(windows({ os: windowsOs({ version, ...more }) })),
    verdict,
  ]);

const newOf = (matrix: Row[0], source: string, urns: string[]): Row[] =>
  urns.map((urn) => [matrix, source, `new ${urn}`, create(newWindows({ os: windowsOs({ version: undefined, image: image(urn) }) })), 'ok']);

const keySizes = (verdict: string, sizes: (number | undefined)[], names: (string | undefined)[]): Row[] =>
  sizes.flatMap((keySize) =>
    names.map((version): Row => {
      const machine = windows({ ...usingKey, os: windowsOs({ version }) });
      return ['2026', 'W-OV', `key of ${keySize} bits, ${version}`, enable(machine, withKey({ keySize })), verdict];
    }),
  );

export const windowsVersions: Row[] = [
  ...versions('both', 'PRE-19', 'ok', [
    'WindowsServer2012',
    'WindowsServer2012R2',
    'WindowsServer2016',
    'Windows8',
    'Windows8.1',
    'Windows10',
    'Windows Server 2012 R2',
    'Windows 10 Pro',
  ]),
  ...versions('2026', 'W-OV', 'ok', ['WindowsServer2019', 'WindowsServer2022', 'WindowsServer2025', 'Windows11', 'Windows7']),
  ...versions('both', 'PRE-19', 'note os/version', ['WindowsServer2008R2']),
  ...versions('both', 'PRE-19', 'error os/version', ['WindowsServer2008', 'WindowsServer2003', 'WindowsServer2003R2', 'WindowsXP']),
  ...versions('2018', 'PRE-19', 'error os/version', ['Windows7']),
  ...versions('both', 'PRE-19', 'warning os/serverCore', ['WindowsServer2012R2', 'WindowsServer2016'], { serverCore: true }),
  ...versions('both', 'PRE-19', 'ok', ['WindowsServer2019'], { serverCore: true }),
  // names that cannot be looked up are not passed over
  ...versions('both', 'W-OV', 'warning os/version', ['WindowsSever2022', 'Win2022', '2022-Datacenter', 'Windows 2000', 'Vista']),
  ['both', 'W-OV', 'version not known', enable(windows({ os: windowsOs({ version: undefined }) })), '? os.version'],
  ...newOf('both', 'SEED', [
    'MicrosoftWindowsServer:WindowsServer:2016-Datacenter',
    'MicrosoftWindowsDesktop:Windows-10:rs5-pro',
    'MicrosoftSQLServer:sql2019-ws2019:standard',
  ]),
  ...newOf('2026', 'W-OV', [
    'MicrosoftWindowsServer:WindowsServer:2022-datacenter-azure-edition',
    'MicrosoftWindowsServer:WindowsServer:2025-datacenter-g2',
    'MicrosoftWindowsDesktop:windows-11:win11-23h2-pro',
  ]),
  // BitLocker of Windows Server 2022 and Windows 11 refuses RSA 2048
  ...keySizes('ok', [2048, 3072, 4096], ['WindowsServer2016', 'WindowsServer2019', 'Windows10']),
  ...keySizes('ok', [3072, 4096], ['WindowsServer2022', 'Windows11']),
  ...keySizes(
    'error keySize',
    [2048],
    ['WindowsServer2022', 'Windows11', 'Windows Server 2022', 'windowsserver2022', 'Windows Server 2022 Datacenter', 'Windows 11'],
  ),
  ...keySizes('? keyEncryptionKeys.keySize', [undefined], ['WindowsServer2022', 'Windows11']),
  ...keySizes('? os.version', [2048], [undefined]),
  ['2018', 'PRE-19', 'key of 2048 bits', enable(windows(usingKey), withKey({ keySize: 2048 })), 'ok'],
  ...['MicrosoftWindowsServer:WindowsServer:2022-datacenter-g2', 'MicrosoftWindowsDesktop:windows-11:win11-23h2-pro'].map((urn): Row => {
    const machine = newWindows({ ...usingKey, os: windowsOs({ version: undefined, image: image(urn) }) });
    return ['2026', 'W-OV', `key of 2048 bits, new ${urn}`, create(machine, withKey({ keySize: 2048 })), 'error keySize'];
  }),
  ['2026', 'W-OV', 'key of 2048 bits, new image of 2019', create(newWindows(usingKey), withKey({ keySize: 2048 })), 'ok'],
  [
    '2026',
    'W-OV',
    'key made with 2048 bits',
    enable(windows({ ...usingKey, os: windowsOs({ version: 'WindowsServer2022' }) }), withNewKey({ keySize: 2048 })),
    'error create/keySize',
  ],
  [
    '2026',
    'W-OV',
    'key made with the default',
    enable(windows({ ...usingKey, os: windowsOs({ version: 'WindowsServer2022' }) }), withNewKey({})),
    'ok',
  ],
  [
    '2026',
    'W-OV',
    'key of 2048 bits, scale set',
    enableSet(windowsSet({ ...usingKey, os: windowsOs({ version: 'WindowsServer2022' }) }), withKey({ keySize: 2048 })),
    'error keySize',
  ],
  [
    '2026',
    'W-OV',
    'key of 2048 bits, restored machine',
    restore({}, { ...usingKey, os: windowsOs({ version: 'WindowsServer2022' }) }, withKey({ keySize: 2048 })),
    'error keySize',
  ],
  ['2026', 'L-OV', 'key of 2048 bits, Linux', enable(linux(usingKey), withKey({ keySize: 2048 })), 'ok'],
  [
    '2026',
    'W-OV',
    'a key of 1024 bits is wrong once',
    enable(windows({ ...usingKey, os: windowsOs({ version: 'WindowsServer2022' }) }), withKey({ keySize: 1024 })),
    'error keySize',
  ],
  [
    '2026',
    'W-OV',
    'a key that is not RSA is wrong once',
    enable(windows({ ...usingKey, os: windowsOs({ version: 'WindowsServer2022' }) }), withKey({ keyType: 'EC', keySize: 256 })),
    'error keyType',
  ],
];
