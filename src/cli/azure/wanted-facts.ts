import type { FactsWanted } from '../../azure/facts.ts';
import { type EncryptionModel, keyVaultId, machineId, valueOf } from '../../model/index.ts';

/** Resource ids of what specs name and do not make: machines, vaults and keys. */
export function wantedOf(models: readonly EncryptionModel[]): FactsWanted {
  const machines = models.flatMap(({ facts }) => [...facts.virtualMachines, ...facts.scaleSets]);
  const keyVaults = models.flatMap(({ facts }) => facts.keyVaults).filter(({ create }) => create === undefined);
  const keys = models.flatMap(({ facts }) => facts.keyEncryptionKeys).filter(({ create }) => create === undefined);
  return {
    machines: distinct(machines.filter(isPlaced).map(machineId)),
    keyVaults: distinct(keyVaults.filter((vault) => vault.id.known || isPlaced(vault)).map(keyVaultId)),
    keys: distinct(
      keys.flatMap(({ keyVault, name }) => {
        const vault = valueOf(keyVault);
        return vault === undefined || vault.create !== undefined || !(vault.id.known || isPlaced(vault))
          ? []
          : [`${keyVaultId(vault)}/keys/${name}`];
      }),
    ),
  };
}

/** Without a group nobody can tell where it stands. */
const isPlaced = ({
  resourceGroup,
  subscriptionId,
}: Pick<EncryptionModel['facts']['keyVaults'][number], 'resourceGroup' | 'subscriptionId'>): boolean =>
  resourceGroup.known && subscriptionId.known;

const distinct = (ids: readonly string[]): string[] => [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
