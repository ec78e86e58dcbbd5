import { expect } from 'chai';
import fc from 'fast-check';
import { plainText, planMarkdown } from '../../src/plan/index.ts';
import type { DeploymentPlan, Step } from '../../src/plan/types.ts';
import { hostileText, hostileTexts } from './hostile-texts.ts';

const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg';

/** A plan with a step of every kind, and a text wherever a spec's text may come to stand. */
function planWith(text: string): DeploymentPlan {
  const machine = `${group}/providers/Microsoft.Compute/virtualMachines/${text}`;
  const base = {
    id: `rg/${text}`,
    wave: 1,
    after: [`rg/before/${text}`],
    commands: [`az vm show --name '${text.replaceAll("'", "'\\''")}'`],
  };
  const steps = [
    {
      ...base,
      kind: 'deployment',
      resourceGroup: text,
      location: 'westeurope',
      resources: [{ type: 'Microsoft.Compute/virtualMachines', name: text, machine, runTag: '01234567-', spec: '/x' }],
      requiredParameters: [text],
    },
    { ...base, kind: 'wait', doneWhen: [] },
    ...['restart', 'deallocate', 'start', 'upgradeInstances', 'deleteExtension', 'updateVirtualMachine'].map((kind) => ({
      ...base,
      kind,
      machine,
      patch: {},
    })),
    { ...base, kind: 'updateDisk', disk: machine, requiredParameters: [text], patch: {} },
    { ...base, kind: 'updateKeyVault', keyVault: machine, patch: {} },
    { ...base, kind: 'manual', title: `Restore ${text}`, instructions: [`Restore ${plainText(text)} by hand.`] },
  ] as unknown as Step[];
  return {
    plan: 1,
    name: 'p',
    cloud: 'AzureCloud',
    subscriptionId: 's',
    subscriptions: { [text]: text },
    supportMatrix: '2026-09',
    steps,
    files: {},
  };
}

/**
 * What of a page acts as Markdown or HTML, line by line: fences with what they hold left out, code and escaped characters removed. Made after
 * the CommonMark specification 0.31 (sections 2.4, 4.5 and 6.1) and GitHub's tables.
 */
function structureOf(page: string): string[] {
  const structure: string[] = [];
  let fence: string | undefined;
  for (const line of page.split('\n')) {
    const ticks = /^ {0,3}(`{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (ticks !== undefined && ticks.length >= fence.length && line.trim() === ticks) fence = undefined;
    } else if (ticks !== undefined) {
      fence = ticks;
      structure.push('fence');
    } else {
      const active = line.replace(/\\[!-/:-@[-`{-~]|`[^`]*`/g, '');
      structure.push(`${/^[-+] |^\d+[.)] |^ {4}/.test(line) ? 'list' : ''}${active.replace(/[^#|`*_<>~[\]&$\\]/g, '')}`);
    }
  }
  return fence === undefined ? structure : [...structure, 'open fence'];
}

describe('plan.md', () => {
  it('has the structure that it has with plain names, whatever the names are', () => {
    const plain = structureOf(planMarkdown(planWith('plain')));
    expect(plain.filter((line) => line === 'fence').length).to.be.at.least(11);
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(structureOf(planMarkdown(planWith(text)))).to.deep.equal(plain);
      }),
      { numRuns: 200, examples: hostileTexts.map((text) => [text]) },
    );
  });

  it('still shows every name as it is, blanks apart', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(plainText(text).replace(/\\([!-/:-@[-`{-~])/g, '$1')).to.equal(text.replace(/\s+/g, ' '));
      }),
    );
  });
});
