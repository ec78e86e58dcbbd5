import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { formatWhatIf } from '../../src/azure/what-if-text.ts';
import type { WhatIfChange } from '../../src/azure/what-if-types.ts';
import { shared } from '../shared.ts';
import { extension, group, reportOf } from './what-if-answers.ts';

/** The part that az prints too: everything before the list of deployments. */
function azPart(answer: unknown, color = false): string {
  return formatWhatIf(reportOf(answer), { color, showNoise: true }).split('\n\nDeployments (')[0] as string;
}

const noise = [
  'Note: The result may contain false positive predictions (noise).',
  'You can help us improve the accuracy of the result by opening an issue here: https://aka.ms/WhatIfIssues',
  '',
];

describe('what-if text of recorded answers', () => {
  let examples = '';
  before(function () {
    examples = fileURLToPath(shared(this, 'corpus/rest-examples/'));
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
