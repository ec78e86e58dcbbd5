import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Engine, openEngine } from '../engine.ts';
import { type AnyJson, shared } from '../shared.ts';
import { generateSpec, templateOf } from './generate-spec.ts';
import { normalise } from './normalise.ts';
import { specOf } from './spec-of.ts';
import { filesBelow, parametersOf, readLenientJson } from './template-files.ts';

const isExtension = ({ publisher, settings }: AnyJson): boolean =>
  publisher === 'Microsoft.Azure.Security' && settings?.EncryptionOperation !== undefined;

interface Extension {
  properties: AnyJson;
  isScaleSet: boolean;
}

/** Azure Disk Encryption extensions of an expanded template, those in profiles of scale sets included. */
function extensionsOf(resources: AnyJson[]): Extension[] {
  return resources.flatMap(({ type, properties }): Extension[] => {
    const isScaleSet = /virtualMachineScaleSets/i.test(type);
    if (isExtension(properties ?? {})) return [{ properties, isScaleSet }];
    const inProfile: AnyJson[] = properties?.virtualMachineProfile?.extensionProfile?.extensions ?? [];
    return inProfile
      .filter((extension) => isExtension(extension.properties))
      .map((extension) => ({ properties: extension.properties, isScaleSet }));
  });
}

/** Placeholders of the quickstarts become values of the shape Azure takes. */
const given: Record<string, string> = {
  keyVaultName: 'kv-quickstart',
  keyVaultResourceGroup: 'rg-vault',
  vmName: 'vm-quickstart',
  vmssName: 'vmss-quick',
  keyEncryptionKeyURL: 'https://kv-quickstart.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef',
  kekUrl: 'https://kv-kek.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef',
  keyVaultResourceID:
    '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vault/providers/Microsoft.KeyVault/vaults/kv-quickstart',
  keyVaultSecretUrl: 'https://kv-quickstart.vault.azure.net/secrets/bek/fedcba9876543210fedcba9876543210',
  kekVaultResourceID:
    '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vault/providers/Microsoft.KeyVault/vaults/kv-kek',
};

async function expand(engine: Engine, file: string, withKey: boolean): Promise<AnyJson[]> {
  const template = readLenientJson(file);
  const parameterFile = file.replace(/\.json$/, '.parameters.json');
  const fromFile = existsSync(parameterFile) ? readLenientJson(parameterFile).parameters : {};
  const values = parametersOf(template, fromFile);
  for (const name of Object.keys(template.parameters ?? {})) {
    const key = Object.keys(given).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (key !== undefined) values[name] = withKey || !/^(keyEncryptionKeyURL|kekUrl)$/.test(key) ? given[key] : '';
  }
  const { predictedResources } = await engine.expand(readFileSync(file, 'utf8'), values);
  return predictedResources;
}

describe('public quickstart templates', () => {
  let engine: Engine | undefined;
  before(async function () {
    engine = await openEngine(this);
  });
  after(() => engine?.close());

  it('have their extensions reproduced by a spec, with and without a key', async function () {
    const quickstarts = fileURLToPath(shared(this, 'corpus/quickstarts'));
    let compared = 0;
    for (const file of filesBelow(quickstarts, (name) => name.endsWith('azuredeploy.json'))) {
      for (const withKey of [true, false]) {
        for (const { properties, isScaleSet } of extensionsOf(await expand(engine as Engine, file, withKey))) {
          const [resource] = templateOf(generateSpec(specOf(properties, isScaleSet, properties.type, 'Windows'))).resources;
          const wanted = normalise(properties);
          expect(normalise(resource.properties), `${basename(dirname(file))}/${basename(file)}`).to.deep.equal(wanted);
          compared++;
        }
      }
    }
    expect(compared).to.be.at.least(20);
  });

  it('have their encrypted disks reproduced by a spec', async function () {
    const quickstart = fileURLToPath(shared(this, 'corpus/quickstarts/create-encrypted-managed-disk'));
    for (const [name, key] of [
      ['kek', true],
      ['nokek', false],
    ] as const) {
      const file = join(quickstart, `CreateEncryptedManagedDisk-${name}.json`);
      const [disk] = (await expand(engine as Engine, file, true)).filter(({ type }) => /\/disks$/i.test(type));
      const settings = disk.properties.encryptionSettings;
      const vaultId = settings.diskEncryptionKey.sourceVault.id;
      const keyVaultId = settings.keyEncryptionKey?.sourceVault.id;
      const [made] = templateOf(
        generateSpec({
          version: 1,
          name: 'quickstart',
          subscriptionId: '11111111-1111-1111-1111-111111111111',
          location: 'westeurope',
          resourceGroup: 'rg',
          supportMatrix: '2026-09',
          keyVaults: { disks: { id: vaultId }, ...(keyVaultId === undefined || keyVaultId === vaultId ? {} : { kek: { id: keyVaultId } }) },
          ...(key
            ? { keyEncryptionKeys: { kek: { keyVault: keyVaultId === vaultId ? 'disks' : 'kek', url: settings.keyEncryptionKey.keyUrl } } }
            : {}),
          scenarios: [
            {
              scenario: 'encrypted-managed-disk',
              keyVault: 'disks',
              ...(key ? { keyEncryptionKey: 'kek' } : {}),
              disks: [
                {
                  name: 'disk-1',
                  vhd: {
                    uri: 'https://st.blob.core.windows.net/vhds/a.vhd',
                    storageAccountId:
                      '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st',
                  },
                  diskEncryptionKey: { secretUrl: settings.diskEncryptionKey.secretUrl },
                },
              ],
            },
          ],
        }),
      ).resources;
      // The quickstart writes the singular of apiVersion 2017-03-30; its content is one element of today's collection.
      const { enabled, ...keys } = settings;
      expect(made.properties.encryptionSettingsCollection.enabled).to.equal(enabled);
      expect(made.properties.encryptionSettingsCollection.encryptionSettings).to.deep.equal([keys]);
    }
  });
});
