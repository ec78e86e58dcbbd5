import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { compile } from 'json-schema-to-typescript';
import type { DeploymentPlan } from '../../src/plan/types.ts';
import { checkPlan } from '../../src/schemas/index.ts';
import { type Json, told } from './everything.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const machine =
  '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/vm-1';
const base = { wave: 1, after: [], commands: [] };

const plan = (): DeploymentPlan => ({
  plan: 1,
  name: 'payments',
  cloud: 'AzureCloud',
  subscriptionId: '11111111-1111-1111-1111-111111111111',
  subscriptions: { dr: '22222222-2222-2222-2222-222222222222' },
  supportMatrix: '2026-09',
  steps: [
    {
      ...base,
      kind: 'deployment',
      id: 'enable',
      skipWhen: [
        { machine, osVolume: ['Encrypted'], dataVolume: ['Encrypted', 'NoDiskFound'], keyVault: '/id', keyEncryptionKey: '', runTag: 'x' },
      ],
      deployment: 'enable-existing-vm',
      deploymentName: 'armade-payments-enable',
      subscriptionId: '11111111-1111-1111-1111-111111111111',
      resourceGroup: 'rg-app',
      location: 'westeurope',
      template: 'rg-app/enable-existing-vm/azuredeploy.json',
      parameters: 'rg-app/enable-existing-vm/azuredeploy.parameters.json',
      resources: [
        {
          type: 'Microsoft.Compute/virtualMachines/extensions',
          name: 'vm-1/AzureDiskEncryption',
          machine,
          runTag: 'x',
          spec: '/scenarios/0',
        },
      ],
      requiredParameters: ['adminPassword'],
    },
    {
      ...base,
      kind: 'wait',
      id: 'wait',
      after: ['enable'],
      doneWhen: [{ machine, osVolume: ['Encrypted'], warnWhenDataVolume: ['NotMounted'] }],
    },
    { ...base, kind: 'restart', id: 'restart', machine },
    { ...base, kind: 'upgradeInstances', id: 'upgrade', machine },
    { ...base, kind: 'deleteExtension', id: 'delete', machine, extension: 'AzureDiskEncryption' },
    { ...base, kind: 'updateVirtualMachine', id: 'patch-vm', machine, patch: { properties: { any: [1] } } },
    { ...base, kind: 'updateDisk', id: 'patch-disk', disk: { $parameter: 'osDiskId' }, requiredParameters: ['osDiskId'], patch: {} },
    { ...base, kind: 'updateKeyVault', id: 'patch-kv', keyVault: '/id', patch: { properties: { enabledForDiskEncryption: true } } },
    { ...base, kind: 'manual', id: 'restore', title: 'Restore the disks', instructions: ['Do it.'] },
  ],
  files: { 'rg-app/enable-existing-vm/azuredeploy.json': 'a'.repeat(64) },
});

const checkBut = (change: (plan: Json) => void): string[] => {
  const changed = plan();
  change(changed);
  return checkPlan(changed, 'plan.json').map(told);
};

describe('plans', () => {
  it('pass with every kind of step', () => {
    expect(checkPlan(plan(), 'plan.json')).to.deep.equal([]);
  });

  it('give one finding for one mistake', () => {
    const changes: [change: (plan: Json) => void, told: string][] = [
      [(value) => (value.plan = 2), 'ADE4013 allowed /plan'],
      [(value) => delete value.files, 'ADE4011 missing '],
      [(value) => (value.extra = 1), 'ADE4010 unknown key /extra'],
      [(value) => (value.steps[0].kind = 'deploy'), 'ADE4013 allowed /steps/0/kind'],
      [(value) => delete value.steps[1].kind, 'ADE4011 missing /steps/1'],
      [(value) => (value.steps[1].machine = machine), 'ADE4010 unknown key /steps/1/machine'],
      [(value) => delete value.steps[1].doneWhen, 'ADE4011 missing /steps/1'],
      [(value) => (value.steps[1].doneWhen[0].osVolume = ['encrypted']), 'ADE4013 allowed /steps/1/doneWhen/0/osVolume/0'],
      [(value) => (value.steps[2].wave = -1), 'ADE4013 range /steps/2/wave'],
      [(value) => (value.steps[6].disk = ''), 'ADE4013 blank /steps/6/disk'],
      [(value) => (value.steps[6].disk = { parameter: 'x' }), 'ADE4010 unknown key /steps/6/disk/parameter'],
      [(value) => (value.steps[0].deploymentName = 'x'.repeat(65)), 'ADE4013 range /steps/0/deploymentName'],
      [(value) => (value.files['plan.md'] = 'abc'), 'ADE4013 form /files/plan.md'],
    ];
    for (const [change, expected] of changes)
      expect(checkBut(change).filter((finding) => !finding.endsWith('/steps/6/disk') || finding === expected)).to.deep.equal([expected]);
  });

  it('have a schema that says what the types say', async function () {
    this.timeout(60_000);
    const schema = JSON.parse(readFileSync(join(root, 'src/schemas/plan.schema.json'), 'utf8'));
    const types = await compile(withConditionsAsUnions({ ...schema, title: 'SchemaPlan' }), 'SchemaPlan', {
      ignoreMinAndMaxItems: true,
      unreachableDefinitions: false,
    });
    // Inside the project, so that the compiler's settings and packages hold.
    const folder = mkdtempSync(join(root, 'build/plan-types-'));
    try {
      writeFileSync(join(folder, 'schema.ts'), types);
      writeFileSync(
        join(folder, 'same.ts'),
        `import type { DeploymentPlan } from '../../src/plan/types.ts';
import type { SchemaPlan } from './schema.ts';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const same: Same<DeploymentPlan, SchemaPlan> = true;
`,
      );
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['same.ts'], exclude: [] }));
      expect(compileTypes(folder)).to.equal('');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The maker of types reads no `if`; a union says the same to it. */
function withConditionsAsUnions(value: Json): Json {
  if (Array.isArray(value)) return value.map(withConditionsAsUnions);
  if (typeof value !== 'object' || value === null) return value;
  const { if: condition, then: yes, else: no, ...rest } = value;
  const converted = Object.fromEntries(Object.entries(rest).map(([key, entry]) => [key, withConditionsAsUnions(entry)]));
  return condition === undefined ? converted : { ...converted, anyOf: [withConditionsAsUnions(yes), withConditionsAsUnions(no)] };
}

/** What the compiler says of a folder; nothing when all is well. */
function compileTypes(folder: string): string {
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--project', folder], {
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
