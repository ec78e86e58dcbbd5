import {
  type DiskRequest,
  type EncryptionModel,
  type EncryptionRequest,
  type Fact,
  type KeyEncryptionKey,
  type KeyVault,
  type Known,
  type Origin,
  type RestoreRequest,
  unknown,
  valueOf,
} from '../../model/index.ts';
import { disksOf } from './disks.ts';
import { attachesEncryptedDisks, endsEncrypted } from './requests.ts';

/** Somebody who needs a vault or a key to be encrypted: a machine or a disk. */
export interface Use {
  origin: Origin;
  /** `machine vm-1` or `disk data-1`. */
  name: string;
  location: Fact<string>;
  subscriptionId: Fact<string>;
  /** What of the vault it needs. */
  needs: 'secrets' | 'keys';
  request: EncryptionRequest | DiskRequest | RestoreRequest;
}

/** Who uses a vault or a key; nobody, where it is registered only. */
export const usesOf = (model: EncryptionModel, used: KeyVault | KeyEncryptionKey): readonly Use[] => usesIn(model).get(used) ?? [];

type Uses = Map<KeyVault | KeyEncryptionKey, Use[]>;
const usesByModel = new WeakMap<EncryptionModel, Uses>();

function usesIn(model: EncryptionModel): Uses {
  let uses = usesByModel.get(model);
  if (uses === undefined) {
    uses = collectUses(model);
    usesByModel.set(model, uses);
  }
  return uses;
}

function collectUses(model: EncryptionModel): Uses {
  const uses: Uses = new Map();
  const add = (used: KeyVault | KeyEncryptionKey | undefined, use: Use) => {
    if (used === undefined) return;
    const others = uses.get(used);
    if (others === undefined) uses.set(used, [use]);
    else if (others.at(-1)?.request !== use.request) others.push(use);
  };
  const addAll = (vault: Fact<KeyVault>, key: Known<KeyEncryptionKey> | undefined, use: Omit<Use, 'needs'>) => {
    add(valueOf(vault), { ...use, needs: 'secrets' });
    if (key === undefined) return;
    add(key.value, { ...use, needs: 'keys' });
    add(valueOf(key.value.keyVault), { ...use, needs: 'keys' });
  };
  const machineRequests = [...model.requests.encryption.filter(endsEncrypted), ...model.requests.restores];
  for (const request of machineRequests) {
    const { machine, origin } = request;
    const use = { request, origin, name: `machine ${machine.name}`, location: machine.location, subscriptionId: machine.subscriptionId };
    addAll(request.keyVault, request.keyEncryptionKey, use);
    if (request.kind === 'encryption' && !attachesEncryptedDisks(request)) continue;
    for (const disk of disksOf(machine)) {
      const secret = valueOf(disk.diskEncryptionKey);
      if (secret !== undefined) add(valueOf(secret.keyVault), { ...use, needs: 'secrets' });
    }
  }
  for (const request of model.requests.disks) {
    const { disk, origin } = request;
    const use = {
      request,
      origin,
      name: `disk ${valueOf(disk.name) ?? disk.placed?.name ?? ''}`,
      location: disk.placed?.location ?? unknown('location'),
      subscriptionId: disk.placed?.subscriptionId ?? unknown('subscriptionId'),
    };
    addAll(request.keyVault, request.keyEncryptionKey, use);
    const secret = valueOf(disk.diskEncryptionKey);
    if (secret !== undefined) add(valueOf(secret.keyVault), { ...use, needs: 'secrets' });
  }
  return uses;
}
