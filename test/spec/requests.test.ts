import { expect } from 'chai';
import { type Fact, valueOf } from '../../src/model/index.ts';
import { head, modelOf, readSpec, vault } from './read-spec.ts';

const start = `${head}${vault}`;
const nameOf = (fact: Fact<{ name: string } | undefined> | undefined): string | undefined =>
  fact === undefined ? undefined : valueOf(fact)?.name;

describe('a new machine', () => {
  const model = modelOf(`${start}
networks: { app: { virtualNetwork: vnet-app, subnet: snet-app } }
identities: { ade: { name: id-ade, resourceGroup: rg-security }, own: {} }
virtualMachines: { vm-old: { os: { type: Windows } } }
scenarios:
  - scenario: new-vm-gallery-image
    network: app
    adminUsername: operator
    adminPassword: { keyVault: disks, secretName: admin }
    identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: [ade, own] }
    virtualMachines:
      - { name: vm-1, os: { type: Windows, image: { publisher: MicrosoftWindowsServer, offer: WindowsServer, sku: 2022-datacenter } }, encryptionIdentity: ade }
      - { name: vm-2, adminUsername: other, sshPublicKey: ssh-ed25519 AAAA, availabilityZone: "1", computerName: two }
  - scenario: enable-existing-vm
    encryptionIdentity: own
    virtualMachines: [vm-old]
`);
  const machineOf = (name: string) => model.facts.virtualMachines.find((machine) => machine.name === name);

  it('gets what its scenario says of all', () => {
    const machine = machineOf('vm-1');
    expect(nameOf(machine?.provisioning.network)).to.equal('vnet-app');
    expect(valueOf(machine?.provisioning.adminUsername)).to.equal('operator');
    expect(machine?.provisioning.adminPassword?.secretName).to.equal('admin');
    expect(machine?.provisioning.adminPassword?.keyVault.name).to.equal('kv-disks');
    expect(valueOf(machine?.identity)?.systemAssigned).to.equal(true);
    expect(valueOf(machine?.identity)?.userAssigned.map(({ name }) => name)).to.deep.equal(['id-ade', 'own']);
    expect(nameOf(machine?.encryptionIdentity)).to.equal('id-ade');
  });

  it('gets what it says itself', () => {
    const provisioning = machineOf('vm-2')?.provisioning;
    expect([valueOf(provisioning?.adminUsername), valueOf(provisioning?.sshPublicKey)]).to.deep.equal(['other', 'ssh-ed25519 AAAA']);
    expect([valueOf(provisioning?.availabilityZone), valueOf(provisioning?.computerName)]).to.deep.equal(['1', 'two']);
  });

  it('takes the newest version of an image that names none', () => {
    expect(valueOf(machineOf('vm-1')?.os.image)?.version).to.equal('latest');
  });

  it('is not one that exists, which only gets the identity that its scenario asks for', () => {
    expect(nameOf(machineOf('vm-old')?.encryptionIdentity)).to.equal('own');
    expect(machineOf('vm-old')?.provisioning.network.known).to.equal(false);
  });

  it('refers to what is registered', () => {
    const { reports } = readSpec(`${start}networks: { app: { virtualNetwork: v, subnet: s } }
identities: { ade: {} }
scenarios:
  - scenario: new-vm-gallery-image
    virtualMachines: [{ name: a, network: ap, encryptionIdentity: aed, identity: { type: UserAssigned, userAssignedIdentities: [nobody] } }]
`);
    expect(reports.map((report) => report.replace(/^\S+ /, ''))).to.deep.equal([
      'ADE2001 `networks` has no entry `ap`. Did you mean `app`?',
      'ADE2001 `identities` has no entry `aed`. It has ade.',
      'ADE2001 `identities` has no entry `nobody`. It has ade.',
    ]);
  });
});

describe('a machine from an encrypted VHD', () => {
  it('is unlocked with the vault and key that its scenario names, unless its disk says otherwise', () => {
    const { facts } = modelOf(`${start.replace('kv-disks,', 'kv-disks, url: "https://kv-disks.vault.azure.net/",')}
scenarios:
  - scenario: new-vm-encrypted-vhd
    virtualMachines:
      - { name: a, osDisk: { vhd: { uri: "https://st.blob.core.windows.net/v/a.vhd" }, diskEncryptionKey: { secretName: bek-a, create: true } } }
      - { name: b, osDisk: { diskEncryptionKey: { secretUrl: "https://kv-disks.vault.azure.net/secrets/bek-b/0123" } } }
`);
    const [a, b] = facts.virtualMachines.map(({ osDisk }) => valueOf(osDisk.diskEncryptionKey));
    expect([nameOf(a?.keyVault), valueOf(a?.secretName), a?.create]).to.deep.equal(['kv-disks', 'bek-a', true]);
    expect([nameOf(b?.keyVault), valueOf(b?.secretName), b?.create]).to.deep.equal(['kv-disks', 'bek-b', false]);
    expect(nameOf(facts.virtualMachines[0]?.osDisk.keyEncryptionKey)).to.equal('kek-disks');
  });

  it('needs no vault in its scenario when its disk names one', () => {
    const model = modelOf(`${head}keyVaults: { disks: { name: kv-disks } }
scenarios: [{ scenario: new-vm-encrypted-vhd, virtualMachines: [{ name: a, osDisk: { diskEncryptionKey: { keyVault: disks, secretName: bek } } }] }]`);
    expect(nameOf(model.requests.encryption[0]?.keyVault)).to.equal('kv-disks');
  });
});

describe('a machine with the previous release', () => {
  it('brings the application that the scenario or it names', () => {
    const { requests } = modelOf(`${start}scenarios:
  - scenario: enable-existing-vm
    aad: { clientId: 88888888-8888-8888-8888-888888888888, clientSecret: { keyVault: disks, secretName: aad } }
    virtualMachines: [{ name: a }, { name: b, aad: { clientId: 99999999-9999-9999-9999-999999999999, clientCertThumbprint: 0123456789ABCDEF0123456789ABCDEF01234567 } }]
`);
    const [a, b] = requests.encryption.map(({ aad }) => aad);
    expect([a?.clientId.value, a?.clientSecret?.keyVault.name, a?.clientSecret?.secretName]).to.deep.equal([
      '88888888-8888-8888-8888-888888888888',
      'kv-disks',
      'aad',
    ]);
    expect([b?.clientId.value, b?.clientSecret, b?.clientCertThumbprint?.value]).to.deep.equal([
      '99999999-9999-9999-9999-999999999999',
      undefined,
      '0123456789ABCDEF0123456789ABCDEF01234567',
    ]);
  });
});

describe('a managed disk', () => {
  const model = modelOf(`${start}
disks:
  known: { name: disk-known, osType: Linux }
scenarios:
  - scenario: encrypted-managed-disk
    wave: 2
    resourceGroup: rg-disks
    disks:
      - { name: disk-1, osType: Windows, vhd: { uri: "https://st.blob.core.windows.net/v/1.vhd" }, diskEncryptionKey: { secretName: bek } }
`);

  it('stands where its scenario says', () => {
    const disk = model.facts.disks.find(({ placed }) => placed?.name === 'disk-1');
    expect([valueOf(disk?.placed?.resourceGroup), valueOf(disk?.placed?.location), valueOf(disk?.name)]).to.deep.equal([
      'rg-disks',
      'westeurope',
      'disk-1',
    ]);
    const [request] = model.requests.disks;
    expect(request?.disk).to.equal(disk);
    expect([nameOf(request?.keyVault), request?.keyEncryptionKey?.value.name, request?.wave.value]).to.deep.equal([
      'kv-disks',
      'kek-disks',
      2,
    ]);
    expect(nameOf(valueOf(disk?.diskEncryptionKey)?.keyVault)).to.equal('kv-disks');
  });

  it('that nobody imports has no region unless it is written', () => {
    const disk = model.facts.disks.find(({ placed }) => placed?.name === 'disk-known');
    expect(disk?.placed?.location.known).to.equal(false);
    expect(valueOf(disk?.name)).to.equal('disk-known');
  });
});

describe('a restore', () => {
  const model = modelOf(`${start}
recoveryServicesVaults: { backup: { name: rsv } }
scenarios:
  - scenario: restore-encrypted-vm
    restore: { recoveryServicesVault: backup, recoveryPoint: rp-1, stagingStorageAccount: ststaging }
    wave: 2
    virtualMachines:
      - { name: vm-new, restore: { virtualMachine: vm-old, recoveryServicesVault: backup } }
      - { name: vm-same }
`);

  it('takes what the machine says, whole, else what the scenario says', () => {
    const [first, second] = model.requests.restores;
    expect([valueOf(first?.virtualMachine), valueOf(first?.recoveryPoint)]).to.deep.equal(['vm-old', undefined]);
    expect([valueOf(second?.virtualMachine), valueOf(second?.recoveryPoint)]).to.deep.equal(['vm-same', 'rp-1']);
    expect(nameOf(second?.recoveryServicesVault)).to.equal('rsv');
    expect([nameOf(second?.keyVault), second?.keyEncryptionKey?.value.name, second?.wave.value]).to.deep.equal([
      'kv-disks',
      'kek-disks',
      2,
    ]);
  });

  it('is no encryption request', () => {
    expect(model.requests.encryption).to.deep.equal([]);
    expect(model.facts.virtualMachines[0]?.restore).to.equal(model.requests.restores[0]);
  });
});

describe('a backup', () => {
  it('names its policy, and the luns that it leaves out', () => {
    const { requests } = modelOf(`${start}
recoveryServicesVaults: { backup: { name: rsv } }
backupPolicies: { daily: { recoveryServicesVault: backup, create: { time: "02:00", timeZone: UTC, retentionDays: 30 } } }
scenarios: [{ scenario: backup-encrypted-vm, backupPolicy: daily, virtualMachines: [{ name: a, excludedLuns: [1] }] }]
`);
    const [request] = requests.backups;
    const policy = request === undefined ? undefined : valueOf(request.backupPolicy);
    expect(policy?.create).to.deep.include({ time: '02:00', timeZone: 'UTC', retentionDays: 30, instantRestoreDays: 2 });
    expect(policy === undefined ? undefined : valueOf(policy.recoveryServicesVault)?.name).to.equal('rsv');
    expect(request?.excludedLuns?.value).to.deep.equal([1]);
  });
});

describe('a key-vault scenario', () => {
  it('comes before every wave', () => {
    const { requests } = modelOf(`${start}scenarios: [{ scenario: key-vault, keyVaults: [disks] }]`);
    expect(requests.keyVaults.map(({ keyVault, wave }) => [keyVault.name, wave.value])).to.deep.equal([['kv-disks', 0]]);
  });
});

describe('facts of a machine', () => {
  const [machine] = modelOf(`${start}scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - name: a
        os: { type: Linux, rootUsageGB: 5.5 }
        dataDisks: [{ lun: 3, layout: raid, mountPath: /data }, { lun: 4, fileSystem: xfs }]
        mounts: [{ type: NFS, path: /mnt/nfs }]
        current: { keyEncryptionKey: "https://kv.vault.azure.net/keys/k/1", extension: { typeHandlerVersion: "0.1" } }
`).facts.virtualMachines;

  it('are known where they are written, each from its own place', () => {
    expect(valueOf(machine?.os.rootUsageGB)).to.equal(5.5);
    const [first, second] = machine === undefined ? [] : (valueOf(machine.dataDisks) ?? []);
    expect([valueOf(first?.lun), valueOf(first?.layout), valueOf(second?.fileSystem)]).to.deep.equal([3, 'raid', 'xfs']);
    expect(first?.layout.known && first.layout.origin).to.deep.include({ pointer: '/scenarios/0/virtualMachines/0/dataDisks/0/layout' });
    expect(first?.machine).to.equal(machine);
    const mounts = machine === undefined ? undefined : valueOf(machine.mounts);
    expect(mounts?.map(({ type, path, origin }) => [type, path, origin.kind === 'written' && origin.pointer])).to.deep.equal([
      ['NFS', '/mnt/nfs', '/scenarios/0/virtualMachines/0/mounts/0'],
    ]);
    expect(valueOf(machine?.current.keyEncryptionKey)).to.equal('https://kv.vault.azure.net/keys/k/1');
    expect(valueOf(machine?.current.extension.typeHandlerVersion)).to.equal('0.1');
  });

  it('are unknown by the name they would be written under where they are not', () => {
    const facts = [machine?.os.version, machine?.size, machine?.osDisk.name, machine?.current.osVolume, machine?.current.extension.name];
    expect(facts.map((fact) => (fact?.known === false ? fact.fact : 'known'))).to.deep.equal([
      'os.version',
      'size',
      'osDisk.name',
      'current.osVolume',
      'current.extension.name',
    ]);
  });
});

describe('a value behind an alias', () => {
  it('says so', () => {
    const [a, b] = modelOf(`${start}scenarios:
  - scenario: enable-existing-vm
    virtualMachines:
      - { name: a, os: &linux { type: Linux } }
      - { name: b, os: *linux }
`).facts.virtualMachines;
    expect(a?.os.type.known && a.os.type.origin).not.to.have.property('through');
    expect(b?.os.type.known && b.os.type.origin).to.deep.equal({
      kind: 'written',
      file: 'spec.yaml',
      pointer: '/scenarios/0/virtualMachines/1/os/type',
      at: 'value',
      through: [{ by: 'alias', pointer: '/scenarios/0/virtualMachines/0/os' }],
    });
  });
});

describe('accepted findings', () => {
  it('are collected with the object that they stand in, from every file', () => {
    const entry = (code: string) => `suppress: [{ code: ${code}, reason: known, until: 2027-01-31 }]`;
    const { suppressions } = modelOf(
      `${start}${entry('ADE2201')}\nscenarios:\n  - scenario: enable-existing-vm\n    ${entry('ADE2202')}\n    virtualMachines: [vm-1, { name: a/b, tags: { suppress: this } }]\n`.replace(
        'a/b',
        'a',
      ),
      { 'facts.yaml': `facts: 1\nvirtualMachines: { vm-1: { osDisk: { ${entry('ADE2203')} } } }\n` },
    );
    expect(
      suppressions.map(({ code, reason, until, scope, origin }) => [
        code,
        reason,
        until,
        scope.file,
        scope.pointer,
        origin.kind === 'written' && origin.pointer,
      ]),
    ).to.deep.equal([
      ['ADE2201', 'known', '2027-01-31', 'spec.yaml', '', '/suppress/0'],
      ['ADE2202', 'known', '2027-01-31', 'spec.yaml', '/scenarios/0', '/scenarios/0/suppress/0'],
      ['ADE2203', 'known', '2027-01-31', 'facts.yaml', '/virtualMachines/vm-1/osDisk', '/virtualMachines/vm-1/osDisk/suppress/0'],
    ]);
  });
});
