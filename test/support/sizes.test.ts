import { expect } from 'chai';
import { supportFor } from '../../src/support/index.ts';
import { sharedText } from '../shared.ts';

const support = supportFor('2026-09');

interface Row {
  name: string;
  family: string;
  vCPUs: number | undefined;
  memoryMB: number | undefined;
  architecture: string | undefined;
}

function readRows(text: string): Row[] {
  const figure = (text: string | undefined) => (text ? Number(text) : undefined);
  return text
    .split('\n')
    .filter((line) => /^(Standard|Basic)_/.test(line))
    .map((line) => line.split('\t'))
    .map(([name = '', family = '', vCPUs, memoryMB, , architecture]) => ({
      name,
      family,
      vCPUs: figure(vCPUs),
      memoryMB: figure(memoryMB),
      architecture: architecture || undefined,
    }));
}

describe('VM sizes', () => {
  it('knows what the sizes page says of well-known ones, ignoring case', () => {
    expect(support.size('Standard_D4s_v5')).to.deep.equal({
      name: 'Standard_D4s_v5',
      family: 'standardDSv5Family',
      vCPUs: 4,
      memoryMB: 16 * 1024,
      architecture: 'amd64',
    });
    expect(support.size('STANDARD_B1LS')).to.include({ name: 'Standard_B1ls', memoryMB: 512 });
    expect(support.size('standard_d2_v2')).to.include({ name: 'Standard_D2_v2', memoryMB: 7 * 1024 });
    expect(support.size('Basic_A1')).to.include({ family: 'basicAFamily', memoryMB: 1792 });
    expect(support.size('Standard_D4ps_v5')).to.include({ architecture: 'arm64' });
    expect(support.size('Standard_D4s_v55')).to.equal(undefined);
    expect(support.size('')).to.equal(undefined);
  });

  it('finds the size that a misspelt name means', () => {
    expect(support.similarSize('Standard_D4sv5')).to.equal('Standard_D4s_v5');
    expect(support.similarSize('D4s_v5')).to.equal('Standard_D4s_v5');
    expect(support.similarSize('Standard_Enormous')).to.equal(undefined);
  });

  it('takes the names of sizes apart', () => {
    const parts = (name: string) => {
      const { tier, series, version, features, accelerator } = support.sizeName(name) ?? {};
      return [tier, series, version, features, accelerator];
    };
    expect(parts('Standard_M8-2ms_v2')).to.deep.equal(['Standard', 'M', 2, 'ms', undefined]);
    expect(parts('Standard_NC4as_T4_v3')).to.deep.equal(['Standard', 'NC', 3, 'as', 'T4']);
    expect(parts('Standard_DC8ads_v5')).to.deep.equal(['Standard', 'DC', 5, 'ads', undefined]);
    expect(parts('Standard_NG16ads_V620_v1')).to.deep.equal(['Standard', 'NG', 1, 'ads', 'V620']);
    expect(parts('Standard_ND128isr_NDR_GB200_v6')).to.deep.equal(['Standard', 'ND', 6, 'isr', 'NDR_GB200']);
    expect(parts('Standard_DS2_v2_Promo')).to.deep.equal(['Standard', 'DS', 2, '', undefined]);
    expect(parts('Standard_A2m_v2')).to.deep.equal(['Standard', 'A', 2, 'm', undefined]);
    expect(parts('Basic_A3')).to.deep.equal(['Basic', 'A', 1, '', undefined]);
    expect(parts('standard_d4DS_V6')).to.deep.equal(['Standard', 'D', 6, 'ds', undefined]);
    expect(parts('Standard_Z2xs_v9')).to.deep.equal(['Standard', 'Z', 9, 'xs', undefined]);
  });

  it('does not take apart what does not follow the convention', () => {
    for (const name of ['D4s_v5', 'Standard_', 'Standard_D', 'Standard_D4s_v5 ', 'ExtraLarge', ''])
      expect(support.sizeName(name), name).to.equal(undefined);
  });

  it('knows the local NVMe disks of Lsv2 and newer, and of version 6 with a temporary disk', () => {
    const withNvme = [
      'Standard_L8s_v2',
      'Standard_L8as_v3',
      'Standard_L32s_v3',
      'Standard_D4ds_v6',
      'Standard_E2pds_v6',
      'Standard_D4ads_v7',
    ];
    const without = ['Standard_L4s', 'Standard_D4s_v6', 'Standard_D4ds_v5', 'Standard_E8-4ads_v5', 'Standard_D4s_v3', 'Standard_A2_v2'];
    for (const name of withNvme) expect(support.sizeName(name)?.localNvmeDisks, name).to.equal(true);
    for (const name of without) expect(support.sizeName(name)?.localNvmeDisks, name).to.equal(false);
  });

  describe('against the table of all sizes', () => {
    let rows: Row[] = [];
    before(function () {
      rows = readRows(sharedText(this, 'facts/vm-sizes.tsv'));
    });

    it('has each with its figures', () => {
      expect(rows).to.have.length(1521);
      for (const row of rows) expect(support.size(row.name), row.name).to.deep.equal(row);
    });

    it('reads the version of each name as the name of its quota family says it', () => {
      const familyWithoutVersion = ['StandardNCCads2023Family'];
      for (const { name, family } of rows) {
        if (familyWithoutVersion.includes(family)) continue;
        const version = Number([...family.matchAll(/v(\d+)/gi)].at(-1)?.[1] ?? '1');
        expect(support.sizeName(name)?.version, `${name} of ${family}`).to.equal(version);
      }
    });

    it('reads tier and series of each name as the name of its quota family says them', () => {
      const otherwiseNamed = /^XEI|^DDCS/;
      for (const { name, family } of rows) {
        const found = support.sizeName(name);
        expect(found?.tier, name).to.equal(family.startsWith('basic') ? 'Basic' : 'Standard');
        const letters = family.replace(/^(standard|basic)\s?/i, '').toUpperCase();
        if (otherwiseNamed.test(letters)) continue;
        // Older families write DS for a D size with Premium storage; the name of the size has the S before or after the number.
        expect(letters.startsWith(found?.series ?? '?'), `${name} (${found?.series}) of ${family}`).to.equal(true);
      }
    });

    it('reads Arm from each name as the table says it', () => {
      for (const { name, architecture } of rows)
        if (architecture !== undefined) expect(support.sizeName(name)?.features.includes('p'), name).to.equal(architecture === 'arm64');
    });
  });
});
