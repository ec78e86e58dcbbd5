import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { JournalFile, type ReadJournal, type RunHeader, readJournal, type StepEntry } from '../../src/azure/journal.ts';

const header: RunHeader = { armade: 1, run: 'run-1', plan: 'payments', planHash: 'abc', selection: '', startedAt: '2026-11-25T08:00:00Z' };
const entry = (step: string, state: StepEntry['state'], more: Partial<StepEntry> = {}): StepEntry => ({
  step,
  state,
  at: '2026-11-25T08:00:01Z',
  ...more,
});
const operation = { asyncOperation: 'https://management.azure.com/operationStatuses/1' };

describe('journal', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
    path = join(folder, '.armade', 'payments.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const reading = (): ReadJournal => {
    const journal = readJournal(path);
    if (journal === undefined || typeof journal === 'string') throw new Error(`no journal: ${journal}`);
    return journal;
  };

  it('keeps the last state of each step, and itself out of git', () => {
    const journal = JournalFile.begin(path, header);
    journal.write(entry('a', 'started'));
    journal.write(entry('a', 'accepted', { operation }));
    journal.write(entry('b', 'started'));
    journal.write(entry('a', 'partly', { left: ['/vm-1'] }));
    journal.close();
    expect(reading().header).to.deep.equal(header);
    expect([...reading().steps.values()].map(({ step, state, left }) => [step, state, left])).to.deep.equal([
      ['a', 'partly', ['/vm-1']],
      ['b', 'started', undefined],
    ]);
    expect(readFileSync(join(folder, '.armade', '.gitignore'), 'utf8')).to.equal('*\n');
  });

  it('has every entry on disk when write returns', () => {
    const journal = JournalFile.begin(path, header);
    journal.write(entry('a', 'started'));
    expect(reading().steps.get('a')?.state).to.equal('started');
    journal.close();
  });

  it('is read and gone on with after a crash in the middle of a line', () => {
    JournalFile.begin(path, header).write(entry('a', 'done'));
    appendFileSync(path, '{"step":"b","sta');
    expect([...reading().steps.keys()]).to.deep.equal(['a']);
    const journal = JournalFile.goOn(path);
    journal.write(entry('c', 'started'));
    journal.close();
    expect([...reading().steps.keys()]).to.deep.equal(['a', 'c']);
  });

  it('remembers what Azure is carrying out while a step is started again, and forgets it when it had failed', () => {
    const journal = JournalFile.begin(path, header);
    for (const state of ['started', 'accepted', 'started'] as const)
      journal.write(entry('a', state, state === 'accepted' ? { operation } : {}));
    expect(reading().steps.get('a')?.operation).to.deep.equal(operation);
    journal.write(entry('a', 'failed'));
    journal.write(entry('a', 'started'));
    expect(reading().steps.get('a')?.operation).to.equal(undefined);
    journal.close();
  });

  it('is none when there is no file or an empty one, and complains of other files', () => {
    expect(readJournal(path)).to.equal(undefined);
    JournalFile.begin(path, header).close();
    writeFileSync(path, '');
    expect(readJournal(path)).to.equal(undefined);
    writeFileSync(path, '{"plan":1}\n');
    expect(readJournal(path)).to.contain('does not begin');
    writeFileSync(path, `${JSON.stringify(header)}\nnonsense\n`);
    expect(readJournal(path)).to.contain('not an entry');
    expect(existsSync(path)).to.equal(true);
  });
});
