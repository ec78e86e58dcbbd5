import {
  type CurrentEncryption,
  type Disk,
  type EncryptionModel,
  type EncryptionRequest,
  type EncryptionScenario,
  type KeyEncryptionKey,
  type KeyVault,
  type Known,
  know,
  type ScaleSet,
  unknown,
  type VirtualMachine,
  written,
} from '../../src/model/index.ts';

/** A value that stands in the spec at this pointer. */
export const said = <T>(value: T, pointer: string): Known<T> => know(value, written('spec.yaml', pointer));

export function makeDisk(role: Disk['role'], facts: Partial<Disk> = {}): Disk {
  return {
    kind: 'disk',
    origin: written('spec.yaml', `/disk/${role}`),
    role,
    lun: unknown('lun'),
    name: unknown('name'),
    id: unknown('id'),
    osType: unknown('osType'),
    diskSizeGB: unknown('diskSizeGB'),
    storageAccountType: unknown('storageAccountType'),
    caching: unknown('caching'),
    fileSystem: unknown('fileSystem'),
    mountPath: unknown('mountPath'),
    layout: unknown('layout'),
    managed: unknown('managed'),
    vhd: unknown('vhd'),
    hyperVGeneration: unknown('hyperVGeneration'),
    ephemeral: unknown('ephemeral'),
    writeAcceleratorEnabled: unknown('writeAcceleratorEnabled'),
    maxShares: unknown('maxShares'),
    diskEncryptionSet: unknown('diskEncryptionSet'),
    diskEncryptionKey: unknown('diskEncryptionKey'),
    keyEncryptionKey: unknown('keyEncryptionKey'),
    encryptionSettingsVersion: unknown('encryptionSettingsVersion'),
    ...facts,
  };
}

const nothingCurrent = (): CurrentEncryption => ({
  osVolume: unknown('current.osVolume'),
  dataVolume: unknown('current.dataVolume'),
  volumeType: unknown('current.volumeType'),
  keyVault: unknown('current.keyVault'),
  keyEncryptionKey: unknown('current.keyEncryptionKey'),
  keyEncryptionAlgorithm: unknown('current.keyEncryptionAlgorithm'),
  extension: { name: unknown('current.extension.name'), typeHandlerVersion: unknown('current.extension.typeHandlerVersion') },
});

/** A machine of which nothing is known but what is given. */
export function makeMachine(facts: Omit<Partial<VirtualMachine>, 'os'> & { os?: Partial<VirtualMachine['os']> } = {}): VirtualMachine {
  return {
    kind: 'virtualMachine',
    origin: written('spec.yaml', '/virtualMachines/vm-1'),
    nameOrigin: written('spec.yaml', '/virtualMachines/vm-1'),
    name: 'vm-1',
    subscriptionId: unknown('subscriptionId'),
    resourceGroup: unknown('resourceGroup'),
    location: unknown('location'),
    deploymentModel: unknown('deploymentModel'),
    size: unknown('size'),
    sizeFacts: { family: unknown('size.family'), memoryMB: unknown('size.memoryMB'), architecture: unknown('size.architecture') },
    osDisk: makeDisk('os'),
    dataDisks: unknown('dataDisks'),
    mounts: unknown('mounts'),
    securityType: unknown('securityType'),
    encryptionAtHost: unknown('encryptionAtHost'),
    diskControllerType: unknown('diskControllerType'),
    allowExtensionOperations: unknown('allowExtensionOperations'),
    identity: unknown('identity'),
    encryptionIdentity: unknown('encryptionIdentity'),
    failoverCluster: unknown('failoverCluster'),
    windowsContainers: unknown('windowsContainers'),
    tags: unknown('tags'),
    current: nothingCurrent(),
    provisioning: {
      network: unknown('network'),
      adminUsername: unknown('adminUsername'),
      sshPublicKey: unknown('sshPublicKey'),
      computerName: unknown('computerName'),
      availabilityZone: unknown('availabilityZone'),
      hyperVGeneration: unknown('hyperVGeneration'),
      licenseType: unknown('licenseType'),
    },
    ...facts,
    os: {
      type: unknown('os.type'),
      version: unknown('os.version'),
      image: unknown('os.image'),
      imageId: unknown('os.imageId'),
      rootUsageGB: unknown('os.rootUsageGB'),
      serverCore: unknown('os.serverCore'),
      ...facts.os,
    },
  };
}

export function makeScaleSet(facts: Parameters<typeof makeMachine>[0] = {}): ScaleSet {
  return {
    ...makeMachine(facts),
    kind: 'scaleSet',
    orchestrationMode: unknown('orchestrationMode'),
    upgradePolicy: unknown('upgradePolicy'),
    capacity: unknown('capacity'),
    provisionAfterExtensions: unknown('provisionAfterExtensions'),
    extensions: unknown('extensions'),
  };
}

/** Asks for the scenario; the machine and the request know each other. */
export function ask(machine: VirtualMachine | ScaleSet, scenario: EncryptionScenario): EncryptionRequest {
  const origin = written('spec.yaml', '/scenarios/0/virtualMachines/0');
  const request: EncryptionRequest = {
    kind: 'encryption',
    scenario,
    operation: scenario.startsWith('disable') ? 'disable' : 'enable',
    machine,
    origin,
    volumeType: unknown('volumeType'),
    keyVault: unknown('keyVault'),
    keyEncryptionAlgorithm: know('RSA-OAEP', origin),
    snapshotBefore: know(false, origin),
    wave: know(1, origin),
  };
  machine.encryption = request;
  return request;
}

/** Asks for the machine to be made from restored disks. */
export function restore(machine: VirtualMachine): void {
  const origin = written('spec.yaml', '/scenarios/0/virtualMachines/0');
  machine.restore = {
    kind: 'restore',
    scenario: 'restore-encrypted-vm',
    machine,
    origin,
    virtualMachine: know('vm-lost', origin),
    recoveryServicesVault: unknown('restore.recoveryServicesVault'),
    recoveryPoint: unknown('restore.recoveryPoint'),
    stagingStorageAccount: unknown('restore.stagingStorageAccount'),
    mode: unknown('restore.mode'),
    keyVault: unknown('keyVault'),
    wave: know(1, origin),
  };
}

export function makeModel(parts: {
  machines?: (VirtualMachine | ScaleSet)[];
  requests?: EncryptionRequest[];
  keyVaults?: KeyVault[];
  keyEncryptionKeys?: KeyEncryptionKey[];
}): EncryptionModel {
  const origin = written('spec.yaml', '');
  const machines = parts.machines ?? [];
  return {
    origin,
    settings: {
      name: 'test',
      cloud: know('AzureCloud', origin),
      subscriptionId: '11111111-1111-1111-1111-111111111111',
      subscriptionWords: new Map(),
      location: unknown('location'),
      resourceGroup: unknown('resourceGroup'),
      supportMatrix: know('2026-09', origin),
      maxMachinesPerDeployment: 100,
    },
    requests: { encryption: parts.requests ?? [], disks: [], backups: [], restores: [], keyVaults: [] },
    facts: {
      virtualMachines: machines.filter((machine) => machine.kind === 'virtualMachine'),
      scaleSets: machines.filter((machine) => machine.kind === 'scaleSet'),
      disks: [],
      keyVaults: parts.keyVaults ?? [],
      keyEncryptionKeys: parts.keyEncryptionKeys ?? [],
    },
    provisioning: {
      networks: [],
      identities: [],
      recoveryServicesVaults: [],
      backupPolicies: [],
      backupServicePrincipalObjectId: unknown('backupServicePrincipalObjectId'),
    },
    suppressions: [],
  };
}

export function makeKeyEncryptionKey(facts: Partial<KeyEncryptionKey>): KeyEncryptionKey {
  return {
    kind: 'keyEncryptionKey',
    origin: written('spec.yaml', '/keyEncryptionKeys/kek'),
    keyVault: unknown('keyVault'),
    name: 'kek',
    version: unknown('version'),
    url: unknown('url'),
    keyType: unknown('keyType'),
    keySize: unknown('keySize'),
    keyStore: unknown('keyStore'),
    enabled: unknown('enabled'),
    expires: unknown('expires'),
    ...facts,
  };
}

export function makeKeyVault(facts: Partial<KeyVault>): KeyVault {
  return {
    kind: 'keyVault',
    origin: written('spec.yaml', '/keyVaults/disks'),
    name: 'kv-disks',
    subscriptionId: unknown('subscriptionId'),
    resourceGroup: unknown('resourceGroup'),
    location: unknown('location'),
    id: unknown('id'),
    url: unknown('url'),
    sku: unknown('sku'),
    permissionModel: unknown('permissionModel'),
    enabledForDiskEncryption: unknown('enabledForDiskEncryption'),
    enabledForDeployment: unknown('enabledForDeployment'),
    enabledForTemplateDeployment: unknown('enabledForTemplateDeployment'),
    enableSoftDelete: unknown('enableSoftDelete'),
    enablePurgeProtection: unknown('enablePurgeProtection'),
    networkAcls: unknown('networkAcls'),
    ...facts,
  };
}
