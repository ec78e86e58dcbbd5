import { expect } from 'chai';
import type { ImageReference } from '../../src/model/index.ts';
import { supportFor } from '../../src/support/index.ts';

/** `publisher:offer:sku[:version]` */
function image(urn: string): ImageReference {
  const [publisher = '', offer = '', sku = '', version = 'latest'] = urn.split(':');
  return { publisher, offer, sku, version };
}

const volumes = (matrix: '2018-12' | '2026-09', urn: string) => supportFor(matrix).image(image(urn))?.volumes;

describe('Linux images of 2026-09', () => {
  // Rows of https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-overview, 2026-02-20.
  const osAndData = [
    'Canonical:ubuntu-24_04-lts-daily:server-gen1',
    'Canonical:ubuntu-24_04-lts:server',
    'Canonical:0001-com-ubuntu-server-jammy:22_04-lts',
    'Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2',
    'Canonical:0001-com-ubuntu-server-focal:20_04-lts',
    'Canonical:0001-com-ubuntu-server-focal-daily:20_04-daily-lts',
    'Canonical:0001-com-ubuntu-server-focal:20_04-lts-gen2',
    'Canonical:0001-com-ubuntu-server-focal-daily:20_04-daily-lts-gen2',
    'Canonical:UbuntuServer:18.04-LTS',
    'Canonical:UbuntuServer:18.04-DAILY-LTS',
    'MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2',
    'MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2-gen2',
    'OpenLogic:CentOS-LVM:8-LVM',
    'OpenLogic:CentOS:8_4',
    'OpenLogic:CentOS:8_3',
    'OpenLogic:CentOS:8_2',
    'OpenLogic:CentOS-LVM:7-LVM:7.9.2021020400',
    'OpenLogic:CentOS:7_9',
    'OpenLogic:CentOS:7_8',
    'OpenLogic:CentOS:7.7',
    'OpenLogic:CentOS:7.6',
    'OpenLogic:CentOS:7.5',
    'OpenLogic:CentOS:7.4',
    'Oracle:Oracle-Linux:ol86-lvm',
    'Oracle:Oracle-Linux:ol86-lvm-gen2',
    'Oracle:Oracle-Linux:ol85-lvm',
    'Oracle:Oracle-Linux:ol85-lvm-gen2',
    ...['9_4', '94_gen2', '9_3', '93-gen2', '9_2', '92-gen2', '9_0', '90-gen2', '9-lvm', '9-lvm-gen2', '8_9', '89-gen2'].map(redHat),
    ...['8_8', '88-gen2', '8_7', '87-gen2', '8_6', '86-gen2', '8_5', '85-gen2', '8.4', '8.3', '8-LVM', '8-lvm-gen2'].map(redHat),
    ...['8.2', '8.1', '7-LVM:7.9.2020111202', '7_9', '7.8', '7.7', '7.6', '7.5', '7.4'].map(redHat),
  ];
  const dataOnly = [
    'OpenLogic:CentOS:6.8',
    'RedHat:RHEL:6.8',
    'RedHat:RHEL:6.7',
    'SUSE:openSUSE-Leap:42.3',
    'SUSE:SLES:12-SP4',
    'SUSE:SLES-HPC:12-SP3',
  ];
  const unlisted = [
    'RedHat:RHEL:9_5',
    'RedHat:RHEL:9_1',
    'RedHat:RHEL:7.2',
    'RedHat:RHEL:7-RAW',
    'Canonical:UbuntuServer:16.04-LTS',
    'Canonical:ubuntu-24_04-lts:ubuntu-pro',
    'Oracle:Oracle-Linux:ol87-lvm',
    'SUSE:SLES:15-SP4',
    'Debian:debian-12:12',
    'center-for-internet-security-inc:cis-ubuntu-linux-2204-l1:cis-ubuntu-linux-2204-l1',
  ];

  function redHat(sku: string): string {
    return `RedHat:RHEL:${sku}`;
  }

  it('covers the 60 rows of the page with OS and data volumes', () => {
    expect(osAndData).to.have.length(60);
    for (const urn of osAndData) expect(volumes('2026-09', urn), urn).to.equal('OSAndData');
  });

  it('covers those with data volumes only', () => {
    for (const urn of dataOnly) expect(volumes('2026-09', urn), urn).to.equal('Data');
  });

  it('covers nothing else', () => {
    for (const urn of unlisted) expect(volumes('2026-09', urn), urn).to.equal(undefined);
  });

  it('ignores letter case', () => {
    expect(volumes('2026-09', 'canonical:ubuntuserver:18.04-lts')).to.equal('OSAndData');
  });

  it('asks for the image version that the page names, or a newer one', () => {
    expect(volumes('2026-09', 'RedHat:RHEL:7-LVM:7.9.2020111201')).to.equal(undefined);
    expect(volumes('2026-09', 'RedHat:RHEL:7-LVM:7.8.2021051701')).to.equal(undefined);
    expect(volumes('2026-09', 'RedHat:RHEL:7-LVM:7.9.2021051701')).to.equal('OSAndData');
    expect(volumes('2026-09', 'RedHat:RHEL:7-LVM:latest')).to.equal('OSAndData');
    expect(volumes('2026-09', 'MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2:2.20230407.01')).to.equal(undefined);
    expect(volumes('2026-09', 'MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2:2.20230518.01')).to.equal('OSAndData');
  });

  it('names the row, the page and its date', () => {
    expect(supportFor('2026-09').image(image('RedHat:RHEL:8_9'))).to.deep.include({
      row: 'RedHat:RHEL:8_9',
      source: { url: 'https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-overview', date: '2026-02-20' },
    });
  });

  it('offers the rows of the same offer, else of the same publisher', () => {
    const rows = (urn: string) =>
      supportFor('2026-09')
        .imageAlternatives(image(urn))
        .map(({ row }) => row);
    expect(rows('Oracle:Oracle-Linux:ol87-lvm')).to.have.members([
      'Oracle:Oracle-Linux:ol86-lvm',
      'Oracle:Oracle-Linux:ol86-lvm-gen2',
      'Oracle:Oracle-Linux:ol85-lvm',
      'Oracle:Oracle-Linux:ol85-lvm-gen2',
    ]);
    expect(rows('SUSE:sles-15-sp5:gen2')).to.include('SUSE:SLES:12-SP4').and.include('SUSE:openSUSE-Leap:42.3');
    expect(rows('Debian:debian-12:12')).to.deep.equal([]);
  });
});

describe('Linux images of 2018-12', () => {
  it('covers the OS volume where page and agent agree', () => {
    const both = ['RedHat:RHEL:7.2', 'RedHat:RHEL:7.5', 'OpenLogic:CentOS:7.4', 'OpenLogic:CentOS:7.2n', 'OpenLogic:CentOS:6.8'];
    for (const urn of [...both, 'Canonical:UbuntuServer:16.04-LTS', 'Canonical:UbuntuServer:14.04.5-LTS'])
      expect(volumes('2018-12', urn), urn).to.equal('OSAndData');
  });

  it('covers data volumes only where one of them has no OS volume', () => {
    const data = [
      'RedHat:RHEL:6.8',
      'RedHat:RHEL:7.6',
      'OpenLogic:CentOS:6.5',
      'SUSE:SLES:12-SP4',
      'SUSE:openSUSE:13.2',
      'Canonical:UbuntuServer:18.04-LTS',
    ];
    for (const urn of data) expect(volumes('2018-12', urn), urn).to.equal('Data');
  });

  it('covers nothing that was published later', () => {
    for (const urn of ['RedHat:RHEL:8_9', 'Canonical:0001-com-ubuntu-server-jammy:22_04-lts', 'Canonical:UbuntuServer:14.04.4-LTS'])
      expect(volumes('2018-12', urn), urn).to.equal(undefined);
  });
});

describe('operating systems of images', () => {
  const systems: Record<string, [type: string, version?: string]> = {
    'MicrosoftWindowsServer:WindowsServer:2022-datacenter-azure-edition': ['Windows', 'WindowsServer2022'],
    'MicrosoftWindowsServer:WindowsServer:2022-datacenter-g2': ['Windows', 'WindowsServer2022'],
    'MicrosoftWindowsServer:WindowsServer:2025-datacenter-core-g2': ['Windows', 'WindowsServer2025'],
    'MicrosoftWindowsServer:WindowsServer:2019-Datacenter': ['Windows', 'WindowsServer2019'],
    'MicrosoftWindowsServer:WindowsServer:2016-Datacenter-Server-Core': ['Windows', 'WindowsServer2016'],
    'MicrosoftWindowsServer:WindowsServer:[smalldisk]2016-Datacenter': ['Windows', 'WindowsServer2016'],
    'MicrosoftWindowsServer:WindowsServer:2012-R2-Datacenter': ['Windows', 'WindowsServer2012R2'],
    'MicrosoftWindowsServer:WindowsServer:2012-Datacenter': ['Windows', 'WindowsServer2012'],
    'MicrosoftWindowsServer:WindowsServer:2008-R2-SP1': ['Windows', 'WindowsServer2008R2'],
    'MicrosoftWindowsServer:WindowsServer:Datacenter-Core-1803-with-Containers-smalldisk': ['Windows'],
    'MicrosoftWindowsDesktop:windows-11:win11-22h2-pro': ['Windows', 'Windows11'],
    'MicrosoftWindowsDesktop:Windows-10:rs5-pro': ['Windows', 'Windows10'],
    'MicrosoftWindowsDesktop:office-365:win11-23h2-avd-m365': ['Windows', 'Windows11'],
    'MicrosoftVisualStudio:Windows:Win8.1-Ent-N': ['Windows', 'Windows8.1'],
    'MicrosoftVisualStudio:Windows:Win7-SP1-Ent-N': ['Windows', 'Windows7'],
    'MicrosoftVisualStudio:visualstudio2022:vs-2022-comm-latest-ws2022': ['Windows', 'WindowsServer2022'],
    'MicrosoftSQLServer:sql2019-ws2022:enterprise': ['Windows', 'WindowsServer2022'],
    'MicrosoftSQLServer:SQL2014SP2-WS2012R2:Enterprise': ['Windows', 'WindowsServer2012R2'],
    'MicrosoftSQLServer:SQL2016SP1-WS2016:Web': ['Windows', 'WindowsServer2016'],
    'MicrosoftSQLServer:sql2019-ubuntu2004:sqldev': ['Linux', 'Ubuntu 20.04'],
    'MicrosoftSQLServer:SQL2017-RHEL73:Standard': ['Linux'],
    'microsoft-dsvm:dsvm-win-2019:server-2019': ['Windows'],
    'microsoft-dsvm:ubuntu-1804:1804': ['Linux', 'Ubuntu 18.04'],
    'Canonical:ubuntu-24_04-lts:server': ['Linux', 'Ubuntu 24.04'],
    'Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2': ['Linux', 'Ubuntu 22.04'],
    'Canonical:UbuntuServer:14.04.5-LTS': ['Linux', 'Ubuntu 14.04'],
    'RedHat:RHEL:8_9': ['Linux', 'RHEL 8.9'],
    'RedHat:RHEL:89-gen2': ['Linux', 'RHEL 8.9'],
    'RedHat:RHEL:94_gen2': ['Linux', 'RHEL 9.4'],
    'RedHat:RHEL:810-gen2': ['Linux', 'RHEL 8.10'],
    'RedHat:RHEL:10-lvm-gen2': ['Linux', 'RHEL 10'],
    'RedHat:RHEL:10_0': ['Linux', 'RHEL 10.0'],
    'RedHat:RHEL:100-gen2': ['Linux', 'RHEL 10.0'],
    'redhat:rhel:7-LVM': ['Linux', 'RHEL 7'],
    'RedHat:RHEL:6.10': ['Linux', 'RHEL 6.10'],
    'OpenLogic:CentOS:7.2n': ['Linux', 'CentOS 7.2'],
    'OpenLogic:CentOS:7_9': ['Linux', 'CentOS 7.9'],
    'Oracle:Oracle-Linux:ol86-lvm-gen2': ['Linux', 'Oracle Linux 8.6'],
    'SUSE:SLES:12-SP4': ['Linux', 'SLES 12 SP4'],
    'SUSE:sles-15-sp5:gen2': ['Linux', 'SLES 15 SP5'],
    'SUSE:openSUSE-Leap:42.3': ['Linux', 'openSUSE 42.3'],
    'credativ:Debian:9': ['Linux', 'Debian 9'],
    'Debian:debian-12:12-gen2': ['Linux', 'Debian 12'],
    'MicrosoftCBLMariner:cbl-mariner:cbl-mariner-2-gen2': ['Linux', 'Mariner 2'],
    'MicrosoftCBLMariner:azure-linux-3:azure-linux-3-gen2': ['Linux', 'Azure Linux 3'],
    'almalinux:almalinux-x86_64:9-gen2': ['Linux'],
  };

  for (const [urn, [type, version]] of Object.entries(systems)) {
    it(`takes ${urn} for ${version ?? type}`, () => {
      const found = supportFor('2026-09').operatingSystem(image(urn));
      expect([found?.type, found?.version]).to.deep.equal([type, version]);
    });
  }

  it('knows Server Core by its SKU', () => {
    const isCore = (sku: string) => supportFor('2026-09').operatingSystem(image(`MicrosoftWindowsServer:WindowsServer:${sku}`))?.serverCore;
    expect(isCore('2016-Datacenter-Server-Core')).to.equal(true);
    expect(isCore('2022-datacenter-core-g2')).to.equal(true);
    expect(isCore('2019-Datacenter')).to.equal(false);
  });

  it('does not guess the system of other publishers', () => {
    expect(supportFor('2026-09').operatingSystem(image('cohesive:cohesiveft-vns3-for-azure:cohesive-vns3-5_0_x-free'))).to.equal(undefined);
    expect(supportFor('2026-09').operatingSystem(image('toString:x:y'))).to.equal(undefined);
  });
});

describe('publishers that are called as what every object has', () => {
  it('have images of no known operating system', () => {
    for (const publisher of ['constructor', '__proto__', 'toString'])
      expect(supportFor('2026-09').operatingSystem(image(`${publisher}:a:b`)), publisher).to.equal(undefined);
  });
});
