import { chance, guid } from '../azure-server/random.ts';
import { Estate } from './estate.ts';

type Part = (estate: Estate, name: string, wave: number, snapshotBefore: boolean) => void;

/** What a plan may be made of: together, steps of every kind but those by hand. */
const parts: Readonly<Record<string, Part>> = {
  win: (estate, name, wave, snapshotBefore) => estate.windows(name, { wave, snapshotBefore }),
  kek: (estate, name, wave, snapshotBefore) => estate.windows(name, { wave, snapshotBefore, keyEncryptionKey: 'disks' }),
  data: (estate, name, wave, snapshotBefore) => estate.linux(name, { wave, snapshotBefore }),
  root: (estate, name, wave) => estate.linux(name, { wave, volumeType: 'All' }),
  dec: (estate, name, wave) => estate.decrypted(name, { wave }),
  rem: (estate, name, wave) => estate.removed(name, { wave }),
  new: (estate, name, wave) => estate.withNewVault(name, { wave }),
  shut: (estate, name, wave) => estate.withClosedVault(name, { wave }),
  id: (estate, name, wave) => estate.withIdentity(name, { wave }),
  old: (estate, name, wave) => estate.previousRelease(name, { wave }),
  set: (estate, name, wave) => estate.scaleSet(name, {}, { wave }),
  bak: (estate, name) => estate.backedUp(name),
  born: (estate, name, wave) => estate.fresh(name, { wave }),
};

/** An estate that follows from its seed alone; `mark` keeps it apart from others of the same seed on one server. */
export function randomEstate(seed: number, mark: string): Estate {
  const estate = newEstate(seed, mark);
  const pick = (label: string, below: number): number => Math.floor(chance(seed, label) * below);
  const kinds = Object.keys(parts);
  const count = 2 + pick('count', 4);
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[pick(`kind ${index}`, kinds.length)] as string;
    parts[kind]?.(estate, `${mark}-${kind}${index}`, 1 + pick(`wave ${index}`, 2), pick(`snapshot ${index}`, 3) === 0);
  }
  return estate;
}

/** An estate with one of each part, in two waves. */
export function wholeEstate(seed: number, mark: string): Estate {
  const estate = newEstate(seed, mark);
  for (const [index, [kind, part]] of Object.entries(parts).entries()) part(estate, `${mark}-${kind}`, 1 + (index % 2), index % 4 === 0);
  return estate;
}

/** Accounts and vaults are never shared: names of vaults are unique in all of Azure. */
const newEstate = (seed: number, mark: string): Estate => new Estate({ name: mark, subscriptionId: guid(seed, `subscription ${mark}`) });
