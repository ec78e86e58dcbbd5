import { sources } from '../sources.ts';
import type { SupportPack } from './pack.ts';

const older = sources.frequentQuestions2018;
const newer = sources.frequentQuestions2019;
const prerequisites = sources.prerequisites2019;
const dataOnlyNote = 'The page of spring 2019 has the OS volume too; the agent of December 2018 (1.1.0.21) does not take it.';
const newerVersionNote = 'Published after this support matrix.';

/**
 * December 2018. The image table of that month is not stored anywhere: a row stands here when the page of mid 2018 or one of spring 2019 has it,
 * with those volumes that both the newer page and the Linux agent of that month (1.1.0.21) take.
 */
export const pack201812: SupportPack = {
  published: '2018-12-12',
  linuxImages: [
    {
      publisher: 'Canonical',
      offer: 'UbuntuServer',
      skus: ['16.04*'],
      volumes: 'OSAndData',
      source: newer,
    },
    {
      publisher: 'Canonical',
      offer: 'UbuntuServer',
      skus: ['14.04.5*'],
      volumes: 'OSAndData',
      note: 'With the Azure-tuned kernel 4.15 or newer.',
      source: newer,
    },
    {
      publisher: 'Canonical',
      offer: 'UbuntuServer',
      skus: ['18.04*'],
      volumes: 'Data',
      note: dataOnlyNote,
      source: prerequisites,
    },
    {
      publisher: 'RedHat',
      offer: 'RHEL',
      skus: ['7.2', '7.3', '7.4', '7.5'],
      volumes: 'OSAndData',
      note: 'Pay-as-you-go images. The page of mid 2018 has data volumes only; that of spring 2019 and the agent of December 2018 have the OS volume too.',
      source: newer,
    },
    { publisher: 'RedHat', offer: 'RHEL', skus: ['7.6'], volumes: 'Data', note: dataOnlyNote, source: newer },
    { publisher: 'RedHat', offer: 'RHEL', skus: ['6.7', '6.8'], volumes: 'Data', source: newer },
    {
      publisher: 'OpenLogic',
      offer: 'CentOS',
      skus: ['7.2n', '7.3', '7.4', '6.8'],
      volumes: 'OSAndData',
      source: newer,
    },
    { publisher: 'OpenLogic', offer: 'CentOS', skus: ['7.5'], volumes: 'Data', note: dataOnlyNote, source: newer },
    { publisher: 'OpenLogic', offer: 'CentOS', skus: ['7.6'], volumes: 'Data', note: dataOnlyNote, source: prerequisites },
    { publisher: 'OpenLogic', offer: 'CentOS', skus: ['7.1', '7.0', '6.7', '6.6', '6.5'], volumes: 'Data', source: newer },
    { publisher: 'SUSE', offer: 'openSUSE', skus: ['13.2'], volumes: 'Data', source: older },
    { publisher: 'SUSE', offer: 'openSUSE-Leap', skus: ['42.3'], volumes: 'Data', source: newer },
    { publisher: 'SUSE', offer: 'SLES', skus: ['12-SP4', '12-SP3'], volumes: 'Data', source: newer },
    { publisher: 'SUSE', offer: 'SLES', skus: ['12-SP1', '11-SP4'], volumes: 'Data', source: older },
    { publisher: 'SUSE', offer: 'SLES-HPC', skus: ['12*'], volumes: 'Data', source: older },
  ],
  windowsVersions: [
    { name: 'WindowsServer2003', kind: 'server', supported: false, minimumKeySize: 2048, note: 'Has no BitLocker.', source: prerequisites },
    {
      name: 'WindowsServer2003R2',
      kind: 'server',
      supported: false,
      minimumKeySize: 2048,
      note: 'Has no BitLocker.',
      source: prerequisites,
    },
    { name: 'WindowsXP', kind: 'client', supported: false, minimumKeySize: 2048, note: 'Has no BitLocker.', source: prerequisites },
    {
      name: 'WindowsServer2008',
      kind: 'server',
      supported: false,
      minimumKeySize: 2048,
      note: 'Windows Server 2008 R2 is the oldest.',
      source: prerequisites,
    },
    {
      name: 'WindowsServer2008R2',
      kind: 'server',
      supported: true,
      minimumKeySize: 2048,
      note: 'Needs .NET Framework 4.5 (KB2901983).',
      source: prerequisites,
    },
    { name: 'WindowsServer2012', kind: 'server', supported: true, minimumKeySize: 2048, source: prerequisites },
    {
      name: 'WindowsServer2012R2',
      kind: 'server',
      supported: true,
      minimumKeySize: 2048,
      note: 'Server Core needs bdehdcfg.',
      source: prerequisites,
    },
    {
      name: 'WindowsServer2016',
      kind: 'server',
      supported: true,
      minimumKeySize: 2048,
      note: 'Server Core needs bdehdcfg.',
      source: prerequisites,
    },
    { name: 'WindowsServer2019', kind: 'server', supported: true, minimumKeySize: 2048, source: prerequisites },
    { name: 'WindowsServer2022', kind: 'server', supported: true, minimumKeySize: 2048, note: newerVersionNote, source: prerequisites },
    { name: 'WindowsServer2025', kind: 'server', supported: true, minimumKeySize: 2048, note: newerVersionNote, source: prerequisites },
    {
      name: 'Windows7',
      kind: 'client',
      supported: false,
      minimumKeySize: 2048,
      note: 'Windows 8 is the oldest.',
      source: prerequisites,
    },
    { name: 'Windows8', kind: 'client', supported: true, minimumKeySize: 2048, source: prerequisites },
    { name: 'Windows8.1', kind: 'client', supported: true, minimumKeySize: 2048, source: prerequisites },
    { name: 'Windows10', kind: 'client', supported: true, minimumKeySize: 2048, source: prerequisites },
    { name: 'Windows11', kind: 'client', supported: true, minimumKeySize: 2048, note: newerVersionNote, source: prerequisites },
  ],
  minimumMemory: { windows: undefined, linuxData: 7168, linuxOs: 7168, linuxRootUsageGB: undefined, source: sources.overview2018 },
};
