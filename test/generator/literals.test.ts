import { expect } from 'chai';
import { az } from '../../src/generator/commands.ts';
import { planMarkdown } from '../../src/plan/index.ts';
import type { DeploymentPlan } from '../../src/plan/types.ts';
import { generateFrom, templateAt } from './generate-from.ts';

describe('texts of a spec that look like code', () => {
  it('stay literals as values and as names of properties, which Azure takes for expressions, too', () => {
    const generated = generateFrom(`
keyVaults: { made: { name: kv-made, create: { tags: { "[concat('a')]": "[concat('b')]" } } } }
networks: { app: { virtualNetwork: vnet, subnet: snet } }
scenarios:
  - scenario: new-vm-gallery-image
    keyVault: made
    network: app
    adminUsername: azureadmin
    virtualMachines:
      - name: vm-1
        os: { type: Windows, image: { publisher: a, offer: b, sku: c } }
        size: Standard_D4s_v5
        availabilityZone: "[concat('c')]"
        licenseType: "[concat('d')]"
        tags: { "[concat('e')]": f }
`);
    const [vault] = templateAt(generated, 'rg-app/key-vault').resources;
    expect(vault.tags).to.deep.equal({ "[[concat('a')]": "[[concat('b')]" });
    const machine = templateAt(generated, 'rg-app/new-vm-gallery-image').resources.find(({ type }) => type.endsWith('virtualMachines'));
    expect(machine.zones).to.deep.equal(["[[concat('c')]"]);
    expect(machine.properties.licenseType).to.equal("[[concat('d')]");
    expect(machine.tags).to.deep.equal({ "[[concat('e')]": 'f' });
  });

  it('are no options of a command', () => {
    expect(az('group show', { name: '-rg', query: '-a b' })).to.equal("az group show --name=-rg --query='-a b'");
  });

  it('end no fence and no code in plan.md', () => {
    const step = {
      id: 'a`b\n# c',
      kind: 'manual',
      wave: 1,
      after: [],
      title: '~~x~~ &lt;',
      instructions: [],
      commands: ["'\n```\n# no title'"],
    };
    const page = planMarkdown({ name: 'p', subscriptionId: 's', steps: [step], subscriptions: {} } as unknown as DeploymentPlan);
    expect(page).to.include('````sh\n');
    expect(page).to.include('### By hand: \\~\\~x\\~\\~ \\&lt;');
  });
});
