import { expect } from 'chai';
import { differencesFormatters } from '../../src/output/differences.ts';
import type { Differences } from '../../src/plan/differences.ts';

const hostile = '| <b>`@you` [x](y)\n\u001B[31m';

const differences: Differences = {
  name: 'payments',
  wording: [],
  subjects: [
    {
      machine: '/subscriptions/1/virtualMachines/x',
      subject: hostile,
      change: 'changed',
      deployments: ['enable-existing-vm'],
      bySelection: false,
      runsAgain: true,
      wave: { from: 1, to: 2 },
      resources: [
        {
          type: 'Microsoft.Compute/virtualMachines',
          name: hostile,
          change: 'changed',
          settings: [{ setting: `tags.${hostile}`, from: hostile, to: 1 }],
        },
        { type: 'Microsoft.Compute/disks', name: 'disk', change: 'removed', settings: [] },
      ],
      steps: [{ id: 'restart/x', kind: 'restart', change: 'added' }],
    },
  ],
};

describe('differences', () => {
  it('are safe in Markdown, whatever they hold', () => {
    const text = differencesFormatters.markdown([differences], false);
    for (const active of ['<b>', '@you', '](', '\u001B']) expect(text).to.not.include(active);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).to.have.length(3);
    for (const row of rows) expect(row.split('|'), row).to.have.length(6);
  });

  it('are safe on a terminal, whatever they hold', () => {
    const text = differencesFormatters.pretty([differences], false);
    expect(text).to.not.include('\u001B');
    expect(text.split('\n')).to.have.length(7);
    expect(text).to.include('wave 1 → 2').and.to.include('runs again').and.to.include('step restart');
  });

  it('keep every value in JSON', () => {
    expect(JSON.parse(differencesFormatters.json([differences], false))).to.deep.equal({ version: 1, specs: [differences] });
  });

  it('are colored when asked', () => {
    expect(differencesFormatters.pretty([differences], true)).to.include('\u001B[33m');
  });
});
