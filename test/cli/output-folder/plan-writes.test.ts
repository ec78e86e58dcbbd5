import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { checkFiles, planRemoval, planWrites, type ReadFile } from '../../../src/cli/output-folder/plan-writes.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A plan.json as far as ownership reads it. */
const planOf = (files: Record<string, string>, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    plan: 1,
    name: 'payments',
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, hash(text)])),
    ...more,
  });

const folder = 'generated/payments';

const disk =
  (files: Record<string, string>): ReadFile =>
  (path) =>
    Object.hasOwn(files, path) ? Buffer.from(files[path] as string) : undefined;

const generation = (files: Record<string, string>) => ({
  name: 'payments',
  folder,
  files: new Map(Object.entries({ ...files, 'plan.json': planOf(files) })),
});

const codes = (plan: { findings: readonly { code: string; messageId: string }[] }): string[] =>
  plan.findings.map(({ code, messageId }) => `${code} ${messageId}`);

describe('planning what is written', () => {
  const old = { 'rg/a.json': 'old a\n', 'rg/b.json': 'b\n', 'rg/gone.json': 'gone\n' };
  const next = generation({ 'rg/a.json': 'new a\n', 'rg/b.json': 'b\n', 'rg/c.json': 'c\n' });
  const onDisk = { ...old, 'plan.json': planOf(old) };

  it('writes what differs, removes what is listed and no longer generated, and leaves the rest alone', () => {
    const plan = planWrites(next, disk({ ...onDisk, 'README.md': 'mine' }), false);
    expect(codes(plan)).to.deep.equal([]);
    expect([...plan.writes.keys()].sort()).to.deep.equal(['plan.json', 'rg/a.json', 'rg/c.json']);
    expect(plan.removals).to.deep.equal(['rg/gone.json']);
  });

  it('writes everything where nothing is', () => {
    const plan = planWrites(next, disk({}), false);
    expect(codes(plan)).to.deep.equal([]);
    expect(plan.writes.size).to.equal(4);
  });

  it('has nothing to do when everything is as it has to be', () => {
    const plan = planWrites(next, disk(Object.fromEntries(next.files)), false);
    expect(plan).to.deep.include({ removals: [], findings: [] });
    expect(plan.writes.size).to.equal(0);
  });

  it('does not count carriage returns, neither as edits nor as reasons to write', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const plan = planWrites(next, disk({ 'rg/a.json': crlf('old a\n'), 'rg/b.json': crlf('b\n'), 'plan.json': planOf(old) }), false);
    expect(codes(plan)).to.deep.equal([]);
    expect([...plan.writes.keys()].sort()).to.deep.equal(['plan.json', 'rg/a.json', 'rg/c.json']);
  });

  it('writes nothing over a file that was edited', () => {
    const edited = disk({ ...onDisk, 'rg/a.json': 'old a\nby hand\n' });
    const plan = planWrites(next, edited, false);
    expect(codes(plan)).to.deep.equal(['ADE3204 edited']);
    expect(plan.findings[0]?.data).to.include({ file: 'generated/payments/rg/a.json', line: 1 });
    expect(plan.writes.has('rg/a.json')).to.equal(false);
    expect(planWrites(next, edited, true).writes.get('rg/a.json')).to.equal('new a\n');
  });

  it('takes an edit that gives what is generated now for no edit', () => {
    expect(codes(planWrites(next, disk({ ...onDisk, 'rg/a.json': 'new a\n' }), false))).to.deep.equal([]);
  });

  it('points at the first line that differs', () => {
    const text = 'one\ntwo\nthree\n';
    const files = generation({ 'a.json': text });
    const plan = planWrites(files, disk({ ...Object.fromEntries(files.files), 'a.json': 'one\r\ntwo\r\nthree!\r\n' }), false);
    expect(plan.findings[0]?.data.line).to.equal(3);
    const source = plan.sources[0];
    expect(source?.text.slice(...source.offsets('', 'value'))).to.equal('three!');
  });

  it('refuses to write over a file that nobody listed', () => {
    expect(codes(planWrites(next, disk({ 'rg/c.json': 'somebody else' }), false))).to.deep.equal(['ADE3204 unlisted']);
  });

  it('removes no file that was edited, and leaves it behind when forced', () => {
    const edited = disk({ ...onDisk, 'rg/gone.json': 'gone\nby hand\n' });
    expect(codes(planWrites(next, edited, false))).to.deep.equal(['ADE3204 leftover']);
    const forced = planWrites(next, edited, true);
    expect(codes(forced)).to.deep.equal(['ADE3209 left']);
    expect(forced.removals).to.deep.equal([]);
  });

  const conflict = '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> other\n}\n';

  it('names the line of a merge conflict', () => {
    const plan = planWrites(next, disk({ ...onDisk, 'rg/a.json': conflict }), false);
    expect(codes(plan)).to.deep.equal(['ADE3204 conflict']);
    expect(plan.findings[0]?.data.line).to.equal(2);
  });

  it('takes no heading of Markdown for a merge conflict', () => {
    expect(codes(planWrites(next, disk({ ...onDisk, 'rg/a.json': 'Title\n=======\n' }), false))).to.deep.equal(['ADE3204 edited']);
  });

  const unreadable: [what: string, text: string, code: string][] = [
    ['with a merge conflict', conflict, 'ADE3205 conflict'],
    ['that is no JSON', '{', 'ADE3205 unreadable'],
    ['that is empty', '', 'ADE3205 unreadable'],
    ['that is a list', '[]', 'ADE3205 unreadable'],
    ['without files', '{ "plan": 1, "name": "payments" }', 'ADE3205 unreadable'],
    ['with a hash that is none', '{ "plan": 1, "name": "payments", "files": { "a": 1 } }', 'ADE3205 unreadable'],
    ['that lists a file outside', '{ "plan": 1, "name": "payments", "files": { "../../secret": "00" } }', 'ADE3205 unreadable'],
    ['that lists an absolute path', '{ "plan": 1, "name": "payments", "files": { "/etc/passwd": "00" } }', 'ADE3205 unreadable'],
    ['that lists a path of Windows', '{ "plan": 1, "name": "payments", "files": { "..\\\\x": "00" } }', 'ADE3205 unreadable'],
  ];
  for (const [what, text, code] of unreadable) {
    it(`counts a plan.json ${what} as edited, once`, () => {
      expect(codes(planWrites(next, disk({ ...onDisk, 'plan.json': text }), false))).to.deep.equal([code]);
      expect(planWrites(next, disk({ ...onDisk, 'plan.json': text }), true).writes.has('plan.json')).to.equal(true);
    });
  }

  for (const path of [
    '../x.json',
    'rg/../../x.json',
    '/x.json',
    'rg\\..\\x.json',
    'C:/x.json',
    'rg//x.json',
    'rg/./x.json',
    '.armade-writing/x.json',
    'a\0b',
  ]) {
    it(`lets nothing out of the folder: ${JSON.stringify(path)}`, () => {
      const plan = planWrites(generation({ [path]: 'x' }), disk({}), true);
      expect(codes(plan)).to.deep.equal(['ADE3208 outside']);
      expect(plan.writes.size).to.equal(0);
    });
  }
});

describe('checking what is there', () => {
  const texts = { 'rg/a.json': 'a\n', 'rg/b.json': 'b\n' };
  const files = generation(texts);
  const fresh = Object.fromEntries(files.files);

  it('finds nothing when all is fresh', () => {
    expect(codes(checkFiles(files, disk(fresh)))).to.deep.equal([]);
  });

  it('names the folder once when it was never generated', () => {
    expect(codes(checkFiles(files, disk({})))).to.deep.equal(['ADE3202 folder']);
  });

  it('names each file that is stale, missing or left over', () => {
    const before = { 'rg/a.json': 'older\n', 'rg/gone.json': 'gone\n' };
    const found = checkFiles(files, disk({ ...before, 'plan.json': planOf(before) }));
    expect(codes(found).sort()).to.deep.equal(['ADE3201 stale', 'ADE3201 stale', 'ADE3202 file', 'ADE3203 leftover']);
  });

  it('says of an edited file that it was edited', () => {
    expect(codes(checkFiles(files, disk({ ...fresh, 'rg/a.json': 'by hand\n' })))).to.deep.equal(['ADE3204 edited']);
  });
});

describe('planning a removal', () => {
  const texts = { 'rg/a.json': 'a\n', 'rg/b.json': 'b\n' };
  const onDisk = { ...texts, 'plan.json': planOf(texts), 'mine.txt': 'mine' };

  it('removes what plan.json lists, and plan.json last', () => {
    expect(planRemoval(folder, 'payments', disk(onDisk)).removals).to.deep.equal(['rg/a.json', 'rg/b.json', 'plan.json']);
  });

  it('leaves an edited file, and plan.json with it', () => {
    const plan = planRemoval(folder, 'payments', disk({ ...onDisk, 'rg/b.json': 'by hand\n' }));
    expect(plan.removals).to.deep.equal(['rg/a.json']);
    expect(codes(plan)).to.deep.equal(['ADE3209 left']);
  });
});
