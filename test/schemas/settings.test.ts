import { expect } from 'chai';
import { checkTemplate } from '../../src/schemas/index.ts';
import { sharedJson } from '../shared.ts';
import { everythingBut, type Json, named, pointerOf, told } from './everything.ts';

/** What is said of the settings of one extension of everything.json after a change, from its properties on. */
function check(name: string, change: (properties: Json) => void): string[] {
  const template = everythingBut((changed) => change(named(changed, name).properties));
  const properties = `${pointerOf(template, name)}/properties`;
  return checkTemplate(template, 't.json').map((finding) => told(finding).replace(properties, ''));
}

/** What is said of the properties of an extension that somebody sent, blank and null settings left out. */
function checkSent(properties: Json, name = 'AzureDiskEncryption'): string[] {
  const kept = Object.entries(properties.settings).filter(([, value]) => value !== '' && value !== null);
  const template = everythingBut((changed) => {
    changed.resources = [
      {
        type: 'Microsoft.Compute/virtualMachines/extensions',
        apiVersion: '2025-11-01',
        name: `vm-1/${name}`,
        location: 'westeurope',
        properties: { ...properties, settings: Object.fromEntries(kept) },
      },
    ];
    for (const section of ['parameters', 'variables', 'outputs']) changed[section] = {};
  });
  return checkTemplate(template, 't.json').map((finding) => told(finding).replace('/resources/0/properties', ''));
}

describe('settings of the extension', () => {
  it('have one spelling', () => {
    const operation = (value: unknown) => check('vm-new-01/', ({ settings }) => (settings.EncryptionOperation = value));
    expect(operation('enableEncryption')).to.deep.equal(['ADE4022 allowed /settings/EncryptionOperation']);
    expect(operation('UpdateEncryptionSettings')).to.deep.equal(['ADE4022 allowed /settings/EncryptionOperation']);
    expect(operation('QueryEncryptionStatus')).to.deep.equal(['ADE4022 allowed /settings/EncryptionOperation']);
    expect(check('vm-new-01/', ({ settings }) => (settings.VolumeType = 'all'))).to.deep.equal(['ADE4022 allowed /settings/VolumeType']);
    expect(check('vm-new-01/', ({ settings }) => (settings.KeyEncryptionAlgorithm = 'rsa-oaep'))).to.deep.equal([
      'ADE4022 allowed /settings/KeyEncryptionAlgorithm',
    ]);
    for (const [right, wrong] of [
      ['KeyVaultURL', 'KeyVaultUrl'],
      ['KeyVaultResourceId', 'KeyVaultResourceID'],
      ['KekVaultResourceId', 'KekVaultResourceID'],
    ] as const) {
      const found = check('vm-new-01/', ({ settings }) => {
        settings[wrong] = settings[right];
        delete settings[right];
      });
      expect(
        found.sort().map((finding) => finding.slice(0, 7)),
        wrong,
      ).to.deep.equal(['ADE4020', 'ADE4021']);
    }
  });

  it('name what is allowed', () => {
    const template = everythingBut((changed) => (named(changed, 'vm-new-01/').properties.settings.EncryptionOperation = 'Enable'));
    const [finding] = checkTemplate(template, 't.json');
    expect(finding?.data).to.deep.equal({
      of: 'AzureDiskEncryption 2.2',
      value: '"Enable"',
      allowed: ['EnableEncryption', 'DisableEncryption'],
    });
  });

  it('take one whole expression where a value is computed', () => {
    for (const key of [
      'KeyVaultURL',
      'KeyVaultResourceId',
      'KeyEncryptionKeyURL',
      'KekVaultResourceId',
      'VolumeType',
      'KeyEncryptionAlgorithm',
    ]) {
      expect(
        check('vm-new-01/', ({ settings }) => (settings[key] = "[parameters('location')]")),
        key,
      ).to.deep.equal([]);
      expect(
        check('vm-new-01/', ({ settings }) => (settings[key] = "[[parameters('location')]")),
        key,
      ).to.have.length(1);
    }
  });

  it('hold URLs and ids that Azure can read', () => {
    const wrong: [key: string, value: string][] = [
      ['KeyVaultURL', 'http://kv-disks.vault.azure.net/'],
      ['KeyVaultURL', 'https://kv-disks'],
      ['KeyVaultURL', 'https://kv-disks.vault.azure.net/secrets/'],
      ['KeyVaultResourceId', 'kv-disks'],
      ['KeyVaultResourceId', '/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/'],
      ['KeyEncryptionKeyURL', 'https://kv-disks.vault.azure.net/keys/kek'],
      ['KeyEncryptionKeyURL', 'https://kv-disks.vault.azure.net/key/kek/0123456789abcdef0123456789abcdef'],
      ['KekVaultResourceId', 'https://kv-disks.vault.azure.net/'],
    ];
    for (const [key, value] of wrong) {
      expect(
        check('vm-new-01/', ({ settings }) => (settings[key] = value)),
        value,
      ).to.deep.equal([`ADE4022 form /settings/${key}`]);
    }
    for (const suffix of ['vault.azure.net', 'vault.azure.cn', 'vault.usgovcloudapi.net']) {
      expect(
        check('vm-new-01/', ({ settings }) => (settings.KeyVaultURL = `https://kv-disks.${suffix}/`)),
        suffix,
      ).to.deep.equal([]);
    }
  });

  it('hold the key and the id of its vault, or neither', () => {
    for (const name of ['vm-new-01/', 'vm-db-01/', 'vm-old-01/']) {
      const without = (...keys: string[]) =>
        check(name, ({ settings }) => {
          for (const key of keys) delete settings[key];
        });
      expect(without('KekVaultResourceId'), name).to.deep.equal(['ADE4021 missingBeside key /settings/KeyEncryptionKeyURL']);
      expect(without('KeyEncryptionKeyURL'), name).to.deep.equal(['ADE4021 missingBeside key /settings/KekVaultResourceId']);
      expect(without('KeyEncryptionKeyURL', 'KekVaultResourceId'), name).to.deep.equal([]);
    }
  });

  it('hold the application only in the previous release, with its secret protected or its certificate named', () => {
    const application = '44444444-4444-4444-4444-444444444444';
    for (const name of ['vm-new-01/', 'vm-db-01/']) {
      expect(
        check(name, ({ settings }) => (settings.AADClientID = application)),
        name,
      ).to.deep.equal(['ADE4020 unknown key /settings/AADClientID']);
      expect(
        check(name, ({ settings }) => (settings.AADClientSecret = 'x')),
        name,
      ).to.deep.equal(['ADE4020 unknown key /settings/AADClientSecret']);
    }
    expect(
      check('vm-new-01/', (properties) => (properties.protectedSettings = { AADClientSecret: "[parameters('aadClientSecret')]" })),
    ).to.deep.equal(['ADE4010 unknown key /protectedSettings']);
    expect(check('vm-old-01', ({ settings }) => delete settings.AADClientID)).to.deep.equal(['ADE4021 missing /settings']);
    expect(check('vm-old-01', ({ settings }) => (settings.AADClientID = 'app'))).to.deep.equal(['ADE4022 form /settings/AADClientID']);
    expect(check('vm-old-01', ({ settings }) => (settings.AADClientCertThumbprint = '0'.repeat(40)))).to.deep.equal([
      'ADE4020 notHere key /protectedSettings',
    ]);
    expect(check('vm-old-02', ({ settings }) => (settings.AADClientCertThumbprint = 'thumb'))).to.deep.equal([
      'ADE4022 form /settings/AADClientCertThumbprint',
    ]);
    expect(check('vm-old-02', ({ settings }) => delete settings.AADClientCertThumbprint)).to.deep.equal(['ADE4011 missing ']);
    expect(check('vm-db-old', (properties) => (properties.protectedSettings.Passphrase = "[parameters('adminPassword')]"))).to.deep.equal(
      [],
    );
  });

  it('want volumes on Linux, and resize none there', () => {
    expect(check('vm-db-01/', ({ settings }) => delete settings.VolumeType)).to.deep.equal(['ADE4021 missing /settings']);
    expect(check('vm-db-03/', ({ settings }) => delete settings.VolumeType)).to.deep.equal(['ADE4021 missing /settings']);
    expect(check('vm-new-01/', ({ settings }) => delete settings.VolumeType)).to.deep.equal([]);
    expect(check('vm-db-01/', ({ settings }) => (settings.ResizeOSDisk = false))).to.deep.equal([
      'ADE4020 unknown key /settings/ResizeOSDisk',
    ]);
    expect(check('vm-new-01/', ({ settings }) => (settings.ResizeOSDisk = 'false'))).to.deep.equal(['ADE4022 type /settings/ResizeOSDisk']);
    expect(check('vm-new-01/', ({ settings }) => (settings.EncryptionOperation = 'EnableEncryptionFormatAll'))).to.deep.equal([
      'ADE4022 allowed /settings/EncryptionOperation',
    ]);
  });

  it('name no vault when they disable', () => {
    const off = (name: string) => check(name, ({ settings }) => (settings.EncryptionOperation = 'DisableEncryption'));
    expect(off('vm-db-02/')).to.deep.equal([
      'ADE4020 unknown key /settings/KeyVaultURL',
      'ADE4020 unknown key /settings/KeyVaultResourceId',
    ]);
    expect(check('vm-web-off/', ({ settings }) => (settings.KeyVaultURL = 'https://kv-disks.vault.azure.net/'))).to.deep.equal([
      'ADE4020 unknown key /settings/KeyVaultURL',
    ]);
    expect(
      check('vm-old-02', (properties) => (properties.settings = { EncryptionOperation: 'DisableEncryption', VolumeType: 'All' })),
    ).to.deep.equal([]);
    expect(
      check('vm-old-01', (properties) => (properties.settings = { EncryptionOperation: 'DisableEncryption', VolumeType: 'All' })),
    ).to.deep.equal(['ADE4020 notHere key /protectedSettings']);
  });

  it('belong to a handler that exists', () => {
    for (const change of [
      { typeHandlerVersion: '2.1' },
      { type: 'azureDiskEncryption' },
      { publisher: 'Microsoft.OSTCExtensions' },
      { typeHandlerVersion: '0.1' },
    ]) {
      expect(
        check('vm-new-01/', (properties) => Object.assign(properties, change)),
        JSON.stringify(change),
      ).to.deep.equal(['ADE4015 handler /type']);
    }
  });

  it('are checked in the profile of a scale set too', () => {
    const template = everythingBut((changed) => {
      named(changed, 'ss-db').properties.virtualMachineProfile.extensionProfile.extensions[0].properties.settings.VolumeType = 'data';
    });
    const place = `${pointerOf(template, 'ss-db')}/properties/virtualMachineProfile/extensionProfile/extensions/0/properties/settings/VolumeType`;
    expect(checkTemplate(template, 't.json').map(told)).to.deep.equal([`ADE4022 allowed ${place}`]);
  });
});

describe('what the official tools sent', () => {
  const extensionsOf = ({ properties }: Json): Json[] =>
    properties.virtualMachineProfile?.extensionProfile.extensions.map((extension: Json) => extension.properties) ?? [properties];
  const recorded: [path: string, why: string, told: string[]][] = [
    [
      'cli-2021-07-27-test_vm_disk_encryption_e2e/016-PUT-virtualMachines-extensions-request',
      'az writes ALL',
      ['ADE4022 allowed /settings/VolumeType'],
    ],
    [
      'cli-2023-06-06-test_vm_disk_encryption_e2e/021-PUT-virtualMachines-extensions-request',
      'az writes ALL',
      ['ADE4022 allowed /settings/VolumeType'],
    ],
    [
      'cli-2021-07-27-test_vmss_disk_encryption_e2e/015-PUT-virtualMachineScaleSets-request',
      'az writes ALL',
      ['ADE4022 allowed /settings/VolumeType'],
    ],
    [
      'cli-2021-07-27-test_vmss_disk_encryption_e2e/031-PUT-virtualMachineScaleSets-request',
      'az writes ALL',
      ['ADE4022 allowed /settings/VolumeType'],
    ],
    ['ps-TestAzureDiskEncryptionExtensionSinglePassDisableAndRemove/052-PUT-virtualMachines-extensions-request', 'as documented', []],
    [
      'ps-TestAzureDiskEncryptionExtensionSinglePassDisableAndRemove/051-PUT-virtualMachines-extensions-request',
      'PowerShell sends a blank secret, which the corpus redacted',
      ['ADE4010 unknown key /protectedSettings'],
    ],
    [
      'ps-TestAzureDiskEncryptionExtensionSinglePass/051-PUT-virtualMachines-extensions-request',
      'PowerShell sends a blank secret, which the corpus redacted',
      ['ADE4010 unknown key /protectedSettings'],
    ],
    [
      'ps-TestDisableVirtualMachineScaleSetDiskEncryption/071-PUT-virtualMachineScaleSets-extensions-request',
      'preview handler',
      ['ADE4015 handler /type'],
    ],
    [
      'ps-TestVirtualMachineScaleSetDiskEncryptionExtension/040-PUT-virtualMachineScaleSets-extensions-request',
      'preview handler',
      ['ADE4015 handler /type'],
    ],
    [
      'xplat-enable_encryption_on_the_Windows_VM/001-PUT-virtualMachines-extensions-response',
      'the answer holds neither the protected secret nor a clean setting',
      ['ADE4011 missing ', 'ADE4010 unknown key /provisioningState', 'ADE4020 unknown key /settings/AutoUpgradeMinorVersion'],
    ],
  ];
  for (const [path, why, expected] of recorded) {
    it(`passes or differs for a reason: ${path.split('/')[0]}, ${why}`, function () {
      const [properties, ...others] = extensionsOf(sharedJson(this, `corpus/recordings/${path}.json`));
      expect(others).to.deep.equal([]);
      expect(checkSent(properties)).to.have.members(expected);
    });
  }

  it('passes once VolumeType is spelt as Azure documents it', function () {
    for (const [path, why] of recorded.filter(([, reason]) => reason === 'az writes ALL')) {
      const [properties] = extensionsOf(sharedJson(this, `corpus/recordings/${path}.json`));
      properties.settings.VolumeType = 'All';
      expect(checkSent(properties), `${path}: ${why}`).to.deep.equal([]);
    }
  });
});
