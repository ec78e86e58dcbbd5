import { expect } from 'chai';
import type { StepReport } from '../../src/azure/run-plan.ts';
import { elapsed, RunProgress } from '../../src/azure/run-progress.ts';
import { isComplete, runSummary } from '../../src/azure/run-summary.ts';
import type { ManualStep, Step } from '../../src/plan/types.ts';

const step = (id: string): Step => ({ id, kind: 'restart', machine: '/subscriptions/1/vm-1', wave: 1, after: [], commands: [] });
const report = (id: string, state: StepReport['state'], more: Partial<StepReport> = {}): StepReport => ({
  step: step(id),
  state,
  left: new Map(),
  warnings: [],
  ...more,
});

/** Progress whose clock is set by hand. */
function progressAt(isTerminal: boolean) {
  let now = 0;
  let text = '';
  const output = { write: (more: string) => (text += more), isTerminal, columns: 60, color: false, now: () => new Date(now) };
  const progress = new RunProgress(output, 3);
  return { progress, pass: (seconds: number) => (now += seconds * 1000), read: () => text };
}

describe('progress of a run', () => {
  it('is one line for each thing that happens, with the time since the start', () => {
    const { progress, pass, read } = progressAt(false);
    progress.started(step('enable'));
    pass(200);
    progress.tell(step('enable'), 'accepted');
    progress.ended(report('enable', 'failed', { left: new Map([['/vm-1', 'no']]), warnings: ['vm-2: no data disk'] }));
    progress.ended(report('wait', 'skipped', { message: 'done before' }));
    progress.close();
    expect(read().split('\n')).to.deep.equal([
      '      0 s  started      enable',
      '3 min 20 s               enable: accepted',
      '3 min 20 s  failed       enable for 1 machine after 3 min 20 s',
      '3 min 20 s  warning      vm-2: no data disk',
      '3 min 20 s  skipped      wait: done before',
      '',
    ]);
  });

  it('on a terminal ends with a line that is written over, no wider than the terminal', () => {
    const { progress, pass, read } = progressAt(true);
    progress.started(step('enable'));
    pass(65);
    progress.tell(step('enable'), 'x'.repeat(100));
    progress.close();
    const status = read()
      .split('\r\u001b[K')
      .filter((line) => line.includes('running'));
    expect(status.at(-1)).to.match(/^0 of 3 steps ended, 1 running, enable for 1 min 05 s x+$/);
    expect(Math.max(...status.map((line) => line.length))).to.be.at.most(59);
    expect(read().endsWith('\r\u001b[K')).to.equal(true);
  });

  it('tells time as people do', () => {
    expect([0, 59_499, 60_000, 3_599_000, 7_500_000].map(elapsed)).to.deep.equal([
      '0 s',
      '59 s',
      '1 min 00 s',
      '59 min 59 s',
      '2 h 05 min',
    ]);
  });
});

describe('summary of a run', () => {
  const manual: ManualStep = {
    id: 'restore',
    kind: 'manual',
    title: 'Restore the disks',
    instructions: ['Open the vault.'],
    wave: 1,
    after: [],
    commands: ['az backup restore'],
  };
  const run = {
    run: 'run-1',
    steps: [
      report('a', 'done'),
      report('b', 'failed', { left: new Map([['/x/vm-1', 'BitLocker says no']]) }),
      report('c', 'failed', { message: 'QuotaExceeded: no cores' }),
      { ...report('restore', 'byHand'), step: manual },
      report('d', 'notStarted', { message: 'its wave did not start' }),
    ],
    failedMachines: new Map([['/x/vm-1', 'BitLocker says no\n  Correlation id: 1']]),
    interrupted: false,
  };

  it('says what is done, what failed and why, what to do, and how to go on', () => {
    expect(isComplete(run)).to.equal(false);
    expect(runSummary(run, 'armade deploy x --resume').split('\n')).to.deep.equal([
      '1 of 5 steps are done.',
      'Failed machines (1):',
      '  vm-1: BitLocker says no',
      '    Correlation id: 1',
      'Failed steps (1):',
      '  c: QuotaExceeded: no cores',
      'To do by hand: Restore the disks',
      '  Open the vault.',
      '  az backup restore',
      'Not done yet (1):',
      '  d (its wave did not start)',
      'Go on with: armade deploy x --resume',
      '',
    ]);
  });

  it('is short when all is done', () => {
    expect(runSummary({ ...run, steps: [report('a', 'done'), report('b', 'skipped')], failedMachines: new Map() }, 'x')).to.equal(
      '2 of 2 steps are done.\n',
    );
  });

  it('lists no more than a person reads', () => {
    const failedMachines = new Map(Array.from({ length: 50 }, (_, index): [string, string] => [`/x/vm-${index}`, 'no']));
    const lines = runSummary({ ...run, failedMachines }, 'x').split('\n');
    expect(lines.filter((line) => /^ {2}vm-/.test(line))).to.have.lengthOf(20);
    expect(lines).to.include('  and 30 more');
  });
});
