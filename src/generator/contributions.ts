import type { EncryptionRequest } from '../model/index.ts';
import { planBackups } from './backup.ts';
import type { PlannedSecret } from './disk-encryption.ts';
import { planExistingMachine } from './encryption.ts';
import { secretUnits } from './key-vault-secrets.ts';
import { planKeyVaults } from './key-vaults.ts';
import { planManagedDisk } from './managed-disks.ts';
import { networkUnits } from './networks.ts';
import { planEncryptedVhdMachine, planGalleryMachine, planScaleSet } from './new-machines.ts';
import type { PlanningContext } from './planning-context.ts';
import { checkReferencedPlaces } from './referenced-places.ts';
import { planRestore } from './restore.ts';
import type { Chain, Contribution, Unit } from './unit.ts';

/** All that the requests of a model, and what they share, contribute to the plan. */
export function contributionsOf(context: PlanningContext): Contribution {
  const { requests } = context.model;
  const units: Unit[] = [];
  const chains: Chain[] = [];
  const secrets: PlannedSecret[] = [];
  const add = (contribution: Partial<Contribution> & { secrets?: PlannedSecret[] }): void => {
    units.push(...(contribution.units ?? []));
    chains.push(...(contribution.chains ?? []));
    secrets.push(...(contribution.secrets ?? []));
  };
  checkReferencedPlaces(context);
  for (const request of requests.encryption) add(planEncryption(request, context));
  for (const request of requests.disks) add(planManagedDisk(request, context));
  for (const request of requests.restores) add({ units: planRestore(request, context) });
  add(planBackups(context));
  add({ units: networkUnits(context) });
  add(planKeyVaults(context));
  add({ units: secretUnits(secrets, context) });
  return { units, chains };
}

function planEncryption(request: EncryptionRequest, context: PlanningContext): Partial<Contribution> & { secrets?: PlannedSecret[] } {
  switch (request.scenario) {
    case 'new-vm-gallery-image':
      return { units: planGalleryMachine(request, context) };
    case 'new-vm-encrypted-vhd':
      return planEncryptedVhdMachine(request, context);
    case 'new-scale-set':
      return { units: planScaleSet(request, context) };
    default:
      return planExistingMachine(request, context);
  }
}
