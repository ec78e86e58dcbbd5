import type { Row } from './row.ts';
import {
  create,
  customImage,
  enable,
  enableSet,
  image,
  linux,
  linuxData,
  linuxOs,
  linuxSet,
  newLinux,
  newWindows,
  windows,
  windowsOs,
} from './specs.ts';

type Volumes = 'both' | 'data' | 'none';

/** What each volume type gives on an image of which these volumes are supported. */
const onImages = (matrix: Row[0], source: string, volumes: Volumes, urns: string[]): Row[] =>
  urns.flatMap((urn) => {
    const os = linuxOs({ image: image(urn) });
    const unlisted = volumes === 'none' ? 'error os/image' : undefined;
    const ofOs = unlisted ?? (volumes === 'both' ? 'ok' : 'error volumeType');
    const rows: Row[] = [
      [matrix, source, `All of ${urn}`, enable(linux({ os })), ofOs],
      [matrix, source, `OS of ${urn}`, enable(linux({ os, volumeType: 'OS' })), ofOs],
      [matrix, source, `Data of ${urn}`, enable(linuxData({ os })), unlisted ?? 'ok'],
    ];
    return rows;
  });

const of = (publisher: string, offer: string, ...skus: string[]): string[] => skus.map((sku) => `${publisher}:${offer}:${sku}`);

const custom = { image: undefined, imageId: customImage };
const windowsImage = image('MicrosoftWindowsServer:WindowsServer:2019-Datacenter');

export const images: Row[] = [
  // the table of 2026
  ...onImages('2026', 'L-OV', 'both', [
    ...of('Canonical', 'ubuntu-24_04-lts-daily', 'server-gen1'),
    ...of('Canonical', 'ubuntu-24_04-lts', 'server'),
    ...of('Canonical', '0001-com-ubuntu-server-jammy', '22_04-lts', '22_04-lts-gen2'),
    ...of('Canonical', '0001-com-ubuntu-server-focal', '20_04-lts', '20_04-lts-gen2'),
    ...of('Canonical', '0001-com-ubuntu-server-focal-daily', '20_04-daily-lts', '20_04-daily-lts-gen2'),
    ...of('Canonical', 'UbuntuServer', '18.04-LTS', '18.04-DAILY-LTS'),
    ...of('MicrosoftCBLMariner', 'cbl-mariner', 'cbl-mariner-2', 'cbl-mariner-2-gen2'),
    ...of('OpenLogic', 'CentOS-LVM', '8-LVM', '7-LVM:7.9.2021020400'),
    ...of('OpenLogic', 'CentOS', '8_4', '8_3', '8_2', '7_9', '7_8', '7.7', '7.6', '7.5', '7.4'),
    ...of('Oracle', 'Oracle-Linux', 'ol86-lvm', 'ol86-lvm-gen2', 'ol85-lvm', 'ol85-lvm-gen2'),
    ...of('RedHat', 'RHEL', '9_4', '94_gen2', '9_3', '93-gen2', '9_2', '92-gen2', '9_0', '90-gen2', '9-lvm', '9-lvm-gen2'),
    ...of(
      'RedHat',
      'RHEL',
      '8_9',
      '89-gen2',
      '8_8',
      '88-gen2',
      '8_7',
      '87-gen2',
      '8_6',
      '86-gen2',
      '8_5',
      '85-gen2',
      '8.4',
      '8.3',
      '8.2',
      '8.1',
    ),
    ...of('RedHat', 'RHEL', '8-LVM', '8-lvm-gen2', '7-LVM:7.9.2020111202', '7_9', '7.8', '7.7', '7.6', '7.5', '7.4'),
    // letter case is no matter to Azure
    ...['redhat:rhel:8-lvm', 'canonical:ubuntuserver:18.04-lts'],
  ]),
  ...onImages('2026', 'L-OV', 'data', [
    ...of('OpenLogic', 'CentOS', '6.8'),
    ...of('RedHat', 'RHEL', '6.8', '6.7'),
    ...['SUSE:openSUSE-Leap:42.3', 'SUSE:SLES:12-SP4', 'SUSE:SLES-HPC:12-SP3', 'SUSE:sles:12-sp4'],
  ]),
  ...onImages('2026', 'L-OV', 'none', [
    ...of('Canonical', 'UbuntuServer', '14.04.5-LTS', '16.04-LTS', '19.04'),
    ...of('Canonical', '0001-com-ubuntu-server-jammy', '22_04-lts-arm64'),
    ...['Debian:debian-11:11', 'Debian:debian-12:12-gen2', 'SUSE:sles-15-sp5:gen2', 'kinvolk:flatcar-container-linux-free:stable'],
    ...['OpenLogic:CentOS:6.10', 'almalinux:almalinux-x86_64:8-gen2'],
    ...of('RedHat', 'RHEL', '7.2', '7.3', '7-RAW'),
    'center-for-internet-security-inc:cis-ubuntu-linux-2004-l1:cis-ubuntu2004-l1',
  ]),
  // the agent takes these, the table lacks them
  ...onImages('2026', 'EXT-26', 'none', [
    ...of('RedHat', 'RHEL', '9_5', '95_gen2'),
    ...['Oracle:Oracle-Linux:ol87-lvm', 'MicrosoftCBLMariner:azure-linux-3:azure-linux-3'],
  ]),
  // images of May 2023 and newer only
  ...onImages('2026', 'L-OV', 'none', ['MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2:2.20230126.01']),
  ...onImages('2026', 'L-OV', 'both', ['MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2:2.20230609.01']),
  // what the questions page of mid 2018 and that of spring 2019 agree on
  ...onImages('2018', 'FAQ-18', 'both', [
    ...of('Canonical', 'UbuntuServer', '14.04.5-LTS', '16.04-LTS'),
    ...of('OpenLogic', 'CentOS', '7.4', '7.3', '7.2n', '6.8'),
    ...of('RedHat', 'RHEL', '7.2', '7.3', '7.4', '7.5'),
  ]),
  ...onImages('2018', 'FAQ-18', 'data', [
    ...of('OpenLogic', 'CentOS', '7.1', '7.0', '6.7', '6.6', '6.5'),
    ...of('RedHat', 'RHEL', '6.7', '6.8'),
    ...of('SUSE', 'SLES', '12-SP4', '12-SP3', '12-SP1', '11-SP4'),
    ...['SUSE:SLES-HPC:12-SP3', 'SUSE:openSUSE-Leap:42.3', 'SUSE:openSUSE:13.2'],
  ]),
  ...onImages('2018', 'FAQ-18', 'none', [
    ...['CoreOS:CoreOS:Stable', 'credativ:Debian:9', 'Oracle:Oracle-Linux:7.5'],
    'center-for-internet-security-inc:cis-rhel-7-v2-2-0-l1:cis-rhel7-l1',
  ]),
  // custom images
  ['both', 'SEED', 'Linux custom image, All', enable(linux({ os: linuxOs(custom) })), 'error os/imageId'],
  ['both', 'SEED', 'Linux custom image, Data', enable(linuxData({ os: linuxOs(custom) })), 'error os/imageId'],
  ['both', 'SEED', 'new machine of a Linux custom image', create(newLinux({ os: linuxOs(custom) })), 'error os/imageId'],
  ['both', 'SEED', 'Linux scale set of a custom image', enableSet(linuxSet({ os: linuxOs(custom) })), 'error os/imageId'],
  ['both', 'SEED', 'Windows custom image', enable(windows({ os: windowsOs({ imageId: customImage }) })), 'ok'],
  ['both', 'SEED', 'new machine of a Windows custom image', create(newWindows({ os: windowsOs(custom) })), 'ok'],
  // not known
  ['both', 'L-OV', 'Linux image not known', enable(linux({ os: linuxOs({ image: undefined }) })), '? os.image; ? os.imageId'],
  [
    'both',
    'L-OV',
    'Linux image not known, version written',
    enable(linux({ os: linuxOs({ image: undefined, version: 'Ubuntu 22.04' }) })),
    '? os.image',
  ],
  [
    '2026',
    'L-OV',
    'no volume type on an image for data only',
    enable(linux({ volumeType: undefined, os: linuxOs({ image: image('SUSE:SLES:12-SP4') }) })),
    'error @; ? volumeType',
  ],
  // elsewhere
  [
    '2026',
    'L-OV',
    'new machine of an image for data only',
    create(newLinux({ os: linuxOs({ image: image('SUSE:SLES:12-SP4') }) })),
    'error volumeType',
  ],
  [
    'both',
    'L-OV',
    'Linux scale set of an image for data only',
    enableSet(linuxSet({ os: linuxOs({ image: image('SUSE:SLES:12-SP4') }) })),
    'ok',
  ],
  [
    '2026',
    'L-OV',
    'Linux scale set of an image of no table',
    enableSet(linuxSet({ os: linuxOs({ image: image('Canonical:UbuntuServer:16.04-LTS') }) })),
    'error os/image',
  ],
  ['both', 'ARM', 'Linux with a Windows image', enable(linux({ os: linuxOs({ image: windowsImage }) })), 'error os/type'],
  [
    'both',
    'ARM',
    'Windows with a Linux image',
    enable(windows({ os: windowsOs({ version: undefined, image: image('Canonical:UbuntuServer:16.04-LTS') }) })),
    'error os/type',
  ],
  ['2026', 'ARM', 'Linux version other than the image', enable(linux({ os: linuxOs({ version: 'Ubuntu 20.04' }) })), 'warning os/version'],
  ['both', 'ARM', 'Windows with a Linux version', enable(windows({ os: windowsOs({ version: 'Ubuntu 22.04' }) })), 'error os/type'],
];
