import { expect } from 'chai';
import type { Source } from '../../src/model/index.ts';
import { apiVersionNotes } from '../../src/support/api-versions.ts';
import { clouds } from '../../src/support/clouds.ts';
import { extensionSources } from '../../src/support/extensions.ts';
import { disagreements, limitSources, limits, retirements, roleDefinitions, sources, supportFor } from '../../src/support/index.ts';
import { pack201812 } from '../../src/support/packs/2018-12.ts';
import { pack202609 } from '../../src/support/packs/2026-09.ts';
import { vmSizeSource } from '../../src/support/vm-size-table.ts';

const older = supportFor('2018-12');
const newest = supportFor('2026-09');

describe('clouds', () => {
  it('have the suffixes of environment()', () => {
    const suffixes = (['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const).map((name) => {
      const { keyVaultDnsSuffix, storageSuffix, resourceManager, activeDirectory } = newest.cloud(name);
      return [keyVaultDnsSuffix, storageSuffix, resourceManager, activeDirectory];
    });
    expect(suffixes).to.deep.equal([
      ['vault.azure.net', 'core.windows.net', 'https://management.azure.com', 'https://login.microsoftonline.com'],
      ['vault.usgovcloudapi.net', 'core.usgovcloudapi.net', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
      ['vault.azure.cn', 'core.chinacloudapi.cn', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
    ]);
  });

  it('know Azure Backup by its application id where a page names it', () => {
    expect(newest.cloud('AzureCloud').backupApplicationId).to.equal('262044b1-e2ce-469f-a196-69ab7ada62d3');
    expect(newest.cloud('AzureUSGovernment').backupApplicationId).to.equal('ff281ffe-705c-4f53-9f37-a40e6f2c68f3');
    expect(newest.cloud('AzureChinaCloud').backupApplicationId).to.equal(undefined);
  });
});

describe('extension handlers', () => {
  it('are those that the official tools send', () => {
    const handler = (os: 'Windows' | 'Linux', release: 'single-pass' | 'dual-pass') => {
      const { publisher, type, typeHandlerVersion } = newest.extension(os, release);
      return `${publisher}/${type}/${typeHandlerVersion}`;
    };
    expect(handler('Windows', 'single-pass')).to.equal('Microsoft.Azure.Security/AzureDiskEncryption/2.2');
    expect(handler('Windows', 'dual-pass')).to.equal('Microsoft.Azure.Security/AzureDiskEncryption/1.1');
    expect(handler('Linux', 'single-pass')).to.equal('Microsoft.Azure.Security/AzureDiskEncryptionForLinux/1.1');
    expect(handler('Linux', 'dual-pass')).to.equal('Microsoft.Azure.Security/AzureDiskEncryptionForLinux/0.1');
  });
});

describe('Windows versions', () => {
  it('are supported from Windows Server 2008 R2 and Windows 8 on', () => {
    for (const support of [older, newest]) {
      expect(support.windowsVersion('WindowsServer2008')?.supported).to.equal(false);
      for (const name of [
        'WindowsServer2008R2',
        'WindowsServer2012',
        'WindowsServer2012R2',
        'WindowsServer2016',
        'Windows8',
        'Windows8.1',
        'Windows10',
      ])
        expect(support.windowsVersion(name)?.supported, name).to.equal(true);
    }
    expect(older.windowsVersion('Windows7')?.supported).to.equal(false);
  });

  it('need RSA 3072 from Windows Server 2022 and Windows 11 on', () => {
    const size = (name: string) => newest.windowsVersion(name)?.minimumKeySize;
    expect(['WindowsServer2019', 'WindowsServer2022', 'WindowsServer2025', 'Windows10', 'Windows11'].map(size)).to.deep.equal([
      2048, 3072, 3072, 2048, 3072,
    ]);
    expect(older.windowsVersion('WindowsServer2022')?.minimumKeySize).to.equal(2048);
  });

  it('are found with blanks and editions, and not when they do not exist', () => {
    expect(newest.windowsVersion('windows server 2012 r2')?.name).to.equal('WindowsServer2012R2');
    expect(newest.windowsVersion('Windows Server 2022 Datacenter Azure Edition')?.name).to.equal('WindowsServer2022');
    expect(newest.windowsVersion('Windows 10 Pro')?.name).to.equal('Windows10');
    expect(newest.windowsVersion('WindowsServer2023')).to.equal(undefined);
    expect(newest.windowsVersion('Windows 2000')).to.equal(undefined);
    expect(newest.windowsVersion('Ubuntu 22.04')).to.equal(undefined);
  });
});

describe('minimum memory', () => {
  it('was 7 GB for Linux in 2018', () => {
    expect(older.minimumMemory).to.include({ windows: undefined, linuxData: 7 * 1024, linuxOs: 7 * 1024, linuxRootUsageGB: undefined });
  });

  it('is 2 GB, and 8 GB for a Linux OS volume, today', () => {
    expect(newest.minimumMemory).to.include({ windows: 2048, linuxData: 2048, linuxOs: 8192, linuxRootUsageGB: 4 });
  });
});

describe('what else is data', () => {
  it('has the limits of Azure Resource Manager', () => {
    expect(limits).to.include({ parameters: 256, variables: 256, outputs: 64, resourcesPerDeployment: 800, templateBytes: 4_194_304 });
    expect(limits).to.include({ expressionCharacters: 24_576, deploymentNameCharacters: 64 });
  });

  it('has the days on which things end', () => {
    expect(retirements.azureDiskEncryption.endsOn).to.equal('2028-09-15');
    expect(retirements.unmanagedDisks).to.include({ noNewAfter: '2023-09-30', endsOn: '2026-03-31' });
    expect(retirements.keyVaultApiVersions.endsOn).to.equal('2027-02-27');
  });

  it('has the role that Azure Backup needs', () => {
    expect(roleDefinitions.keyVaultAdministrator.id).to.equal('00482a5a-887f-4fb3-b363-3b7fe8e74483');
  });

  it('shows both sides of every disagreement', () => {
    for (const [name, { statements, side }] of Object.entries(disagreements)) {
      expect(new Set(statements.map(({ says }) => says)).size, name).to.be.greaterThan(1);
      expect(side, name).to.match(/\.$/);
    }
  });

  it('has a URL and a day for each statement', () => {
    const all: Source[] = [
      ...Object.values(sources),
      ...Object.values(limitSources),
      ...Object.values(roleDefinitions).map(({ source }) => source),
      ...Object.values(retirements).map(({ source }) => source),
      ...Object.values(clouds).flatMap(({ source, backupSource }) => [source, backupSource]),
      ...Object.values(apiVersionNotes).flatMap((note) => note.sources),
      ...Object.values(disagreements).flatMap(({ statements }) => statements.map(({ source }) => source)),
      ...[pack201812, pack202609].flatMap(({ linuxImages, windowsVersions, minimumMemory }) =>
        [...linuxImages, ...windowsVersions, minimumMemory].map(({ source }) => source),
      ),
      ...extensionSources,
      vmSizeSource,
    ];
    for (const { url, date } of all) {
      expect(url).to.match(/^https:\/\/(learn\.microsoft\.com\/(azure|powershell)|github\.com|docs\.azure\.cn)\//);
      expect(new Date(date).toISOString().slice(0, 10), url).to.equal(date);
    }
  });
});
