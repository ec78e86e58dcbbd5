import { expect } from 'chai';
import { loadSpec, type SourceFile, validateSpec } from '../../src/index.ts';

const head = `version: 1
name: places
subscriptionId: 11111111-1111-1111-1111-111111111111
location: westeurope
resourceGroup: rg-app
supportMatrix: 2026-09
`;
/** What is said of nearly every machine or spec. */
const general = new Set(['ADE2217', 'ADE2801']);

/** `FILE:LINE:COLUMN CODE`, with `accepted` where a suppression covers it, and the lines of related places. */
function placesOf(text: string, facts: readonly SourceFile[] = []): string[] {
  const { diagnostics } = validateSpec(loadSpec({ name: 'spec.yaml', text: head + text }, facts), { today: '2026-11-26' });
  return diagnostics
    .filter(({ code }) => !general.has(code))
    .map(({ file, range, code, suppression, related }) => {
      const place = `${file}:${range.start.line}:${range.start.column} ${code}`;
      const beside = related.length === 0 ? '' : ` (${related.map((other) => `${other.file}:${other.range.start.line}`).join(', ')})`;
      return `${place}${suppression === undefined ? '' : ' accepted'}${beside}`;
    });
}

const accept = (code: string): string => `suppress: [{ code: ${code}, reason: known, until: "2027-01-31" }]`;

describe('findings stand where the value is written', () => {
  it('each of three causes on one machine at its own value', () => {
    const text = `keyVaults: { disks: { name: kv-app-disks, location: westeurope } }
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines:
      - name: vm-app-01
        size: Standard_A4m_v2
        volumeType: Data
        encryptionAtHost: true
        os:
          type: Linux
          image: { publisher: Debian, offer: debian-12, sku: "12" }
`;
    expect(placesOf(text)).to.deep.equal(['spec.yaml:13:15 ADE2402', 'spec.yaml:15:27 ADE2107', 'spec.yaml:18:18 ADE2422']);
  });

  it('a wrong shared vault once, with its machines beside it', () => {
    const text = `keyVaults:
  disks:
    name: kv-app-disks
    location: northeurope
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines:
      - { name: vm-app-01, os: { type: Windows } }
      - { name: vm-app-02, os: { type: Windows } }
`;
    expect(placesOf(text)).to.deep.equal(['spec.yaml:10:15 ADE2301 (spec.yaml:15, spec.yaml:16)']);
  });

  it('at defaults and at the scenario, once for all machines', () => {
    const sets = `    virtualMachineScaleSets:
      - { name: vmss-1, os: { type: Linux } }
      - { name: vmss-2, os: { type: Linux } }
`;
    const vault = 'keyVaults: { disks: { name: kv-app-disks, location: westeurope } }\n';
    const scenario = 'scenarios:\n  - scenario: enable-scale-set\n    keyVault: disks\n';
    expect(placesOf(`${vault}defaults:\n  volumeType: All\n${scenario}${sets}`)).to.deep.equal([
      'spec.yaml:9:15 ADE2601 (spec.yaml:14, spec.yaml:15)',
    ]);
    expect(placesOf(`${vault}${scenario}    volumeType: OS\n${sets}`)).to.deep.equal([
      'spec.yaml:11:17 ADE2601 (spec.yaml:13, spec.yaml:14)',
    ]);
  });

  it('at the anchor of an alias, once, with the alias beside it', () => {
    const text = `keyVaults: { disks: { name: kv-app-disks, location: westeurope } }
virtualMachines:
  vm-1: { os: { type: Windows }, size: &size Basic_A2, dataDisks: &disks [{ lun: 0, maxShares: 2 }] }
  vm-2: { os: { type: Windows }, size: *size, dataDisks: *disks }
scenarios: [{ scenario: enable-existing-vm, keyVault: disks, virtualMachines: [vm-1, vm-2] }]
`;
    expect(placesOf(text)).to.deep.equal(['spec.yaml:9:46 ADE2401 (spec.yaml:10)', 'spec.yaml:9:96 ADE2205 (spec.yaml:10)']);
  });

  it('in the facts file that says it', () => {
    const facts = `facts: 1
keyVaults:
  disks: { name: kv-app-disks, location: northeurope }
virtualMachines:
  vm-1:
    os: { type: Windows }
    size: Basic_A2
`;
    const text =
      'keyVaults: { disks: { name: kv-app-disks } }\nscenarios: [{ scenario: enable-existing-vm, keyVault: disks, virtualMachines: [vm-1] }]\n';
    expect(placesOf(text, [{ name: 'facts.yaml', text: facts }])).to.deep.equal([
      'facts.yaml:3:42 ADE2301 (spec.yaml:8)',
      'facts.yaml:7:11 ADE2401',
    ]);
  });

  it('behind a byte order mark, carriage returns, tabs and characters of two units', () => {
    const spec = `keyVaults: { disks: { name: kv-app-disks, location: westeurope } } # 🔒
scenarios:
  - scenario: enable-existing-vm
    keyVault: disks
    virtualMachines:
      - { name: vm-1, tags: { "🔒": "\t" }, os: { type: Windows }, size: Basic_A2 }
`;
    const text = `\uFEFF${(head + spec).replaceAll('\n', '\r\n')}`;
    const { diagnostics } = validateSpec(loadSpec({ name: 'spec.yaml', text }), { today: '2026-11-26' });
    const size = diagnostics.find(({ code }) => code === 'ADE2401');
    expect(size?.range).to.deep.equal({ start: { line: 12, column: 73 }, end: { line: 12, column: 81 } });
  });
});

describe('a finding can be accepted', () => {
  const vault = 'keyVaults: { disks: { name: kv-app-disks, location: westeurope, enabledForDiskEncryption: true } }\n';
  const basic = (inMachine = '', inScenario = '') =>
    `${vault}scenarios: [{ scenario: enable-existing-vm, keyVault: disks, ${inScenario}virtualMachines: [{ name: vm-1, os: { type: Windows }, size: Basic_A2${inMachine} }] }]\n`;
  const listed = (inRegistry = '', inEntry = '', inScenario = '') =>
    `${vault}virtualMachines: { vm-1: { os: { type: Windows }, size: Basic_A2${inRegistry} } }
scenarios: [{ scenario: enable-existing-vm, keyVault: disks, ${inScenario}virtualMachines: [{ name: vm-1${inEntry} }] }]\n`;
  const far = (inVault = '', inMachine = '') => `keyVaults: { disks: { name: kv-app-disks, location: northeurope${inVault} } }
scenarios: [{ scenario: enable-existing-vm, keyVault: disks, virtualMachines: [{ name: vm-1, os: { type: Windows }${inMachine} }] }]\n`;
  const key = `keyEncryptionKeys: { disks: { keyVault: disks, version: 0123456789abcdef0123456789abcdef, keyType: EC, ${accept('ADE2320')} } }\n`;
  const disks = (osDisk: string, dataDisk: string) =>
    `${vault}scenarios: [{ scenario: enable-existing-vm, keyVault: disks, virtualMachines: [{ name: vm-1, os: { type: Windows }, osDisk: { ${osDisk} }, dataDisks: [{ lun: 0${dataDisk} }] }] }]\n`;
  const set = (inSet: string) =>
    `${vault}scenarios: [{ scenario: enable-scale-set, keyVault: disks, virtualMachineScaleSets: [{ name: vmss-1, os: { type: Linux }, volumeType: All, ${inSet} }] }]\n`;
  const backup = (inVault: string, inMachine: string) =>
    `recoveryServicesVaults: { rsv: { location: northeurope${inVault} } }
backupPolicies: { daily: { recoveryServicesVault: rsv } }
backupServicePrincipalObjectId: 99999999-9999-9999-9999-999999999999
scenarios: [{ scenario: backup-encrypted-vm, backupPolicy: daily, virtualMachines: [{ name: vm-1, os: { type: Windows }${inMachine} }] }]\n`;

  const cases: Record<string, string> = {
    'for the spec': `${accept('ADE2401')}\n${basic()}`,
    'for a scenario': basic('', `${accept('ADE2401')}, `),
    'for a machine': basic(`, ${accept('ADE2401')}`),
    'for a machine of a registry': listed(`, ${accept('ADE2401')}`),
    'where a machine of a registry is asked for': listed('', `, ${accept('ADE2401')}`),
    'for the scenario that asks a machine of a registry': listed('', '', `${accept('ADE2401')}, `),
    'for a key vault': far(`, ${accept('ADE2301')}`),
    'of a key vault, for a machine that uses it': far('', `, ${accept('ADE2301')}`),
    'for a key': `${vault}${key}scenarios: [{ scenario: enable-existing-vm, keyVault: disks, keyEncryptionKey: disks, virtualMachines: [{ name: vm-1, os: { type: Windows } }] }]\n`,
    'for an OS disk': disks(`ephemeral: true, ${accept('ADE2203')}`, ''),
    'for a data disk': disks('name: os', `, maxShares: 2, ${accept('ADE2205')}`),
    'for a scale set': set(accept('ADE2601')),
    'for a recovery vault': backup(`, ${accept('ADE2706')}`, ''),
    'of a recovery vault, for a machine that is backed up': backup('', `, ${accept('ADE2706')}`),
  };
  for (const [what, text] of Object.entries(cases)) {
    it(what, () => {
      const found = placesOf(text);
      expect(found.length, found.join('\n')).to.equal(1);
      expect(found[0]).to.match(/ accepted/);
    });
  }

  it('of a facts file, in the spec', () => {
    const facts = [{ name: 'facts.yaml', text: 'facts: 1\nvirtualMachines: { vm-1: { os: { type: Windows }, size: Basic_A2 } }\n' }];
    const scenario = (more: string) => `scenarios: [{ scenario: enable-existing-vm, keyVault: disks, ${more}virtualMachines: [vm-1] }]\n`;
    for (const text of [`${accept('ADE2401')}\n${vault}${scenario('')}`, `${vault}${scenario(`${accept('ADE2401')}, `)}`]) {
      expect(placesOf(text, facts)).to.deep.equal(['facts.yaml:2:57 ADE2401 accepted']);
    }
    expect(placesOf(`${vault}${scenario('')}`, facts)).to.deep.equal(['facts.yaml:2:57 ADE2401']);
  });

  it('for one machine and not for another', () => {
    const text = `${vault}virtualMachines:
  vm-1: { os: { type: Windows }, size: &size Basic_A2, ${accept('ADE2401')} }
  vm-2: { os: { type: Windows }, size: *size }
scenarios: [{ scenario: enable-existing-vm, keyVault: disks, virtualMachines: [vm-1, vm-2] }]\n`;
    expect(placesOf(text)).to.deep.equal(['spec.yaml:9:46 ADE2401 accepted', 'spec.yaml:9:46 ADE2401 (spec.yaml:10)']);
  });

  it('not any longer, or in vain, with a warning that says so', () => {
    const old = basic(', suppress: [{ code: ADE2401, reason: known, until: "2026-01-31" }]');
    expect(placesOf(old).map((place) => place.replace(/.* /, ''))).to.deep.equal(['ADE2401', 'ADE0090']);
    expect(placesOf(basic(`, ${accept('ADE2402')}`)).map((place) => place.replace(/.* /, ''))).to.deep.equal(['ADE2401', 'ADE0091']);
  });
});
