import type { ScenarioName } from '../model/index.ts';
import { placeholderId, type ScenarioGuide, type StarterPart, type StarterWishes, scenarioGuides } from './scenario-guides.ts';

/** The text of a commented spec that validates clean, apart from the names and ids that its writer has to put in. */
export function starterSpec(wishes: StarterWishes): string {
  const guides = wishes.scenarios.map((scenario) => scenarioGuides[scenario]);
  const uses = (part: StarterPart): boolean => guides.some((guide) => guide.uses.includes(part));
  const vaultExists = guides.some((guide) => guide.isEncrypted) && !wishes.scenarios.includes('key-vault');
  const blocks = [
    head(wishes.name),
    ...(uses('keyVault') ? [keyVaultLines(wishes, vaultExists)] : []),
    ...(uses('network')
      ? [
          [
            'networks:',
            '  app: { virtualNetwork: vnet-app, subnet: snet-app, resourceGroup: rg-network }   # or create: { addressPrefix: 10.20.0.0/16 }',
          ],
        ]
      : []),
    ...(uses('backup') ? [backupLines(wishes.name)] : []),
    ['scenarios:', ...guides.flatMap((guide, index) => entryLines(wishes.scenarios[index] as ScenarioName, guide, wishes))],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const remark = (line: string, text: string): string => `${line.padEnd(39)} # ${text}`;

const head = (name: string): string[] => [
  '# yaml-language-server: $schema=./encryption-spec.schema.json',
  '# What to encrypt with Azure Disk Encryption, and how. `armade schema > encryption-spec.schema.json` writes the schema for your editor.',
  '# Replace the names and ids, then: armade validate, armade generate.',
  'version: 1',
  remark(`name: ${name}`, 'the folder of the generated files'),
  remark('cloud: AzureCloud', 'or AzureUSGovernment, AzureChinaCloud'),
  `subscriptionId: ${placeholderId}`,
  'location: westeurope',
  `resourceGroup: rg-${name}`,
  remark('supportMatrix: 2026-09', 'the support rules that hold for this spec'),
];

function keyVaultLines({ name, keyEncryptionKey }: StarterWishes, exists: boolean): string[] {
  const vault = `kv-${name}`.slice(0, 24).replace(/-+$/, '');
  const facts =
    '{ name: NAME, location: westeurope, permissionModel: rbac, enabledForDiskEncryption: true, enablePurgeProtection: true }'.replace(
      'NAME',
      vault,
    );
  return [
    'keyVaults:',
    ...(exists
      ? [`  disks: ${facts}   # exists: these are facts about it`]
      : [
          `  disks: { name: ${vault}, create: { sku: ${keyEncryptionKey ? 'premium' : 'standard'} } }   # made by the plan; leave create out for one that exists`,
        ]),
    ...(keyEncryptionKey
      ? [
          'keyEncryptionKeys:',
          exists
            ? '  disks: { keyVault: disks, name: kek, version: "00000000000000000000000000000000", keyType: RSA, keySize: 4096 }'
            : '  disks: { keyVault: disks, name: kek, create: { keyType: RSA-HSM, keySize: 4096 } }',
        ]
      : []),
    '',
    `defaults: { keyVault: disks${keyEncryptionKey ? ', keyEncryptionKey: disks' : ''} }   # for every machine that does not say otherwise`,
  ];
}

const backupLines = (name: string): string[] => [
  'recoveryServicesVaults:',
  `  backup: { name: rsv-${name}, create: {} }`,
  'backupPolicies:',
  '  daily: { recoveryServicesVault: backup, name: daily-30, create: { time: "02:00", timeZone: UTC, retentionDays: 30 } }',
  '# az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3 --query id',
  `backupServicePrincipalObjectId: ${placeholderId}`,
];

function entryLines(scenario: ScenarioName, guide: ScenarioGuide, wishes: StarterWishes): string[] {
  const operatingSystems = wishes.operatingSystems.filter((os) => guide.operatingSystems.includes(os));
  const [first, ...rest] = guide.entry({
    ...wishes,
    operatingSystems: operatingSystems.length > 0 ? operatingSystems : guide.operatingSystems,
  });
  return [`  # ${scenario} needs ${guide.needs.join('; ')}`, `  - ${first}`, ...rest.map((line) => `  ${line}`)];
}
