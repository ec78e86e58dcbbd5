import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { formatWhatIfJson, formatWhatIfMarkdown } from '../../src/azure/what-if-documents.ts';
import { hasChanges, readWhatIf, type WhatIfReport } from '../../src/azure/what-if-report.ts';
import { formatWhatIf } from '../../src/azure/what-if-text.ts';
import type { WhatIfChange } from '../../src/azure/what-if-types.ts';

const examples = '../shared/corpus/rest-examples/';

/** A report of one deployment with this answer. */
function reportOf(answer: unknown): WhatIfReport {
  const outcome = { kind: 'previewed' as const, result: readWhatIf(answer) };
  const place = { subscriptionId: '11111111-1111-1111-1111-111111111111', resourceGroup: 'rg-payments' };
  return { plan: 'payments', steps: [], deployments: [{ step: 'enable', wave: 1, deploymentName: 'payments-enable', ...place, outcome }] };
}

/** The part that az prints too: everything before the list of deployments. */
function azPart(answer: unknown, color = false): string {
  return formatWhatIf(reportOf(answer), { color, showNoise: true }).split('\n\nDeployments (')[0] as string;
}

const noise = [
  'Note: The result may contain false positive predictions (noise).',
  'You can help us improve the accuracy of the result by opening an issue here: https://aka.ms/WhatIfIssues',
  '',
];

const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-payments';
const extension = `${group}/providers/Microsoft.Compute/virtualMachines/vm-web-01/extensions/AzureDiskEncryption`;

describe('what-if text of recorded answers', () => {
  before(function () {
    if (!existsSync(examples)) {
      console.log('      skipped: the recorded what-if answers are not on this machine');
      this.skip();
    }
  });

  it('of a modified storage account', () => {
    const file = `${examples}recorded/test_resource_group_level_what_if/006-GET-operationresults-of-deployments-whatIf-200-response.json`;
    expect(azPart(JSON.parse(readFileSync(file, 'utf8'))).split('\n')).to.deep.equal([
      ...noise,
      'Resource and property changes are indicated with this symbol:',
      '  ~ Modify',
      '',
      'The deployment will update the following scope:',
      '',
      'Scope: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/cli_test_deployment_what_if000001',
      '',
      '  ~ Microsoft.Storage/storageAccounts/store3ltwqnrsvfhvk [2019-04-01]',
      '    ~ sku.name: "Standard_LRS" => "Standard_GRS"',
      '',
      'Resource changes: 1 to modify.',
    ]);
  });

  it('of the specification at a resource group', () => {
    const file = `${examples}specs/Microsoft.Resources/2024-03-01/PostDeploymentWhatIfOnResourceGroup.json`;
    const { responses } = JSON.parse(readFileSync(file, 'utf8'));
    expect(azPart(responses['200'].body).split('\n')).to.deep.equal([
      ...noise,
      'Resource and property changes are indicated with these symbols:',
      '  + Create',
      '  ~ Modify',
      '',
      'The deployment will update the following scope:',
      '',
      'Scope: /subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/my-resource-group',
      '',
      '  + Microsoft.ManagedIdentity/userAssignedIdentities/myNewIdentity [2018-11-30]',
      '',
      '      apiVersion:         "2018-11-30"',
      '      id:                 "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/my-resource-group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/myNewIdentity"',
      '      type:               "Microsoft.ManagedIdentity/userAssignedIdentities"',
      '      name:               "myNewIdentity"',
      '      location:           "eastus"',
      '      tags.myOtherNewTag: "another new tag value"',
      '',
      '  ~ Microsoft.ManagedIdentity/userAssignedIdentities/myExistingIdentity [2018-11-30]',
      '    + tags.myNewTag: "my tag value"',
      '',
      'Resource changes: 1 to create, 1 to modify.',
    ]);
  });

  it('counts and places every change of every example', () => {
    const folder = `${examples}specs/Microsoft.Resources/`;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('PostDeploymentWhatIf'));
    expect(files).to.have.lengthOf.above(5);
    for (const file of files) {
      const body = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')).responses['200'].body;
      const lines = azPart(body).split('\n');
      const changes: WhatIfChange[] = body.properties.changes;
      expect(lines.filter((line) => /^ {2}[-+~!=x*] \S+\/\S+/.test(line))).to.have.lengthOf(changes.length);
      const total = [...(lines.at(-1) as string).matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
      expect(total).to.equal(changes.length);
    }
  });
});

describe('what-if text', () => {
  it('lists kinds in their order, ids within a kind, and scopes ignoring case', () => {
    const change = (id: string, changeType: string) => ({
      resourceId: `/subscriptions/11111111-1111-1111-1111-111111111111${id}`,
      changeType,
    });
    const changes = [
      change('/resourceGroups/rg-b/providers/P/b', 'Ignore'),
      change('/resourceGroups/RG-B/providers/P/a', 'Create'),
      change('/resourceGroups/rg-b/providers/P/c', 'NoChange'),
      change('/resourceGroups/rg-b/providers/P/e', 'Delete'),
      change('/resourceGroups/rg-b/providers/P/d', 'Delete'),
      change('/resourceGroups/rg-b/providers/P/f', 'Unsupported'),
      change('/resourceGroups/rg-b/providers/P/g', 'Deploy'),
      change('/resourceGroups/rg-c', 'Modify'),
    ];
    expect(azPart({ changes }).split('\n').slice(3)).to.deep.equal([
      'Resource and property changes are indicated with these symbols:',
      '  - Delete',
      '  + Create',
      '  ! Deploy',
      '  ~ Modify',
      '  = Nochange',
      '  x Unsupported',
      '  * Ignore',
      '',
      'The deployment will update the following scopes:',
      '',
      'Scope: /subscriptions/11111111-1111-1111-1111-111111111111',
      '',
      '  ~ resourceGroups/rg-c',
      '',
      'Scope: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-b',
      '',
      '  - P/d',
      '  - P/e',
      '  + P/a',
      '  ! P/g',
      '  = P/c',
      '  x P/f',
      '  * P/b',
      '',
      'Resource changes: 2 to delete, 1 to create, 1 to deploy, 1 to modify, 1 no change, 1 unsupported, 1 to ignore.',
      '',
      'Diagnostics (1): ',
      'P/f (Unsupported) ',
    ]);
  });

  it('lays out property changes: kinds in order, paths aligned, objects and arrays on lines of their own', () => {
    const delta = [
      { path: 'properties.settings.VolumeType', propertyChangeType: 'Modify', before: 'OS', after: 'All' },
      { path: 'properties.publisher', propertyChangeType: 'NoEffect', after: 'Microsoft.Azure.Security' },
      { path: 'tags', propertyChangeType: 'Modify', before: { env: 'test' }, after: { env: 'prod', team: 'x' } },
      { path: 'properties.old', propertyChangeType: 'Delete', before: true },
      { path: 'properties.luns', propertyChangeType: 'Create', after: [0, { lun: 1, sizes: [4] }, []] },
      {
        path: 'properties.dataDisks',
        propertyChangeType: 'Array',
        children: [
          { path: '10', propertyChangeType: 'Delete', before: 1 },
          {
            path: '2',
            propertyChangeType: 'Modify',
            children: [{ path: 'caching', propertyChangeType: 'Modify', before: 'None', after: null }],
          },
        ],
      },
    ];
    const lines = azPart({ changes: [{ resourceId: extension, changeType: 'Modify', after: { apiVersion: '2024-07-01' }, delta }] }).split(
      '\n',
    );
    expect(lines.slice(lines.findIndex((line) => line.startsWith('Scope')) + 2)).to.deep.equal([
      '  ~ Microsoft.Compute/virtualMachines/vm-web-01/extensions/AzureDiskEncryption [2024-07-01]',
      '    - properties.old:                 true',
      '    + properties.luns: [',
      '        0: 0',
      '        1:',
      '',
      '          lun: 1',
      '          sizes: [',
      '            0: 4',
      '          ]',
      '',
      '        2: []',
      '      ]',
      '    ~ properties.dataDisks: [',
      '      ~ 2:',
      '',
      '        ~ caching: "None" => null',
      '',
      '      - 10: 1',
      '      ]',
      '    ~ properties.settings.VolumeType: "OS" => "All"',
      '    ~ tags:',
      '',
      '        env: "test"',
      '',
      '      =>',
      '',
      '        env:  "prod"',
      '        team: "x"',
      '',
      '    x properties.publisher:           "Microsoft.Azure.Security"',
      '',
      'Resource changes: 1 to modify.',
    ]);
  });

  it('colours symbols and values, and returns to the colour around them', () => {
    const delta = [{ path: 'a', propertyChangeType: 'Modify', before: 1, after: 2 }];
    const [orange, green, purple, grey, reset] = [208, 77, 141, 246].map((code) => `\u001b[38;5;${code}m`).concat('\u001b[0m');
    const changes = [
      { resourceId: `${group}/providers/P/a`, changeType: 'Modify', before: { apiVersion: '1' }, delta },
      { resourceId: `${group}/providers/P/b`, changeType: 'Ignore' },
    ];
    const text = azPart({ changes }, true);
    expect(text).to.contain(`  ${purple}~${reset} Modify\n  ${grey}*${reset} Ignore\n`);
    expect(text).to.contain(
      `${purple}\n  ~ P/a${reset} [1]${purple}${reset}\n` +
        `    ${purple}~${reset} a${reset}:${reset} ${orange}1${reset} => ${green}2${reset}\n${purple}${reset}` +
        `${grey}\n  * P/b\n${reset}`,
    );
  });

  it('shows potential changes and diagnostics', () => {
    const text = formatWhatIf(
      reportOf({
        changes: [],
        potentialChanges: [{ resourceId: extension, changeType: 'Create' }],
        diagnostics: [{ level: 'Warning', code: 'NestedDeploymentShortCircuited', target: '/x', message: 'not expanded' }],
      }),
      { color: true, showNoise: false },
    );
    expect(text).to.contain('Resource changes: no change.\n');
    expect(text).to.contain('The following change MAY OR MAY NOT be deployed to the following scope:\n');
    expect(text).to.contain('Potential changes: 1 to create.\n');
    expect(text).to.contain('Diagnostics (1): \n\u001b[38;5;136m/x (NestedDeploymentShortCircuited) not expanded\n\u001b[0m');
  });

  it('lists a resource once that one deployment changes and others leave alone', () => {
    const one = reportOf({ changes: [{ resourceId: extension, changeType: 'Ignore' }] });
    const other = reportOf({ changes: [{ resourceId: extension.toUpperCase(), changeType: 'Create' }] });
    const text = formatWhatIf(
      { ...one, deployments: [...one.deployments, ...other.deployments, ...one.deployments] },
      { color: false, showNoise: false },
    );
    expect(text).to.contain('Resource changes: 1 to create.\n');
  });

  it('does not let Azure steer the terminal', () => {
    expect(azPart({ changes: [{ resourceId: extension, changeType: 'Create', after: { a: '\u001b[2Jx' } }] })).to.contain('"\\u001b[2Jx"');
  });

  it('shows a kind of change that nobody knows as not supported', () => {
    expect(azPart({ changes: [{ resourceId: extension, changeType: 'Detach' }] })).to.contain(
      'Azure reports a change of the kind "Detach".',
    );
  });
});

describe('what-if noise', () => {
  const delta = [
    { path: 'properties.protectedSettings', propertyChangeType: 'Create', after: {} },
    {
      path: 'properties.settings.KeyEncryptionKeyURL',
      propertyChangeType: 'Modify',
      before: 'https://a',
      after: "[reference('x').keyUriWithVersion]",
    },
    { path: 'properties.provisioningState', propertyChangeType: 'Delete', before: 'Succeeded' },
    { path: 'properties.enableAutomaticUpgrade', propertyChangeType: 'Delete', before: false },
    { path: 'properties.forceUpdateTag', propertyChangeType: 'NoEffect', after: 'x' },
  ];
  const answer = (...more: unknown[]) => ({ changes: [{ resourceId: extension, changeType: 'Modify', delta: [...delta, ...more] }] });

  it('is folded away and counted; a resource of which nothing is left does not change', () => {
    const report = reportOf(answer());
    const text = formatWhatIf(report, { color: false, showNoise: false });
    expect(text).to.contain('  = Microsoft.Compute/virtualMachines/vm-web-01/extensions/AzureDiskEncryption\n');
    expect(text).to.contain('Resource changes: 1 no change.\n');
    expect(text).to.match(/1 of protectedSettings.*\n.*1 with a value known only during the deployment\n.*3 of read-only properties/);
    expect(JSON.parse(formatWhatIfJson(report, { showNoise: false }))).to.deep.include({
      hasChanges: false,
      counts: { NoChange: 1 },
      folded: { protectedSettings: 1, unresolved: 1, defaults: 3 },
    });
  });

  it('comes back with showNoise', () => {
    const text = formatWhatIf(reportOf(answer()), { color: false, showNoise: true });
    expect(text).to.contain('Resource changes: 1 to modify.\n').and.to.contain('+ properties.protectedSettings:');
    expect(hasChanges(reportOf(answer()))).to.equal(true);
  });

  it('leaves real changes: a value that is changed, a literal bracket, a setting that is removed', () => {
    const text = formatWhatIf(
      reportOf(
        answer(
          { path: 'properties.settings.VolumeType', propertyChangeType: 'Modify', before: 'OS', after: 'All' },
          { path: 'properties.settings.KeyEncryptionKeyURL', propertyChangeType: 'Delete', before: 'https://a' },
          { path: 'tags.a', propertyChangeType: 'Create', after: '[[literal]' },
        ),
      ),
      { color: false, showNoise: false },
    );
    expect(text).to.contain('~ properties.settings.VolumeType: ');
    expect(text).to.contain('- properties.settings.KeyEncryptionKeyURL: ');
    expect(text).to.contain('+ tags.a: ');
    expect(text).to.contain('Resource changes: 1 to modify.\n');
  });

  it('counts ignored resources and lists only a few', () => {
    const ignored = (count: number) => ({
      changes: Array.from({ length: count }, (_, index) => ({ resourceId: `${group}/providers/P/${index}`, changeType: 'Ignore' })),
    });
    const few = formatWhatIf(reportOf(ignored(20)), { color: false, showNoise: false });
    const many = formatWhatIf(reportOf(ignored(21)), { color: false, showNoise: false });
    expect(few.match(/^ {2}\* P/gm)).to.have.lengthOf(20);
    expect(many).not.to.match(/^ {2}\* P/m);
    expect(many).to.contain('Resource changes: 21 to ignore.\n').and.to.contain('21 resources that no deployment names');
  });

  it('never shows the protected settings of a new resource', () => {
    const after = { properties: { settings: { a: 1 }, protectedSettings: { AADClientSecret: 'hunter2' } } };
    const report = reportOf({ changes: [{ resourceId: extension, changeType: 'Create', after }] });
    for (const text of [formatWhatIf(report, { color: false, showNoise: false }), formatWhatIfMarkdown(report, { showNoise: false })]) {
      expect(text).to.contain('settings.a').and.not.to.contain('hunter2');
    }
  });
});

describe('what-if over a plan', () => {
  const report: WhatIfReport = {
    plan: 'payments',
    deployments: [
      ...reportOf({ changes: [{ resourceId: extension, changeType: 'Create' }] }).deployments,
      {
        ...(reportOf({}).deployments[0] as WhatIfReport['deployments'][number]),
        deploymentName: 'payments-backup',
        cut: { kept: 1, of: 3, why: '--machine vm-web-01' },
        outcome: { kind: 'notPreviewableYet', reason: 'the vault rsv-payments does not exist', after: ['recovery-services-vault'] },
      },
    ],
    steps: [
      { step: 'wait', wave: 1, kind: 'wait', text: 'wait until vm-web-01 is encrypted' },
      {
        step: 'update',
        wave: 0,
        kind: 'updateKeyVault',
        text: 'update the key vault kv-shared',
        change: {
          resourceId: `${group}/providers/Microsoft.KeyVault/vaults/kv-shared`,
          changeType: 'Modify',
          delta: [{ path: 'properties.enabledForDiskEncryption', propertyChangeType: 'Modify', before: false, after: true }],
        },
      },
    ],
  };

  it('names deployments that cannot be previewed yet, cuts, and steps that are not previewed', () => {
    const text = formatWhatIf(report, { color: false, showNoise: false });
    expect(text).to.contain('Deployments (2):\n  payments-enable in rg-payments: 1 to create\n');
    expect(text).to.contain(
      'payments-backup in rg-payments: not previewable yet, it needs what recovery-services-vault makes: the vault rsv-payments does not exist (1 of 3 resources: --machine vm-web-01)\n',
    );
    expect(text).to.contain('Steps that Azure Resource Manager does not preview (2):\n  wave 1: wait until vm-web-01 is encrypted\n');
    expect(text).to.contain('    ~ properties.enabledForDiskEncryption: false => true\n');
  });

  it('as Markdown holds the table and the whole text in a fence that nothing closes', () => {
    const text = formatWhatIfMarkdown(report, { showNoise: false });
    expect(text).to.contain('### What-if: payments\n\nResource changes: 1 to create.\n');
    expect(text).to.contain('| `+` | `Microsoft.Compute/virtualMachines/vm-web-01/extensions/AzureDiskEncryption` | Create |');
    expect(text.match(/^```/gm)).to.have.lengthOf(2);
    expect(text).to.contain('\n+  Microsoft.Compute/virtualMachines/vm-web-01/extensions/AzureDiskEncryption\n');
  });
});
