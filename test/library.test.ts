import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { generate, loadSpec, type SourceFile, validateSpec, validateTemplate } from '../src/index.ts';

const today = '2026-05-10';

const spec = `version: 1
name: one
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: 2026-09
facts: [fleet.yaml]
keyVaults:
  disks: { name: kv-disks, location: westeurope, enabledForDiskEncryption: true }
defaults: { keyVault: disks }
scenarios:
  - scenario: enable-existing-vm
    virtualMachines: [vm-web-01]
`;
const facts = `facts: 1
virtualMachines:
  vm-web-01: { os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, dataDisks: [] }
`;
const file = (name: string, text: string): SourceFile => ({ name, text });
const load = (text = spec, factsText = facts) => loadSpec(file('spec.yaml', text), [file('fleet.yaml', factsText)]);
const told = ({ diagnostics }: ReturnType<typeof validateSpec>) =>
  diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ file, range, code }) => `${file}:${range.start.line}:${range.start.column} ${code}`);

describe('library', () => {
  it('generates the template, the parameter file and the plan of a spec', () => {
    const generation = generate(load(), { today });
    expect(told(generation)).to.deep.equal([]);
    expect([...(generation.files?.keys() ?? [])].sort()).to.deep.equal([
      'plan.json',
      'plan.md',
      'rg-app/enable-existing-vm/azuredeploy.json',
      'rg-app/enable-existing-vm/azuredeploy.parameters.json',
    ]);
    const template = JSON.parse(generation.files?.get('rg-app/enable-existing-vm/azuredeploy.json') ?? '');
    expect(template.resources[0]).to.deep.include({
      type: 'Microsoft.Compute/virtualMachines/extensions',
      name: 'vm-web-01/AzureDiskEncryption',
    });
    expect(generation.plan?.name).to.equal('one');
  });

  it('says where a spec is wrong, and generates nothing', () => {
    const generation = generate(load(spec.replace('name: one', 'nmae: one')), { today });
    expect(generation.files).to.equal(undefined);
    expect(told(generation)[0]).to.match(/^spec\.yaml:2:1 ADE1/);
  });

  it('says where a facts file cannot be read, and nothing that follows from that', () => {
    expect(told(validateSpec(load(spec, 'facts: [1,'), { today }))).to.have.length(1);
    expect(told(validateSpec(load(spec, 'facts: [1,'), { today }))[0]).to.match(/^fleet\.yaml:/);
  });

  it('counts what was not checked', () => {
    const { unchecked } = validateSpec(load(spec, facts.replace(', dataDisks: []', '')), { today });
    expect(unchecked.map(({ fact }) => fact)).to.include('dataDisks');
  });

  it('takes bytes as well as text', () => {
    expect(
      validateSpec(loadSpec({ name: 'spec.yaml', text: new TextEncoder().encode(spec) }, [file('fleet.yaml', facts)]), { today }),
    ).to.deep.equal(validateSpec(load(), { today }));
  });

  it('checks a template and the parameters beside it', () => {
    const { files } = generate(load(), { today });
    const text = (name: string) => files?.get(`rg-app/enable-existing-vm/${name}`) ?? '';
    const template = file('azuredeploy.json', text('azuredeploy.json'));
    const parameters = file('azuredeploy.parameters.json', text('azuredeploy.parameters.json'));
    expect(told(validateTemplate(template, { parameters, today }))).to.deep.equal([]);
    const wrong = file('azuredeploy.json', template.text.toString().replace('"typeHandlerVersion": "2.2"', '"typeHandlerVersion": "9.9"'));
    expect(told(validateTemplate(wrong, { today }))[0]).to.match(/^azuredeploy\.json:\d+:\d+ ADE40/);
    expect(told(validateTemplate(file('x.json', '{'), { today }))).to.have.length(1);
  });

  it('reads a template as Azure does, with comments and commas before closing brackets', () => {
    const { files } = generate(load(), { today });
    const text = files?.get('rg-app/enable-existing-vm/azuredeploy.json') ?? '';
    const commented = `// for review\n${text.replace(/\}\s*$/, ',}')}`;
    expect(told(validateTemplate(file('azuredeploy.json', commented), { today }))).to.deep.equal([]);
    const conflict = `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`;
    expect(told(validateTemplate(file('azuredeploy.json', conflict), { today }))).to.deep.equal(['azuredeploy.json:1:1 ADE4002']);
  });
});

describe('examples/library.mjs', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const run = (...names: string[]) => promisify(execFile)(process.execPath, ['examples/library.mjs', ...names], { cwd: root });

  it('prints the files of a spec', async () => {
    const { stdout } = await run('examples/existing-vm.yaml');
    expect(stdout).to.match(/enable-existing-vm\/azuredeploy\.json \(\d+ characters\)/);
  });
});
