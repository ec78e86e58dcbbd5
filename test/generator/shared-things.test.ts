import { expect } from 'chai';
import { deployments, generateFrom, parametersAt, stepOf, templateAt } from './generate-from.ts';

const machine =
  '{ name: vm-1, os: { type: Windows }, size: Standard_D2s_v5, dataDisks: [], current: { osVolume: Encrypted, keyVault: disks, keyEncryptionKey: none } }';
const backup = (vault: string): string => `
keyVaults: { disks: ${vault} }
recoveryServicesVaults: { backup: { name: rsv-1, resourceGroup: rg-backup, create: {} } }
backupPolicies: { daily: { recoveryServicesVault: backup, create: { time: "02:30", timeZone: UTC, retentionDays: 30 } } }
backupServicePrincipalObjectId: 99999999-9999-9999-9999-999999999999
scenarios:
  - scenario: backup-encrypted-vm
    backupPolicy: daily
    virtualMachines: [${machine}]
`;

describe('key vaults', () => {
  it('are made for disk encryption, with roles unless all policies are listed', () => {
    const generated = generateFrom(`
keyVaults:
  roles: { name: kv-roles, create: { sku: premium } }
  policies: { name: kv-policies, create: { permissionModel: accessPolicies, accessPolicies: [{ objectId: 33333333-3333-3333-3333-333333333333, secrets: [get] }] } }
scenarios:
  - scenario: key-vault
    keyVaults: [roles, policies]
`);
    const [policies, roles] = templateAt(generated, 'rg-app/key-vault').resources.map(({ properties }) => properties);
    for (const vault of [policies, roles]) {
      expect(vault).to.deep.include({ enabledForDiskEncryption: true, enableSoftDelete: true, enablePurgeProtection: true });
      expect(vault.networkAcls.bypass).to.equal('AzureServices');
    }
    expect(roles.enableRbacAuthorization).to.equal(true);
    expect(policies.enableRbacAuthorization).to.equal(false);
    expect(policies.accessPolicies[0].permissions).to.deep.equal({ keys: [], secrets: ['get'], certificates: [] });
  });

  it('that exist get their flag by a patch, never by a template', () => {
    const { plan } = generateFrom(`
keyVaults: { old: { name: kv-old, location: westeurope, enabledForDiskEncryption: false } }
scenarios: [{ scenario: key-vault, keyVaults: [old] }]
`);
    const [step] = plan.steps;
    expect(step).to.deep.include({ kind: 'updateKeyVault', wave: 0, patch: { properties: { enabledForDiskEncryption: true } } });
  });
});

describe('backup', () => {
  it('gives Azure Backup the union of the documented permissions on a vault with policies', () => {
    const generated = generateFrom(backup('{ name: kv-1, location: westeurope, permissionModel: accessPolicies }'));
    const [{ name, properties }] = templateAt(generated, 'rg-app/backup-rights').resources;
    expect(name).to.equal("[concat(parameters('disksKeyVaultName'), '/add')]");
    expect(properties.accessPolicies[0].permissions).to.deep.equal({ keys: ['get', 'list', 'backup'], secrets: ['get', 'list', 'backup'] });
  });

  it('assigns the documented role on a vault with roles', () => {
    const generated = generateFrom(backup('{ name: kv-1, location: westeurope, permissionModel: rbac }'));
    const [assignment] = templateAt(generated, 'rg-app/backup-rights').resources;
    // Key Vault Administrator, by the table of built-in roles.
    expect(assignment.properties.roleDefinitionId).to.contain("'00482a5a-887f-4fb3-b363-3b7fe8e74483'");
    expect(assignment.scope).to.equal("[resourceId('Microsoft.KeyVault/vaults', parameters('disksKeyVaultName'))]");
  });

  it('names the protected item as Azure Backup does, in the group of the Recovery Services vault', () => {
    const generated = generateFrom(backup('{ name: kv-1, location: westeurope, permissionModel: rbac }'));
    const step = deployments(generated.plan).find(({ deployment }) => deployment === 'backup-encrypted-vm');
    expect(step?.resourceGroup).to.equal('rg-backup');
    expect(step?.resources[0]?.name).to.equal('rsv-1/Azure/iaasvmcontainer;iaasvmcontainerv2;rg-app;vm-1/vm;iaasvmcontainerv2;rg-app;vm-1');
  });

  it('comes after the wait of the same machine in its wave', () => {
    const { plan } = generateFrom(`
keyVaults: { disks: { name: kv-1, location: westeurope, permissionModel: rbac, enabledForDiskEncryption: true } }
recoveryServicesVaults: { backup: { name: rsv-1, resourceGroup: rg-backup, create: {} } }
backupPolicies: { daily: { recoveryServicesVault: backup, create: { time: "02:30", timeZone: UTC, retentionDays: 30 } } }
backupServicePrincipalObjectId: 99999999-9999-9999-9999-999999999999
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines: [{ name: vm-1, os: { type: Windows }, size: Standard_D2s_v5 }]
  - scenario: backup-encrypted-vm
    backupPolicy: daily
    virtualMachines: [{ name: vm-1 }]
`);
    expect(stepOf(plan, 'rg-backup/backup-encrypted-vm').after).to.deep.equal(['rg-app/enable-existing-vm/wait']);
  });
});

describe('machines from encrypted disks', () => {
  const vhd = `{ vhd: { uri: "https://st1.blob.core.windows.net/vhds/os.vhd", storageAccountId: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st1 }, diskEncryptionKey: { secretName: os-1, fileName: 6773300B-5FB4-4984-B6B2-CC5CB05E654A.BEK, create: true } }`;
  const spec = (key: string): string => `
keyVaults: { disks: { name: kv-1, create: {} } }
keyEncryptionKeys: { kek: { keyVault: disks, create: {} } }
networks: { app: { virtualNetwork: vnet-1, subnet: snet-1 } }
scenarios:
  - scenario: new-vm-encrypted-vhd
    keyVault: disks
    keyEncryptionKey: ${key}
    network: app
    virtualMachines: [{ name: vm-1, os: { type: Windows }, size: Standard_D2s_v5, osDisk: ${vhd} }]
`;

  it('have their secret deployed after the key, wrapped by hand, with the tags of the restore page', () => {
    const generated = generateFrom(spec('kek'));
    const kinds = generated.plan.steps.filter(({ wave }) => wave === 0).map(({ id, kind }) => `${kind} ${id}`);
    expect(kinds).to.deep.equal([
      'deployment rg-app/key-vault',
      'manual rg-app/key-vault-secrets/wrap-key-file/kv-1/os-1',
      'deployment rg-app/key-vault-secrets',
    ]);
    const [secret] = templateAt(generated, 'rg-app/key-vault-secrets').resources;
    expect(Object.keys(secret.tags).sort()).to.deep.equal([
      'DiskEncryptionKeyEncryptionAlgorithm',
      'DiskEncryptionKeyEncryptionKeyURL',
      'DiskEncryptionKeyFileName',
      'MachineName',
    ]);
    expect(secret.properties.contentType).to.equal('Wrapped BEK');
    expect(Object.keys(parametersAt(generated, 'rg-app/key-vault-secrets'))).to.deep.equal(['disksKeyVaultName']);
  });

  it('carry no key where none is asked for', () => {
    const [disk] = templateAt(generateFrom(spec('none')), 'rg-app/new-vm-encrypted-vhd').resources;
    expect(Object.keys(disk.properties.encryptionSettingsCollection.encryptionSettings[0])).to.deep.equal(['diskEncryptionKey']);
  });

  it('are restored by hand first, then their disks get settings, then the machine is made', () => {
    const { plan } = generateFrom(`
keyVaults: { disks: { name: kv-1, location: westeurope } }
networks: { app: { virtualNetwork: vnet-1, subnet: snet-1 } }
recoveryServicesVaults: { backup: { name: rsv-1 } }
scenarios:
  - scenario: restore-encrypted-vm
    keyVault: disks
    network: app
    virtualMachines: [{ name: vm-1, os: { type: Windows }, size: Standard_D2s_v5, dataDisks: [{ lun: 2 }], restore: { recoveryServicesVault: backup } }]
`);
    expect(plan.steps.map((step) => step.kind)).to.deep.equal(['manual', 'updateDisk', 'updateDisk', 'deployment', 'wait']);
    expect(deployments(plan)[0]?.requiredParameters).to.deep.equal(['vm1DataDisk2Id', 'vm1OsDiskId']);
  });
});
