import { expect } from 'chai';
import { completeModel, factsChecks } from '../../src/facts/index.ts';
import {
  type Fact,
  type Finding,
  type ImageReference,
  know,
  type Machine,
  refused,
  unknown,
  valueOf,
  written,
  writtenOrigin,
} from '../../src/model/index.ts';
import { supportFor } from '../../src/support/index.ts';
import { ask, makeDisk, makeKeyEncryptionKey, makeKeyVault, makeMachine, makeModel, makeScaleSet, restore, said } from './models.ts';

const support = supportFor('2026-09');

function complete(...machines: Machine[]): Finding[] {
  return completeModel(makeModel({ machines, requests: machines.flatMap(({ encryption }) => encryption ?? []) }), support);
}

const values = (...facts: Fact<unknown>[]) => facts.map((fact) => valueOf(fact));
const image = (publisher: string, offer: string, sku: string): ImageReference => ({ publisher, offer, sku, version: 'latest' });
const windows2022 = image('MicrosoftWindowsServer', 'WindowsServer', '2022-datacenter-azure-edition');
const redHat89 = image('RedHat', 'RHEL', '8_9');

describe('completeModel: size', () => {
  it('derives memory, family and processor, and says from where', () => {
    const machine = makeMachine({ size: said('standard_e8DS_v5', '/size') });
    expect(complete(machine)).to.deep.equal([]);
    expect(machine.sizeFacts).to.deep.equal({
      family: {
        known: true,
        value: 'standardEDSv5Family',
        origin: { kind: 'derived', from: [written('spec.yaml', '/size')], by: 'vmSizes/Standard_E8ds_v5' },
      },
      memoryMB: {
        known: true,
        value: 65_536,
        origin: { kind: 'derived', from: [written('spec.yaml', '/size')], by: 'vmSizes/Standard_E8ds_v5' },
      },
      architecture: {
        known: true,
        value: 'amd64',
        origin: { kind: 'derived', from: [written('spec.yaml', '/size')], by: 'vmSizes/Standard_E8ds_v5' },
      },
    });
  });

  it('keeps what is written', () => {
    const machine = makeMachine({ size: said('Standard_D4s_v5', '/size') });
    machine.sizeFacts.memoryMB = said(9000, '/memoryMB');
    complete(machine);
    expect(machine.sizeFacts.memoryMB).to.deep.equal(said(9000, '/memoryMB'));
  });

  it('knows the processor of a size whose figures nobody published', () => {
    const machine = makeMachine({ size: said('Standard_D128ds_v7', '/size') });
    expect(complete(machine)).to.deep.equal([]);
    expect([machine.sizeFacts.memoryMB.known, valueOf(machine.sizeFacts.architecture)]).to.deep.equal([false, 'amd64']);
  });

  it('reports a misspelt size at its value, with the size that is meant', () => {
    expect(complete(makeMachine({ size: said('Standard_D4sv5', '/size') }))).to.deep.equal([
      {
        code: 'ADE2042',
        messageId: 'misspelt',
        data: { size: 'Standard_D4sv5', machine: 'vm-1', suggestion: 'Standard_D4s_v5' },
        origin: written('spec.yaml', '/size'),
        about: written('spec.yaml', '/virtualMachines/vm-1'),
      },
    ]);
  });

  it('tells a size newer than the table from a name that is none', () => {
    const messageId = (size: string) => complete(makeMachine({ size: said(size, '/size') }))[0]?.messageId;
    expect(messageId('Standard_ZZ1024xyz_v9')).to.equal('unknown');
    expect(messageId('extra large')).to.equal('unreadable');
  });

  it('says nothing without a size', () => {
    const machine = makeMachine();
    expect(complete(machine)).to.deep.equal([]);
    expect(machine.sizeFacts.memoryMB).to.equal(unknown('size.memoryMB'));
  });
});

describe('completeModel: operating system', () => {
  it('derives type, version and Server Core from a marketplace image', () => {
    const machine = makeMachine({ os: { image: said(windows2022, '/os/image') } });
    expect(complete(machine)).to.deep.equal([]);
    const { type, version, serverCore, imageId } = machine.os;
    expect(values(type, version, serverCore, imageId)).to.deep.equal(['Windows', 'WindowsServer2022', false, undefined]);
    expect(imageId.known).to.equal(true);
    expect(type.known && type.origin).to.deep.equal({
      kind: 'derived',
      from: [written('spec.yaml', '/os/image')],
      by: 'images/MicrosoftWindowsServer:WindowsServer:2022-datacenter-azure-edition',
    });
    expect(valueOf(machine.osDisk.osType)).to.equal('Windows');
  });

  it('reports a Windows version that cannot be looked up, and takes it as not known', () => {
    const machine = makeMachine({ os: { type: said('Windows', '/t'), version: said('WindowsSever2022', '/v') } });
    expect(complete(machine).map(({ code, origin }) => [code, origin])).to.deep.equal([['ADE2043', written('spec.yaml', '/v')]]);
    expect(machine.os.version).to.deep.equal(refused('os.version'));
    const linux = makeMachine({ os: { type: said('Linux', '/t'), version: said('MyOwnSystem 1', '/v') } });
    expect(complete(linux)).to.deep.equal([]);
  });

  it('derives the type from the version alone', () => {
    const typeOf = (version: string) => {
      const machine = makeMachine({ os: { version: said(version, '/os/version') } });
      complete(machine);
      return valueOf(machine.os.type);
    };
    expect(['WindowsServer2019', 'Windows 11', 'Ubuntu 22.04', 'RHEL 8.9', 'MyOwnSystem 1'].map(typeOf)).to.deep.equal([
      'Windows',
      'Windows',
      'Linux',
      'Linux',
      undefined,
    ]);
  });

  it('knows that a custom image is no marketplace image', () => {
    const machine = makeMachine({ os: { imageId: said('/subscriptions/s/…/images/golden', '/os/imageId') } });
    complete(machine);
    expect(machine.os.image.known && machine.os.image.value === undefined).to.equal(true);
    expect(machine.os.type.known).to.equal(false);
  });

  it('reports Windows with a Red Hat image once, and leaves no type to judge by', () => {
    const machine = makeMachine({
      os: { type: said('Windows', '/os/type'), version: said('WindowsServer2022', '/os/version'), image: said(redHat89, '/os/image') },
    });
    expect(complete(machine)).to.deep.equal([
      {
        code: 'ADE2040',
        messageId: 'image',
        data: { machine: 'vm-1', type: 'Windows', image: 'RedHat:RHEL:8_9', imageType: 'Linux' },
        origin: written('spec.yaml', '/os/type'),
        related: [written('spec.yaml', '/os/image')],
        about: written('spec.yaml', '/virtualMachines/vm-1'),
      },
    ]);
    expect(machine.os.type).to.deep.equal(refused('os.type'));
    expect(machine.os.version).to.deep.equal(refused('os.version'));
  });

  it('reports Linux with a Windows version', () => {
    const machine = makeMachine({ os: { type: said('Linux', '/os/type'), version: said('WindowsServer2022', '/os/version') } });
    expect(complete(machine).map(({ code, messageId }) => `${code}/${messageId}`)).to.deep.equal(['ADE2040/version']);
    expect(machine.os.type).to.deep.equal(refused('os.type'));
  });

  it('warns of another version than the image has, and takes the written one', () => {
    const machine = makeMachine({ os: { version: said('WindowsServer2019', '/os/version'), image: said(windows2022, '/os/image') } });
    expect(complete(machine).map(({ code, data }) => [code, data.version, data.imageVersion])).to.deep.equal([
      ['ADE2041', 'WindowsServer2019', 'WindowsServer2022'],
    ]);
    expect(valueOf(machine.os.version)).to.equal('WindowsServer2019');
  });

  it('does not take spelling and minor updates of Linux for another version', () => {
    const findings = (version: string, used: ImageReference) =>
      complete(makeMachine({ os: { version: said(version, '/os/version'), image: said(used, '/os/image') } })).length;
    expect(findings('Windows Server 2022', windows2022)).to.equal(0);
    expect(findings('RHEL 8.10', redHat89)).to.equal(0);
    expect(findings('rhel', redHat89)).to.equal(0);
    expect(findings('RHEL 9.2', redHat89)).to.equal(1);
    expect(findings('CentOS 8.4', redHat89)).to.equal(1);
  });

  it('says nothing about an image of a publisher that it does not know', () => {
    const machine = makeMachine({ os: { type: said('Linux', '/os/type'), image: said(image('cognosys', 'x', 'y'), '/os/image') } });
    expect(complete(machine)).to.deep.equal([]);
    expect(valueOf(machine.os.type)).to.equal('Linux');
  });
});

describe('completeModel: volumeType', () => {
  const volumeType = (type: 'Windows' | 'Linux', facts = {}) => {
    const machine = makeMachine({ os: { type: said(type, '/os/type') } });
    const request = Object.assign(ask(machine, 'enable-existing-vm'), facts);
    complete(machine);
    return request.volumeType;
  };

  it('is All on Windows where nobody says it', () => {
    expect(volumeType('Windows')).to.deep.equal({
      known: true,
      value: 'All',
      origin: { kind: 'assumed', for: written('spec.yaml', '/scenarios/0/virtualMachines/0'), by: 'extension/VolumeType' },
    });
  });

  it('stays unknown on Linux, and as written or refused on Windows', () => {
    expect(volumeType('Linux').known).to.equal(false);
    expect(volumeType('Windows', { volumeType: said('OS', '/volumeType') })).to.deep.equal(said('OS', '/volumeType'));
    expect(volumeType('Windows', { volumeType: refused('volumeType') })).to.deep.equal(refused('volumeType'));
  });

  it('stays unknown where nobody knows the operating system', () => {
    const machine = makeMachine();
    const request = ask(machine, 'enable-existing-vm');
    complete(machine);
    expect(request.volumeType.known).to.equal(false);
  });

  it('is All where only the image says that it is Windows', () => {
    const machine = makeMachine({ os: { image: said(windows2022, '/os/image') } });
    const request = ask(machine, 'new-vm-gallery-image');
    complete(machine);
    expect(valueOf(request.volumeType)).to.equal('All');
  });
});

describe('completeModel: machines', () => {
  it('assumes of a new machine what Azure gives one', () => {
    const machine = makeMachine({ os: { image: said(windows2022, '/os/image') }, size: said('Standard_D4s_v5', '/size') });
    ask(machine, 'new-vm-gallery-image');
    complete(machine);
    const { encryptionAtHost, dataDisks, mounts, securityType, diskControllerType, allowExtensionOperations, windowsContainers } = machine;
    expect(
      values(encryptionAtHost, dataDisks, mounts, securityType, diskControllerType, allowExtensionOperations, windowsContainers),
    ).to.deep.equal([false, [], [], 'Standard', 'SCSI', true, false]);
    const { managed, ephemeral, maxShares, writeAcceleratorEnabled, layout, diskEncryptionSet, vhd } = machine.osDisk;
    expect(values(managed, ephemeral, maxShares, writeAcceleratorEnabled, layout)).to.deep.equal([true, false, 1, false, 'basic']);
    for (const none of [
      diskEncryptionSet,
      vhd,
      machine.encryptionIdentity,
      machine.current.keyVault,
      machine.current.extension.typeHandlerVersion,
    ]) {
      expect(none.known).to.equal(true);
      expect(valueOf<unknown>(none)).to.equal(undefined);
    }
    expect(values(machine.current.osVolume, machine.current.dataVolume)).to.deep.equal(['NotEncrypted', 'NotEncrypted']);
    expect(machine.encryptionAtHost.known && writtenOrigin(machine.encryptionAtHost.origin)).to.deep.equal(machine.origin);
  });

  it('keeps what is asked for a new machine, on its data disks too', () => {
    const disk = makeDisk('data', { storageAccountType: said('UltraSSD_LRS', '/disk/type'), maxShares: said(2, '/disk/maxShares') });
    const machine = makeMachine({ encryptionAtHost: said(true, '/eah'), dataDisks: said([disk], '/dataDisks') });
    ask(machine, 'new-vm-gallery-image');
    complete(machine);
    expect(values(machine.encryptionAtHost, disk.storageAccountType, disk.maxShares, disk.managed)).to.deep.equal([
      true,
      'UltraSSD_LRS',
      2,
      true,
    ]);
  });

  it('assumes nothing of a machine that exists, but that it is no classic one since those ended', () => {
    const machine = makeMachine();
    ask(machine, 'enable-existing-vm');
    complete(machine);
    const { encryptionAtHost, dataDisks, securityType, current, osDisk } = machine;
    for (const fact of [encryptionAtHost, dataDisks, securityType, current.osVolume, osDisk.managed, osDisk.diskEncryptionSet])
      expect(fact.known).to.equal(false);
    expect(valueOf(machine.deploymentModel)).to.equal('ResourceManager');

    const older = makeMachine();
    completeModel(makeModel({ machines: [older] }), supportFor('2018-12'));
    expect(older.deploymentModel.known).to.equal(false);
  });

  it('takes the OS disk of an encrypted VHD for encrypted, and does not guess what is on it', () => {
    const machine = makeMachine({ osDisk: makeDisk('os', { vhd: said({ uri: 'https://a.blob.core.windows.net/vhds/os.vhd' }, '/vhd') }) });
    ask(machine, 'new-vm-encrypted-vhd');
    complete(machine);
    expect(valueOf(machine.current.osVolume)).to.equal('Encrypted');
    expect([machine.osDisk.layout.known, machine.osDisk.fileSystem.known]).to.deep.equal([false, false]);
    expect(valueOf(machine.osDisk.managed)).to.equal(true);
  });

  it('takes a restored machine for new, but does not guess how its disks are encrypted', () => {
    const machine = makeMachine();
    restore(machine);
    complete(machine);
    expect(values(machine.encryptionAtHost, machine.securityType, machine.tags)).to.deep.equal([false, 'Standard', {}]);
    for (const fact of [machine.current.osVolume, machine.current.keyVault, machine.osDisk.diskEncryptionSet, machine.osDisk.layout])
      expect(fact.known).to.equal(false);
  });

  it('does not guess the controller of sizes from version 6 on, nor containers of an image made for them', () => {
    const machine = makeMachine({
      size: said('Standard_D4s_v6', '/size'),
      os: { image: said(image('MicrosoftWindowsServer', 'WindowsServer', '2019-Datacenter-with-Containers'), '/os/image') },
    });
    ask(machine, 'new-vm-gallery-image');
    complete(machine);
    expect([machine.diskControllerType.known, machine.windowsContainers.known]).to.deep.equal([false, false]);
  });

  it('gives a new scale set the modes that a template without them has', () => {
    const set = makeScaleSet();
    ask(set, 'new-scale-set');
    complete(set);
    expect(values(set.orchestrationMode, set.upgradePolicy, set.provisionAfterExtensions, set.extensions)).to.deep.equal([
      'Uniform',
      'Automatic',
      [],
      [],
    ]);
  });

  it('knows a managed disk and its name by its id', () => {
    const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/disks/vm-1_OsDisk';
    const machine = makeMachine({ osDisk: makeDisk('os', { id: said(id, '/osDisk/id') }) });
    complete(machine);
    expect(values(machine.osDisk.managed, machine.osDisk.name)).to.deep.equal([true, 'vm-1_OsDisk']);
  });
});

describe('completeModel: vaults and keys', () => {
  it('takes a vault and a key that the plan makes for what is asked', () => {
    const origin = written('spec.yaml', '/create');
    const vault = makeKeyVault({
      create: {
        origin,
        sku: 'premium',
        permissionModel: 'rbac',
        accessPolicies: [],
        enablePurgeProtection: true,
        softDeleteRetentionInDays: 90,
        enabledForDeployment: false,
        enabledForTemplateDeployment: false,
      },
    });
    const key = makeKeyEncryptionKey({ keyVault: know(vault, origin), create: { origin, keyType: 'RSA-HSM', keySize: 4096 } });
    completeModel(makeModel({ keyVaults: [vault], keyEncryptionKeys: [key] }), support);
    expect(values(vault.sku, vault.permissionModel, vault.enabledForDiskEncryption, vault.enableSoftDelete)).to.deep.equal([
      'premium',
      'rbac',
      true,
      true,
    ]);
    expect(values(key.keyType, key.keySize, key.keyStore, key.enabled)).to.deep.equal(['RSA-HSM', 4096, 'KeyVault', true]);
    expect(key.expires.known).to.equal(true);
  });

  it('assumes nothing of a vault that exists', () => {
    const vault = makeKeyVault({});
    completeModel(makeModel({ keyVaults: [vault] }), support);
    expect(vault.enabledForDiskEncryption.known).to.equal(false);
  });

  it('reads version and store of a key from its URL', () => {
    const versioned = makeKeyEncryptionKey({ url: said('https://kv.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef', '/url') });
    const unversioned = makeKeyEncryptionKey({ url: said('https://kv.vault.azure.net/keys/kek', '/url') });
    const hardware = makeKeyEncryptionKey({
      url: said('https://hsm1.managedhsm.azure.net/keys/kek/0123456789abcdef0123456789abcdef', '/url'),
    });
    completeModel(makeModel({ keyEncryptionKeys: [versioned, unversioned, hardware] }), support);
    expect(valueOf(versioned.version)).to.equal('0123456789abcdef0123456789abcdef');
    expect(unversioned.version.known).to.equal(false);
    expect(valueOf(hardware.keyStore)).to.equal('ManagedHSM');
  });
});

describe('factsChecks', () => {
  it('have a message for every finding, with all its values', () => {
    const machines = [
      makeMachine({ size: said('Standard_D4sv5', '/size') }),
      makeMachine({ size: said('Standard_ZZ1024xyz_v9', '/size') }),
      makeMachine({ size: said('extra large', '/size') }),
      makeMachine({ os: { type: said('Windows', '/t'), image: said(redHat89, '/i') } }),
      makeMachine({ os: { type: said('Linux', '/t'), version: said('Windows11', '/v') } }),
      makeMachine({ os: { version: said('WindowsServer2016', '/v'), image: said(windows2022, '/i') } }),
      makeMachine({ os: { type: said('Windows', '/t'), version: said('WindowsSever2022', '/v') } }),
    ];
    const findings = complete(...machines);
    const messages = factsChecks.flatMap(({ code, messages }) => Object.keys(messages).map((id) => `${code}/${id}`));
    expect(findings.map(({ code, messageId }) => `${code}/${messageId}`)).to.have.members(messages);
    for (const { code, messageId, data } of findings) {
      const texts: Record<string, string> = factsChecks.find((check) => check.code === code)?.messages ?? {};
      for (const [, placeholder = ''] of (texts[messageId] ?? '').matchAll(/\{(\w+)\}/g))
        expect(data, `${code}/${messageId}`).to.have.property(placeholder);
    }
  });
});
