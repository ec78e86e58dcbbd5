import type { FactsWanted } from '../../azure/facts.ts';
import { type EncryptionModel, keyVaultId, machineId, valueOf } from '../../model/index.ts';

/** Resource ids of what specs name: machines, and the vaults and keys that the plan does not make. */
export function wantedOf(models: readonly EncryptionModel[]): FactsWanted {
  const machines = models.flatMap(({ facts }) => [...facts.virtualMachines, ...facts.scaleSets]).filter(isPlaced);
  const keyVaults = models.flatMap(({ facts }) => facts.keyVaults).filter(hasId);
  const keys = models
    .flatMap(({ facts }) => facts.keyEncryptionKeys)
    .flatMap((key) => {
      const vault = valueOf(key.keyVault);
      return vault === undefined || !hasId(vault) ? [] : [{ id: `${keyVaultId(vault)}/keys/${key.name}`, key }];
    });
  const called = [...keyVaults.map((vault) => [keyVaultId(vault), vault.key]), ...keys.map(({ id, key }) => [id, key.key])];
  return {
    machines: distinct(machines.map(machineId)),
    keyVaults: distinct(keyVaults.filter(({ create }) => create === undefined).map(keyVaultId)),
    keys: distinct(keys.filter(({ key }) => key.create === undefined).map(({ id }) => id)),
    registryKeys: new Map(
      called.flatMap(([id, name]): [string, string][] => (id === undefined || name === undefined ? [] : [[id.toLowerCase(), name]])),
    ),
  };
}

const hasId = (vault: EncryptionModel['facts']['keyVaults'][number]): boolean => vault.id.known || isPlaced(vault);

/** Without a group nobody can tell where it stands. */
const isPlaced = ({
  resourceGroup,
  subscriptionId,
}: Pick<EncryptionModel['facts']['keyVaults'][number], 'resourceGroup' | 'subscriptionId'>): boolean =>
  resourceGroup.known && subscriptionId.known;

const distinct = (ids: readonly string[]): string[] => [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
