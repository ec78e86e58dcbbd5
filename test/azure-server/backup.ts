import { ArmError } from './errors.ts';
import { type JsonObject, listOf, objectOf, textOf } from './json.ts';
import type { Effect } from './providers.ts';
import type { Resource, World } from './world.ts';

/** A machine under backup. Of an encrypted one, its key vault has to let the backup service in. @throws {ArmError} 400 when it does not */
export function applyProtectedItem(world: World, resource: Resource, body: JsonObject): Effect {
  const properties = objectOf(body.properties);
  const source = textOf(properties.sourceResourceId);
  const vaultIds = new Set(
    (world.resource(source)?.machine?.disks ?? []).flatMap(({ encryptionSettings }) => {
      const id = textOf(objectOf(objectOf(objectOf(encryptionSettings).diskEncryptionKey).sourceVault).id);
      return id === '' ? [] : [id];
    }),
  );
  for (const id of vaultIds) if (!letsBackupIn(world, id)) throw permissionsNotConfigured();
  resource.body = {
    ...body,
    properties: {
      ...properties,
      friendlyName: source.split('/').at(-1),
      virtualMachineId: source,
      protectionStatus: 'Healthy',
      protectionState: 'IRPending',
      healthStatus: 'Passed',
      lastBackupStatus: '',
    },
  };
  return { hasState: false };
}

/** Somebody has a role on the vault, or a policy with `backup`: who it is, the server cannot tell. */
function letsBackupIn(world: World, vaultId: string): boolean {
  const vault = world.resource(vaultId);
  if (vault === undefined) return false;
  const hasRole = world.below(vaultId).some(({ type }) => /^Microsoft\.Authorization\/roleAssignments$/i.test(type));
  const policies = listOf(objectOf(vault.body.properties).accessPolicies).map((policy) => objectOf(objectOf(policy).permissions));
  const allows = (names: unknown) => listOf(names).some((name) => ['backup', 'all'].includes(textOf(name).toLowerCase()));
  return hasRole || policies.some(({ secrets }) => allows(secrets));
}

const permissionsNotConfigured = (): ArmError =>
  new ArmError(400, {
    code: 'UserErrorKeyVaultPermissionsNotConfigured',
    message: 'Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted Virtual Machines.',
  });
