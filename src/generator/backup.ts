import { guid } from '../arm/guid.ts';
import type { BackupPolicy, BackupRequest, KeyVault, PermissionModel, RecoveryServicesVault } from '../model/index.ts';
import { keyVaultId, machineId, placeOf, resourceId, valueOf } from '../model/index.ts';
import { backupPermissions, roleDefinitions } from '../support/index.ts';
import { keyVaultPlace } from './key-vaults.ts';
import { type DeploymentPlace, normalizeLocation } from './place.ts';
import { type PlanningContext, sortedByKey, specPointer } from './planning-context.ts';
import { sharedKinds, type TemplateScope } from './template-scope.ts';
import { expression, literal, quoted, resourceIdCode } from './template-string.ts';
import { type Contribution, noSteps, type Unit } from './unit.ts';

/** Recovery Services vaults and policies that the plan makes, rights on the key vaults, and a protected item for each machine. */
export function planBackups(context: PlanningContext): Contribution {
  const { backups } = context.model.requests;
  return {
    units: [
      ...recoveryServicesVaultUnits(context),
      ...rightsUnits(backups, context),
      ...backups.flatMap((request) => protectedItemUnit(request, context) ?? []),
    ],
    chains: [],
  };
}

function vaultPlace(vault: RecoveryServicesVault, context: PlanningContext): DeploymentPlace | undefined {
  const location = valueOf(vault.location) ?? valueOf(context.model.settings.location);
  if (location === undefined) return context.missing(vault.origin, vault.name, 'location', 'its deployment');
  const place = placeOf(vault);
  if (place.resourceGroup === '') return context.missing(vault.origin, vault.name, 'resourceGroup', 'its deployment');
  return { ...place, location: normalizeLocation(location) };
}

function recoveryServicesVaultUnits(context: PlanningContext): Unit[] {
  const { recoveryServicesVaults, backupPolicies } = context.model.provisioning;
  return recoveryServicesVaults.flatMap((vault): Unit[] => {
    const policies = sortedByKey(
      backupPolicies.filter((policy) => policy.create !== undefined && valueOf(policy.recoveryServicesVault) === vault),
    );
    if (vault.create === undefined && policies.length === 0) return [];
    const place = vaultPlace(vault, context);
    if (place === undefined) return [];
    return [
      {
        ...noSteps,
        deployment: 'recovery-services-vault',
        wave: 0,
        place,
        name: vault.name,
        about: resourceId(place, 'Microsoft.RecoveryServices/vaults', vault.name),
        resources: [
          ...(vault.create === undefined
            ? []
            : [
                { type: 'Microsoft.RecoveryServices/vaults', name: vault.name, spec: `/recoveryServicesVaults/${vault.key ?? vault.name}` },
              ]),
          ...policies.map((policy) => ({
            type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
            name: `${vault.name}/${policy.name}`,
            spec: `/backupPolicies/${policy.key ?? policy.name}`,
          })),
        ],
        view: (scope) => ({
          resources: [
            ...(vault.create === undefined ? [] : [vaultView(vault, scope)]),
            ...policies.map((policy) => policyView(vault, policy, scope)),
          ],
        }),
      },
    ];
  });
}

const vaultView = (vault: RecoveryServicesVault, scope: TemplateScope): object => ({
  partial: 'recovery-services-vault',
  apiVersion: scope.apiVersion('Microsoft.RecoveryServices/vaults'),
  name: expression(scope.nameOf(vault, sharedKinds.recoveryServicesVault)),
  location: scope.location(),
});

function policyView(vault: RecoveryServicesVault, policy: BackupPolicy, scope: TemplateScope): object {
  const creation = policy.create as NonNullable<BackupPolicy['create']>;
  const vaultName = scope.nameOf(vault, sharedKinds.recoveryServicesVault);
  return {
    partial: 'backup-policy',
    apiVersion: scope.apiVersion('Microsoft.RecoveryServices/vaults/backupPolicies'),
    name: expression(`concat(${vaultName}, '/', ${policyName(policy, scope)})`),
    hasDependsOn: vault.create !== undefined,
    dependsOn: vault.create === undefined ? [] : [expression(`resourceId('Microsoft.RecoveryServices/vaults', ${vaultName})`)],
    instantRestoreDays: creation.instantRestoreDays,
    timeZone: literal(creation.timeZone),
    // Only the time of day of this date counts.
    runTime: `2026-01-01T${creation.time}:00Z`,
    retentionDays: creation.retentionDays,
  };
}

const policyName = (policy: BackupPolicy, scope: TemplateScope): string =>
  scope.parameter(`${policy.key ?? policy.name}BackupPolicyName`, {
    description: `Backup policy for virtual machines (spec: backupPolicies.${policy.key ?? policy.name}).`,
    entry: { value: policy.name },
  });

/** The vaults whose secrets and keys Azure Backup has to read to back up this machine. */
function vaultsOf(request: BackupRequest): KeyVault[] {
  const { encryption, current } = request.machine;
  const currentKey = valueOf(current.keyEncryptionKey);
  const key =
    request.keyEncryptionKey?.value ?? encryption?.keyEncryptionKey?.value ?? (typeof currentKey === 'object' ? currentKey : undefined);
  const vault = valueOf(request.keyVault) ?? valueOf(encryption?.keyVault) ?? valueOf(current.keyVault);
  return [...new Set([vault, valueOf(key?.keyVault)])].filter((found) => found !== undefined);
}

function rightsUnits(backups: BackupRequest[], context: PlanningContext): Unit[] {
  const requestByVault = new Map<KeyVault, BackupRequest>();
  for (const request of backups) for (const vault of vaultsOf(request)) if (!requestByVault.has(vault)) requestByVault.set(vault, request);
  return [...requestByVault].flatMap(([vault, request]): Unit[] => {
    const place = keyVaultPlace(vault, context);
    const permissionModel = vault.create?.permissionModel ?? valueOf(vault.permissionModel);
    if (permissionModel === undefined) {
      context.missing(
        request.origin,
        `The key vault ${vault.name} of ${request.machine.name}`,
        'permissionModel',
        'the rights of Azure Backup',
      );
    }
    if (place === undefined || permissionModel === undefined) return [];
    const isRbac = permissionModel === 'rbac';
    return [
      {
        ...noSteps,
        deployment: 'backup-rights',
        wave: 0,
        place,
        name: vault.name,
        about: keyVaultId(vault),
        resources: [
          {
            type: isRbac ? 'Microsoft.Authorization/roleAssignments' : 'Microsoft.KeyVault/vaults/accessPolicies',
            name: isRbac ? assignmentName(vault, context) : `${vault.name}/add`,
            // Not the machine, of which there may be others: they come and go, and the rights stay.
            spec: `/keyVaults/${vault.key ?? vault.name}`,
          },
        ],
        view: (scope) => rightsView(vault, permissionModel, context, scope),
      },
    ];
  });
}

/** The name that the template's `guid()` gives the role assignment; with a principal given only at deployment it is not known before. */
function assignmentName(vault: KeyVault, context: PlanningContext): string {
  const principal = valueOf(context.model.provisioning.backupServicePrincipalObjectId);
  return principal === undefined ? vault.name : guid(keyVaultId(vault), principal, roleDefinitions.keyVaultAdministrator.id);
}

function rightsView(vault: KeyVault, permissionModel: PermissionModel, context: PlanningContext, scope: TemplateScope): object {
  const objectId = valueOf(context.model.provisioning.backupServicePrincipalObjectId);
  const principal = scope.parameter('backupServicePrincipalObjectId', {
    description: `Object id of the Backup Management Service in this tenant (application ${scope.cloud.backupApplicationId ?? 'of this cloud'}).`,
    ...(objectId === undefined ? {} : { entry: { value: objectId } }),
  });
  const vaultName = scope.nameOf(vault, sharedKinds.keyVault);
  if (permissionModel === 'accessPolicies') {
    return {
      usesRbac: false,
      apiVersion: scope.apiVersion('Microsoft.KeyVault/vaults/accessPolicies'),
      name: expression(`concat(${vaultName}, '/add')`),
      principalId: expression(principal),
      keyPermissions: backupPermissions.keys,
      secretPermissions: backupPermissions.secrets,
    };
  }
  const vaultId = `resourceId('Microsoft.KeyVault/vaults', ${vaultName})`;
  const role = quoted(roleDefinitions.keyVaultAdministrator.id);
  return {
    usesRbac: true,
    apiVersion: scope.apiVersion('Microsoft.Authorization/roleAssignments'),
    name: expression(`guid(${vaultId}, ${principal}, ${role})`),
    scope: expression(vaultId),
    roleDefinitionId: expression(`subscriptionResourceId('Microsoft.Authorization/roleDefinitions', ${role})`),
    principalId: expression(principal),
  };
}

function protectedItemUnit(request: BackupRequest, context: PlanningContext): Unit | undefined {
  const { machine, origin } = request;
  const policy = valueOf(request.backupPolicy);
  const vault = valueOf(policy?.recoveryServicesVault);
  if (policy === undefined || vault === undefined) return context.missing(origin, machine.name, 'backupPolicy', 'its backup');
  const place = vaultPlace(vault, context);
  if (place === undefined || context.place(machine) === undefined) return undefined;
  const item = `${placeOf(machine).resourceGroup.toLowerCase()};${machine.name.toLowerCase()}`;
  const path = `/Azure/iaasvmcontainer;iaasvmcontainerv2;${item}/vm;iaasvmcontainerv2;${item}`;
  const id = machineId(machine);
  return {
    ...noSteps,
    deployment: 'backup-encrypted-vm',
    wave: request.wave.value,
    place,
    name: machine.name,
    about: id,
    resources: [
      {
        type: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems',
        name: `${vault.name}${path}`,
        machine: id,
        spec: specPointer(request.scenario, 'virtualMachines', machine.name),
      },
    ],
    view: (scope) => {
      const vaultName = scope.nameOf(vault, sharedKinds.recoveryServicesVault);
      return {
        apiVersion: scope.apiVersion('Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems'),
        name: expression(`concat(${vaultName}, ${quoted(path)})`),
        policyId: expression(`resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', ${vaultName}, ${policyName(policy, scope)})`),
        sourceResourceId: expression(resourceIdCode(id)),
      };
    },
  };
}
