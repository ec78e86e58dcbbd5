import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FolderWrite, settle, writingFolder } from '../../../src/cli/output-folder/index.ts';
import { carryOn, type JournalEntry, openJournal, turn } from '../../../src/cli/output-folder/journal.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

/** A process number that no system gives. */
const nobody = 2 ** 30;

describe('writing the output folder', () => {
  let folder: TemporaryFolder;
  let out: string;
  beforeEach(() => {
    folder = new TemporaryFolder();
    out = join(folder.path, 'generated');
  });
  afterEach(() => folder.remove());

  async function expectRefusal(step: () => unknown, says: RegExp): Promise<void> {
    let message = '';
    try {
      await step();
    } catch (error) {
      expect(error).to.include({ name: 'Complaint', exitCode: 3 });
      message = (error as Error).message;
    }
    expect(message).to.match(says);
  }

  it('changes nothing before the commit, and everything with it', async () => {
    folder.write('generated/x/old.json', 'old');
    folder.write('generated/x/gone/gone.json', 'gone');
    const before = folder.snapshot('generated');
    const write = new FolderWrite(out, 'generated');
    await write.write('x/old.json', 'new');
    await write.write('x/rg/deep/added.json', 'added');
    await write.remove('x/gone/gone.json');
    const staged = folder.snapshot('generated');
    for (const path of Object.keys(before)) expect(staged[path]).to.equal(before[path]);
    write.commit();
    expect(folder.snapshot('generated')).to.deep.equal({ 'x/old.json': 'new', 'x/rg/deep/added.json': 'added' });
    expect(existsSync(join(out, 'x/gone')), 'the empty folder').to.equal(false);
  });

  it('touches nothing when it is given nothing', () => {
    new FolderWrite(out, 'generated').commit();
    expect(existsSync(out)).to.equal(false);
  });

  it('leaves no trace when it is abandoned, not even folders', async () => {
    const deep = join(folder.path, 'a/b/generated');
    const write = new FolderWrite(deep, 'a/b/generated');
    await write.write('x/a.json', 'a');
    write.abandon();
    expect(existsSync(join(folder.path, 'a'))).to.equal(false);
  });

  it('takes everything back when the system refuses half way', async () => {
    folder.write('generated/x/a.json', 'old a');
    folder.write('generated/x/z.json', 'old z');
    const before = folder.snapshot('generated');
    const write = new FolderWrite(out, 'generated');
    await write.write('x/a.json', 'new a');
    await write.write('x/new/n.json', 'n');
    await write.remove('x/z.json');
    await write.write('x/blocked/b.json', 'b');
    // A file appears where a folder has to be made, after everything was looked at.
    writeFileSync(join(out, 'x/blocked'), '');
    await expectRefusal(() => write.commit(), /Cannot write to generated: /);
    expect(folder.snapshot('generated')).to.deep.equal({ ...before, 'x/blocked': '' });
    expect(existsSync(join(out, 'x/new')), 'the new folder').to.equal(false);
  });

  it('says why when the output folder cannot be made', async () => {
    folder.write('file', '');
    const write = new FolderWrite(join(folder.path, 'file/generated'), 'file/generated');
    await expectRefusal(() => write.write('x/a.json', 'a'), /Cannot write to file\/generated: a part of its path is a file/);
  });

  it('follows no link out of the output folder', async () => {
    folder.write('outside/a.json', 'theirs');
    mkdirSync(out);
    symlinkSync(join(folder.path, 'outside'), join(out, 'x'));
    await expectRefusal(
      () => new FolderWrite(out, 'generated').write('x/a.json', 'mine'),
      /generated\/x is a link that leads out of generated/,
    );
    mkdirSync(join(out, 'y'));
    symlinkSync(join(folder.path, 'outside/a.json'), join(out, 'y/a.json'));
    await expectRefusal(() => new FolderWrite(out, 'generated').write('y/a.json', 'mine'), /generated\/y\/a.json is a link/);
    expect(folder.read('outside/a.json')).to.equal('theirs');
  });

  it('replaces no folder by a file', async () => {
    folder.write('generated/x/a.json/b', '');
    await expectRefusal(
      () => new FolderWrite(out, 'generated').write('x/a.json', 'a'),
      /Cannot write generated\/x\/a.json: a folder of that name is there/,
    );
  });

  describe('after a run was killed', () => {
    const entries: JournalEntry[] = [
      { path: 'x/a.json', change: 'write', existed: true },
      { path: 'x/b/b.json', change: 'write', existed: false },
      { path: 'x/gone.json', change: 'remove', existed: true },
    ];
    const old = { 'x/a.json': 'old a', 'x/gone.json': 'gone' };
    const next = { 'x/a.json': 'new a', 'x/b/b.json': 'b' };
    let writing: string;

    beforeEach(() => {
      for (const [path, text] of Object.entries(old)) folder.write(`generated/${path}`, text);
      writing = join(out, writingFolder);
      folder.write(`generated/${writingFolder}/owner-1.json`, JSON.stringify({ process: nobody, host: hostname() }));
      folder.write(`generated/${writingFolder}/new/0`, 'new a');
      folder.write(`generated/${writingFolder}/new/1`, 'b');
    });

    it('undoes it when it had not begun to change anything', async () => {
      expect(await settle(out, 'generated')).to.equal('undone');
      expect(folder.snapshot('generated')).to.deep.equal(old);
    });

    it('finishes it when it had', async () => {
      openJournal(writing, entries);
      expect(await settle(out, 'generated')).to.equal('finished');
      expect(folder.snapshot('generated')).to.deep.equal(next);
    });

    it('finishes it when it was nearly through', async () => {
      openJournal(writing, entries);
      carryOn(out, writing, entries);
      expect(await settle(out, 'generated')).to.equal('finished');
      expect(folder.snapshot('generated')).to.deep.equal(next);
    });

    it('finishes it when only its traces were left', async () => {
      openJournal(writing, entries);
      carryOn(out, writing, entries);
      turn(writing, 'forward', 'done');
      expect(await settle(out, 'generated')).to.equal('finished');
      expect(folder.snapshot('generated')).to.deep.equal(next);
    });

    it('takes it back when it was being taken back', async () => {
      openJournal(writing, entries);
      carryOn(out, writing, entries);
      turn(writing, 'forward', 'back');
      expect(await settle(out, 'generated')).to.equal('undone');
      expect(folder.snapshot('generated')).to.deep.equal(old);
    });

    it('writes nowhere that a forged journal leads', async () => {
      openJournal(writing, [{ path: '../outside.json', change: 'write', existed: false }]);
      await expectRefusal(() => settle(out, 'generated'), /was not written by armade/);
      expect(existsSync(join(folder.path, 'outside.json'))).to.equal(false);
    });

    it('does so before it writes itself', async () => {
      openJournal(writing, entries);
      const write = new FolderWrite(out, 'generated');
      await write.write('x/c.json', 'c');
      write.commit();
      expect(folder.snapshot('generated')).to.deep.equal({ ...next, 'x/c.json': 'c' });
    });
  });

  it('waits for a run that is at work', async () => {
    folder.write(`generated/${writingFolder}/owner-1.json`, JSON.stringify({ process: process.ppid, host: hostname() }));
    let isSettled = false;
    const settling = settle(out, 'generated').then(() => {
      isSettled = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isSettled).to.equal(false);
    // It ends, and leaves nothing.
    const { rmSync } = await import('node:fs');
    rmSync(join(out, writingFolder), { recursive: true });
    await settling;
  });
});
