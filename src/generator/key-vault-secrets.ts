import type { KeyVault } from '../model/index.ts';
import { keyVaultId, machineId, valueOf } from '../model/index.ts';
import { type ManualStep, plainText } from '../plan/index.ts';
import { az } from './commands.ts';
import { diskWords, type PlannedSecret } from './disk-encryption.ts';
import { keyVaultPlace } from './key-vaults.ts';
import type { DeploymentPlace } from './place.ts';
import type { PlanningContext } from './planning-context.ts';
import { sharedKinds, type TemplateScope } from './template-scope.ts';
import { expression, literal, none, quoted } from './template-string.ts';
import type { Unit } from './unit.ts';

/**
 * The secrets of disks that were encrypted before they came to Azure, together for each machine. They have a deployment of their own, after
 * the vaults and keys: the key file has to be wrapped with the key before its value can be given.
 */
export function secretUnits(secrets: PlannedSecret[], context: PlanningContext): Unit[] {
  const byOwner = new Map<string, PlannedSecret[]>();
  for (const secret of secrets) {
    const key =
      `${keyVaultId(secret.keyVault)}|${secret.machine === undefined ? ownerOf(secret) : machineId(secret.machine)}`.toLowerCase();
    byOwner.set(key, [...(byOwner.get(key) ?? []), secret]);
  }
  return [...byOwner.values()].flatMap((own): Unit[] => {
    const { keyVault } = own[0] as PlannedSecret;
    const place = keyVaultPlace(keyVault, context);
    if (place === undefined) return [];
    return [
      {
        deployment: 'key-vault-secrets',
        wave: 0,
        place,
        name: ownerOf(own[0] as PlannedSecret),
        about: keyVaultId(keyVault),
        needs: own.flatMap(({ keyEncryptionKey }) => {
          const vault = valueOf(keyEncryptionKey?.keyVault);
          return vault === undefined ? [] : [keyVaultId(vault)];
        }),
        resources: own.map(({ secretName, spec }) => ({
          type: 'Microsoft.KeyVault/vaults/secrets',
          name: `${keyVault.name}/${secretName}`,
          spec,
        })),
        prepare: own.flatMap((secret) => wrapByHand(secret, place, context) ?? []),
        beforeWait: [],
        afterWait: [],
        view: (scope) => ({ secrets: own.map((secret) => secretView(keyVault, secret, scope)) }),
      },
    ];
  });
}

const ownerOf = ({ machine, disk, secretName }: PlannedSecret): string =>
  machine?.name ?? valueOf(disk.name) ?? disk.placed?.name ?? secretName;

const diskPhrase = ({ disk }: PlannedSecret): string => (disk.role === 'data' ? `, data disk ${valueOf(disk.lun)}` : '');

/** Only somebody who has the key file can wrap it. */
function wrapByHand(
  secret: PlannedSecret,
  place: DeploymentPlace,
  context: PlanningContext,
): Omit<ManualStep, 'wave' | 'after'> | undefined {
  const { keyEncryptionKey: key, algorithm, keyVault, secretName } = secret;
  if (key === undefined) return undefined;
  const vault = valueOf(key.keyVault) ?? keyVault;
  return {
    id: context.stepId(place, 'key-vault-secrets', 0, 'wrap-key-file', `${keyVault.name}/${secretName}`),
    kind: 'manual',
    title: `Wrap the key file of ${ownerOf(secret)}${diskPhrase(secret)} with ${key.name}`,
    instructions: [
      `Encrypt the key file, base64, with the key ${plainText(key.name)} of the key vault ${plainText(vault.name)}. The result, base64url, is the value of the secret ${plainText(secretName)}.`,
    ],
    commands: [
      `${az('keyvault key encrypt', { 'vault-name': vault.name, name: key.name, algorithm, 'data-type': 'base64', query: 'result', output: 'tsv' })} --value "$(base64 -w0 KEY_FILE)"`,
    ],
  };
}

function secretView(keyVault: KeyVault, secret: PlannedSecret, scope: TemplateScope): object {
  const { secretName, fileName, machine, disk, keyEncryptionKey: key, algorithm } = secret;
  const owner = ownerOf(secret);
  return {
    apiVersion: scope.apiVersion('Microsoft.KeyVault/vaults/secrets'),
    name: expression(`concat(${scope.nameOf(keyVault, sharedKinds.keyVault)}, ${quoted(`/${secretName}`)})`),
    hasFileName: fileName !== undefined,
    fileName: literal(fileName ?? ''),
    hasMachineName: machine !== undefined,
    machineName: literal(machine?.name ?? ''),
    algorithm,
    hasKeyEncryptionKey: key !== undefined,
    keyEncryptionKeyUrl: key === undefined ? none : expression(scope.keyEncryptionKeyUrlGiven(key)),
    value: expression(
      scope.parameter(`${scope.prefix(owner)}${diskWords(disk)}Secret`, {
        type: 'secureString',
        description: `Secret ${secretName} that unlocks ${owner}${diskPhrase(secret)}: ${key === undefined ? 'the key file, base64' : 'the wrapped key file, base64url'}.`,
      }),
    ),
    contentType: key === undefined ? 'BEK' : 'Wrapped BEK',
  };
}
