import { type KeyVault, valueOf } from '../../model/index.ts';

/** How a message names the allowed form of a Key Vault URL. */
export const keyUrlForm = (suffix: string): string => `https://VAULT.${suffix}/keys/NAME/VERSION`;
export const secretUrlForm = (suffix: string): string => `https://VAULT.${suffix}/secrets/NAME/VERSION`;

/** The vault is made by the plan, so that nothing is wrong with it yet. */
export const isMade = (vault: KeyVault): boolean => vault.create !== undefined;

/** Managed HSMs have URLs of their own: `https://NAME.managedhsm.azure.net`. */
export const isManagedHsm = (suffix: string): boolean => suffix.startsWith('managedhsm.');

/** The name of the vault where it is known, for a message. */
export const vaultName = (vault: KeyVault | undefined): string => (vault === undefined ? '' : (valueOf(vault.url) ?? vault.name));
