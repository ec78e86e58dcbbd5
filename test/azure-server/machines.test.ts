import { expect } from 'chai';
import { ServerControl } from './client.ts';
import { enableExtension, vault, virtualMachine } from './fleet.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import { RawClient } from './raw-client.ts';
import { AzureServer } from './server.ts';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-app`;
const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/kv-disks`;
const machineId = `${group}/providers/Microsoft.Compute/virtualMachines/vm-1`;
const version = 'api-version=2025-04-01';
const enable = (os: 'Windows' | 'Linux', volumeType: string, more: JsonObject = {}) => enableExtension(vaultId, os, volumeType, more);

describe('azure server: machines from inside', () => {
  let azure: AzureServer;
  let control: ServerControl;
  let client: RawClient;

  beforeEach(async () => {
    azure = await AzureServer.start({ timeScale: 0 });
    control = new ServerControl(azure);
    client = new RawClient(azure);
    await control.seed({ resources: [vault(vaultId, 'westeurope')] });
  });

  afterEach(() => azure.close());

  const viewOf = async (id: string): Promise<JsonObject> =>
    objectOf(objectOf((await client.get(`${id}?${version}&$expand=instanceView`)).body.properties).instanceView);
  const volumes = async (): Promise<JsonObject> => {
    const [extension] = listOf((await viewOf(machineId)).extensions).map(objectOf);
    const [substatus] = listOf(extension?.substatuses).map(objectOf);
    return { ...(JSON.parse(textOf(substatus?.message) || '{}') as JsonObject), said: objectOf(listOf(extension?.statuses)[0]).message };
  };
  const diskStates = async (): Promise<string[]> =>
    listOf((await viewOf(machineId)).disks).map((disk) =>
      textOf(objectOf(listOf(objectOf(disk).statuses)[1]).code).replace('EncryptionState/', ''),
    );
  const putExtension = (body: JsonObject, name = textOf(objectOf(body.properties).type)) =>
    client.send('PUT', `${machineId}/extensions/${name}?${version}`, body);

  it('Linux goes from NotEncrypted over in progress and restart pending to Encrypted, and the disks say encrypted from the start', async () => {
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Linux')] });
    const put = await putExtension(enable('Linux', 'All'));
    expect(put.status).to.equal(201);
    await control.advance(35);
    expect(await volumes()).to.deep.equal({ os: 'EncryptionInProgress', data: 'EncryptionInProgress', said: 'OS disk encryption started' });
    expect(await diskStates()).to.deep.equal(['encrypted', 'encrypted']);
    await control.advance(60);
    expect((await client.get(put.headers['azure-asyncoperation'] ?? '')).body.status).to.equal('Succeeded');
    await control.advance(200);
    expect(await volumes()).to.include({ os: 'EncryptionInProgress', data: 'Encrypted' });
    await control.advance(600);
    expect(await volumes()).to.include({ os: 'VMRestartPending', said: 'OS disk successfully encrypted, please reboot the VM' });
    const restart = await client.send('POST', `${machineId}/restart?${version}`);
    expect([restart.status, restart.headers.location !== undefined]).to.deep.equal([202, true]);
    await control.advance(120);
    expect(await volumes()).to.include({ os: 'Encrypted', data: 'Encrypted' });
    expect((await client.get(restart.headers.location ?? '')).status).to.equal(200);
  });

  it('Linux data volumes are decrypted again, and an encrypted OS volume refuses it', async () => {
    await control.seed({
      resources: [
        {
          ...virtualMachine(machineId, 'westeurope', 'Linux'),
          machine: { dataVolume: 'Encrypted', encryptionSettings: { enabled: true } },
        },
      ],
    });
    const disable: JsonObject = {
      ...enable('Linux', 'Data'),
      properties: {
        ...objectOf(enable('Linux', 'Data').properties),
        settings: { EncryptionOperation: 'DisableEncryption', VolumeType: 'Data' },
      },
    };
    await putExtension(disable);
    await control.advance(35);
    expect(await volumes()).to.include({ data: 'DecryptionInProgress' });
    await control.advance(600);
    expect(await volumes()).to.include({ data: 'NotEncrypted' });
    expect(await diskStates()).to.deep.equal(['notEncrypted', 'notEncrypted']);
    await control.seed({ resources: [{ ...virtualMachine(machineId, 'westeurope', 'Linux'), machine: { osVolume: 'Encrypted' } }] });
    const refused = await putExtension({ ...disable, properties: { ...objectOf(disable.properties), forceUpdateTag: '2' } });
    await control.advance(600);
    expect(textOf(objectOf((await client.get(refused.headers['azure-asyncoperation'] ?? '')).body.error).message)).to.contain(
      'Disabling encryption is not supported when OS volume is encrypted',
    );
  });

  it('Windows shows its progress only in the write, and the disks in the end', async () => {
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Windows')] });
    const kek = {
      KeyEncryptionKeyURL: 'https://kv-disks.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef',
      KekVaultResourceId: vaultId,
    };
    const put = await putExtension(enable('Windows', 'All', kek));
    await control.advance(100);
    expect(await diskStates()).to.deep.equal(['notEncrypted', 'notEncrypted']);
    expect((await client.get(put.headers['azure-asyncoperation'] ?? '')).body.status).to.equal('InProgress');
    await control.advance(900);
    expect(await diskStates()).to.deep.equal(['encrypted', 'encrypted']);
    const [disk] = listOf((await viewOf(machineId)).disks).map(objectOf);
    const settings = objectOf(listOf(disk?.encryptionSettings)[0]);
    expect(objectOf(settings.keyEncryptionKey).keyUrl).to.equal(kek.KeyEncryptionKeyURL);
    expect(objectOf(settings.diskEncryptionKey).secretUrl).to.match(
      /^https:\/\/kv-disks\.vault\.azure\.net\/secrets\/[0-9A-F-]{36}\/[0-9a-f]{32}$/,
    );
    const diskResource = (await client.get(`${group}/providers/Microsoft.Compute/disks/${textOf(disk?.name)}?api-version=2025-01-02`)).body;
    expect(objectOf(objectOf(diskResource.properties).encryptionSettingsCollection)).to.include({
      enabled: true,
      encryptionSettingsVersion: '1.1',
    });
  });

  it('the same settings again do not run, a new tag does', async () => {
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Linux')] });
    const body = enable('Linux', 'Data');
    for (const tag of ['1', '1', '2']) {
      await putExtension({ ...body, properties: { ...objectOf(body.properties), forceUpdateTag: tag } });
      await control.advance(900);
    }
    const events = (await control.log()).map(({ event }) => event).filter((event) => event.startsWith('handler'));
    expect(events).to.deep.equal(['handler started', 'handler skipped', 'handler started']);
  });

  it('fails what the platform fails: a closed vault, no volume type, a stopped machine, a second handler', async () => {
    await control.seed({
      resources: [
        vault(`${vaultId}2`, 'westeurope', { enabledForDiskEncryption: false }),
        virtualMachine(machineId, 'westeurope', 'Linux'),
      ],
    });
    const failure = async (body: JsonObject) => {
      const put = await putExtension(body);
      await control.advance(600);
      return textOf(objectOf((await client.get(put.headers['azure-asyncoperation'] ?? '')).body.error).message);
    };
    expect(await failure(enable('Linux', 'Data', { KeyVaultResourceId: `${vaultId}2` }))).to.contain('Failed to send DiskEncryptionData');
    expect(await failure(enable('Linux', ''))).to.contain("Unknown Volume Type: , has to be one of ['OS', 'Data', 'All']");
    const second = await putExtension(enable('Linux', 'Data'), 'diskEncryption');
    expect([second.status, textOf(objectOf(second.body.error).message)]).to.deep.equal([
      400,
      "Multiple VMExtensions per handler not supported for OS type 'Linux'. VMExtension 'diskEncryption' with handler 'Microsoft.Azure.Security.AzureDiskEncryptionForLinux' already added or specified in input.",
    ]);
    await client.send('POST', `${machineId}/deallocate?${version}`);
    await control.advance(600);
    const stopped = await putExtension(enable('Linux', 'Data'));
    expect([stopped.status, objectOf(stopped.body.error).message]).to.deep.equal([
      409,
      'Cannot modify extensions in the VM when the VM is not running.',
    ]);
    const orphan = await client.send('PUT', `${machineId}x/extensions/AzureDiskEncryption?${version}`, enable('Windows', 'All'));
    expect([orphan.status, objectOf(orphan.body.error).code]).to.deep.equal([404, 'ParentResourceNotFound']);
  });

  it('behaves as scripted: never reports, is stuck, fails to encrypt, never ends', async () => {
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Linux')] });
    await control.script({ behaviours: [{ id: 'vm-1$', behaviour: { kind: 'stuck' } }] });
    await putExtension(enable('Linux', 'Data'));
    await control.advance(86_400);
    expect(await volumes()).to.include({ data: 'EncryptionInProgress' });
    await control.script({ behaviours: [{ id: 'vm-1$', behaviour: { kind: 'neverReports' } }] });
    const view = await viewOf(machineId);
    expect(view.extensions).to.equal(undefined);
    expect(JSON.stringify(view.vmAgent)).to.contain('VM status blob is found but not yet populated.');
    await control.script({
      behaviours: [{ id: 'vm-1$', behaviour: { kind: 'encryptionFails', message: 'Encryption failed for data volumes' } }],
    });
    await putExtension(enable('Linux', 'Data', { SequenceVersion: '2' }));
    await control.advance(900);
    expect(await volumes()).to.include({ data: 'NotEncrypted', said: 'Encryption failed for data volumes' });
    await control.script({ behaviours: [{ id: 'extensions/', behaviour: { kind: 'neverEnds' } }] });
    const put = await putExtension(enable('Linux', 'Data', { SequenceVersion: '3' }));
    await control.advance(86_400);
    expect((await client.get(put.headers['azure-asyncoperation'] ?? '')).body.status).to.equal('InProgress');
    const other = await putExtension(enable('Linux', 'Data', { SequenceVersion: '4' }));
    expect([other.status, objectOf(other.body.error).code]).to.deep.equal([409, 'Conflict']);
  });

  it('the previous release reports the secret, and the machine model carries the settings', async () => {
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Windows')] });
    const body = enable('Windows', 'All', { AADClientID: '28290dca-b7df-4fad-95f3-8df253214d34' });
    const properties = { ...objectOf(body.properties), typeHandlerVersion: '1.1', protectedSettings: { AADClientSecret: 'hunter2' } };
    await putExtension({ ...body, properties });
    await control.advance(600);
    const [extension] = listOf((await viewOf(machineId)).extensions).map(objectOf);
    const secretUrl = textOf(objectOf(listOf(extension?.statuses)[0]).message);
    expect(secretUrl).to.match(/^https:\/\/kv-disks\.vault\.azure\.net\/secrets\//);
    const encryptionSettings = { enabled: true, diskEncryptionKey: { secretUrl, sourceVault: { id: vaultId } } };
    await client.send('PATCH', `${machineId}?${version}`, { properties: { storageProfile: { osDisk: { encryptionSettings } } } });
    await control.advance(900);
    const [disk] = listOf((await viewOf(machineId)).disks).map(objectOf);
    expect(disk?.encryptionSettings).to.deep.equal([encryptionSettings]);
    expect(JSON.stringify(await control.state())).not.to.contain('hunter2');
  });

  it('a machine on a disk that carries encryption settings is encrypted from the start', async () => {
    const disk = `${group}/providers/Microsoft.Compute/disks/os-disk`;
    const key = { diskEncryptionKey: { secretUrl: 'https://kv-disks.vault.azure.net/secrets/s/1', sourceVault: { id: vaultId } } };
    const collection = { enabled: true, encryptionSettingsVersion: '1.1', encryptionSettings: [key] };
    const put = await client.send('PUT', `${disk}?api-version=2025-01-02`, {
      location: 'westeurope',
      properties: { osType: 'Windows', creationData: { createOption: 'Import' }, encryptionSettingsCollection: collection },
    });
    expect([put.status, put.headers.location !== undefined]).to.deep.equal([202, true]);
    await control.advance(60);
    const storageProfile = { osDisk: { osType: 'Windows', createOption: 'Attach', managedDisk: { id: disk } } };
    await client.send('PUT', `${machineId}?${version}`, { location: 'westeurope', properties: { storageProfile } });
    await control.advance(120);
    expect(await diskStates()).to.deep.equal(['encrypted']);
  });

  it('gives a seeded instance view as it is', async () => {
    const machine = virtualMachine(machineId, 'westeurope', 'Windows');
    const instanceView = { disks: [{ name: 'x', statuses: [{ code: 'EncryptionState/other' }] }] };
    await control.seed({ resources: [{ ...machine, properties: { ...objectOf(machine.properties), instanceView } }] });
    expect(await viewOf(machineId)).to.deep.equal(instanceView);
    expect(objectOf((await client.get(`${machineId}?${version}`)).body.properties).instanceView).to.equal(undefined);
  });

  it('deletes an extension, later', async () => {
    await control.seed({ resources: [virtualMachine(machineId, 'westeurope', 'Linux')] });
    await putExtension(enable('Linux', 'Data'));
    await control.advance(900);
    const url = `${machineId}/extensions/AzureDiskEncryptionForLinux?${version}`;
    const deleted = await client.send('DELETE', url);
    expect(deleted.status).to.equal(202);
    expect((await client.get(url)).status).to.equal(200);
    await control.advance(60);
    expect((await client.get(url)).status).to.equal(404);
    expect((await client.send('DELETE', url)).status).to.equal(204);
    expect((await viewOf(machineId)).extensions).to.equal(undefined);
  });
});
