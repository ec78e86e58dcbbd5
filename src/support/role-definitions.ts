import type { Source } from '../model/index.ts';

/** A built-in Azure role; its id is the same in every tenant. */
export interface RoleDefinition {
  name: string;
  id: string;
  source: Source;
}

const source: Source = { url: 'https://learn.microsoft.com/azure/role-based-access-control/built-in-roles', date: '2026-11-24' };

export const roleDefinitions = {
  keyVaultAdministrator: { name: 'Key Vault Administrator', id: '00482a5a-887f-4fb3-b363-3b7fe8e74483', source },
  keyVaultCryptoOfficer: { name: 'Key Vault Crypto Officer', id: '14b46e9e-c2b7-41b4-b07b-48a6ebf60603', source },
  keyVaultCryptoServiceEncryptionUser: {
    name: 'Key Vault Crypto Service Encryption User',
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
    source,
  },
  keyVaultCryptoUser: { name: 'Key Vault Crypto User', id: '12338af0-0e69-4776-bea7-57ae8d297424', source },
  keyVaultSecretsOfficer: { name: 'Key Vault Secrets Officer', id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7', source },
  keyVaultSecretsUser: { name: 'Key Vault Secrets User', id: '4633458b-17de-408a-b874-0445c86b69e6', source },
} as const satisfies Record<string, RoleDefinition>;
