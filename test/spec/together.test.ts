import { expect } from 'chai';
import type { SourceText } from '../../src/diagnostics/index.ts';
import { parseDocument, readModel, SpecsTogether } from '../../src/spec/index.ts';
import { head, reportsOf, vault } from './read-spec.ts';

/** What is said of specs that are fine one by one. */
function reports(specs: Record<string, string>): string[] {
  const sources = new Map<string, SourceText>();
  const together = new SpecsTogether();
  for (const [file, text] of Object.entries(specs)) {
    const { value, source } = parseDocument(file, text);
    sources.set(file, source);
    const { value: model, findings } = readModel({ spec: value as NonNullable<typeof value>, facts: [] });
    expect(findings, file).to.deep.equal([]);
    together.add(model as NonNullable<typeof model>);
  }
  return reportsOf(together.findings, sources);
}

const spec = (name: string, scenario: string, machines: string) =>
  `${head.replace('payments\n', `${name}\n`)}${vault}scenarios: [{ scenario: ${scenario}, virtualMachines: [${machines}] }]\n`;

describe('the specs of one run', () => {
  it('may work on different machines', () => {
    expect(
      reports({ 'a.yaml': spec('a', 'enable-existing-vm', '{ name: vm-1 }'), 'b.yaml': spec('b', 'disable-vm', '{ name: vm-2 }') }),
    ).to.deep.equal([]);
  });

  it('have different names', () => {
    expect(
      reports({ 'a.yaml': spec('same', 'enable-existing-vm', '{ name: vm-1 }'), 'b.yaml': spec('same', 'disable-vm', '{ name: vm-2 }') }),
    ).to.deep.equal([
      'b.yaml:2:7 ADE2017 Another spec of this run is also named `same`, and both would own the folder `same`. Rename one.',
    ]);
  });

  it('encrypt a machine once, whatever its letter case', () => {
    expect(
      reports({
        'a.yaml': spec('a', 'enable-existing-vm', '{ name: vm-1 }'),
        'b.yaml': spec('b', 'disable-vm', '{ name: VM-1, resourceGroup: RG-Payments }'),
      }),
    ).to.deep.equal([
      'b.yaml:12:55 ADE2004 Virtual machine `VM-1` is asked to `disable-vm` here and to `enable-existing-vm` elsewhere. Azure runs one encryption operation on a machine at a time. Keep one of the two.',
    ]);
  });

  it('compare every one with the one that encrypts', () => {
    const found = reports({
      'a.yaml': spec('a', 'backup-encrypted-vm', '{ name: vm-1 }'),
      'b.yaml': spec('b', 'enable-existing-vm', '{ name: vm-1 }'),
      'c.yaml': spec('c', 'disable-vm', '{ name: vm-1 }'),
    });
    expect(found.map((report) => report.slice(0, 18))).to.deep.equal(['c.yaml:12:55 ADE20']);
  });

  it('agree on the facts', () => {
    expect(
      reports({
        'a.yaml': spec('a', 'enable-existing-vm', '{ name: vm-1, os: { type: Windows }, size: Standard_D2s_v5 }'),
        'b.yaml': spec('b', 'backup-encrypted-vm', '{ name: vm-1, os: { type: Linux }, size: standard_d2S_v5 }'),
      }),
    ).to.deep.equal([
      'b.yaml:12:90 ADE2006 `os.type` is Linux here and Windows in another place. Both describe the same thing. Correct or remove one.',
    ]);
  });
});
