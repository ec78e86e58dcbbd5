import { expect } from 'chai';
import { formatWhatIfJson, formatWhatIfMarkdown } from '../../src/azure/what-if-documents.ts';
import { hasChanges, type WhatIfReport } from '../../src/azure/what-if-report.ts';
import { formatWhatIf } from '../../src/azure/what-if-text.ts';
import { extension, group, reportOf } from './what-if-answers.ts';

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
