import { join } from 'node:path';
import { expect } from 'chai';
import { runArmade } from './fake-io.ts';
import { specOf, specWithError } from './specs.ts';
import { TemporaryFolder } from './temporary-folder.ts';

describe('validate', () => {
  let folder: TemporaryFolder;
  beforeEach(() => {
    folder = new TemporaryFolder();
    folder.write('spec.yaml', specOf());
    folder.write('wrong.yaml', specWithError());
  });
  afterEach(() => folder.remove());

  const armade = (...argv: string[]) => runArmade(argv, { cwd: folder.path });
  const findings = async (
    ...argv: string[]
  ): Promise<{ code: string; file: string; severity: string; range: { start: { line: number; column: number } } }[]> =>
    JSON.parse((await armade('validate', ...argv, '--format', 'json')).stdout).diagnostics;
  const codes = async (...argv: string[]): Promise<string[]> => (await findings(...argv)).map(({ code }) => code);

  describe('ends with', () => {
    /** Severities that stand in the file, and the exit code for each --fail-on. */
    const table: [file: string, found: string, exitCodes: Record<string, number>][] = [
      ['wrong.yaml', 'an error', { error: 1, warning: 1, note: 1, never: 0 }],
      ['spec.yaml', 'a note', { error: 0, warning: 0, note: 1, never: 0 }],
      ['warned.yaml', 'a warning', { error: 0, warning: 1, note: 1, never: 0 }],
    ];
    for (const [file, found, exitCodes] of table) {
      for (const [failOn, exitCode] of Object.entries(exitCodes)) {
        it(`${exitCode} on ${found} with --fail-on ${failOn}`, async () => {
          const unused = 'suppress: [{ code: ADE2105, reason: an example, until: 2099-01-01 }]\n';
          folder.write('warned.yaml', specOf({ more: unused }));
          expect((await armade('validate', file, '--fail-on', failOn)).exitCode).to.equal(exitCode);
        });
      }
    }

    it('64 when a file is missing, whatever is found in the others', async () => {
      for (const file of ['spec.yaml', 'wrong.yaml']) {
        const ran = await armade('validate', file, 'missing.yaml');
        expect(ran.exitCode).to.equal(64);
        expect(ran.stderr).to.equal('armade: Cannot open missing.yaml: no such file or folder.\n');
      }
      expect(await codes('wrong.yaml', 'missing.yaml')).to.include('ADE2105');
    });

    it('64 for a pattern or a folder that holds nothing', async () => {
      expect((await armade('validate', '*.yml')).stderr).to.equal('armade: No file matches *.yml.\n');
      folder.write('empty/readme.txt', '');
      const ran = await armade('validate', 'empty');
      expect(ran.exitCode).to.equal(64);
      expect(ran.stderr).to.include('empty holds no .yaml, .yml or .json file');
    });
  });

  it('prints what it found on stdout, and nothing else there', async () => {
    const ran = await armade('validate', 'wrong.yaml');
    expect(ran.stderr).to.equal('');
    expect(ran.stdout).to.include('wrong.yaml:21:21: error ADE2105');
    JSON.parse((await armade('validate', 'wrong.yaml', '--format', 'json')).stdout);
    JSON.parse((await armade('validate', 'wrong.yaml', '--format', 'sarif')).stdout);
  });

  it('says what could not be checked, each fact once', async () => {
    const { stdout } = await armade('validate', 'spec.yaml');
    expect(stdout).to.include('Not checked');
    expect(stdout.match(/\ballowExtensionOperations\b/g)).to.have.length(1);
  });

  it('reads the standard input', async () => {
    const ran = await runArmade(['validate', '-'], { stdin: specWithError() });
    expect(ran.exitCode).to.equal(1);
    expect(ran.stdout).to.include('<stdin>:21:21');
  });

  it('takes several files, each once, patterns and folders', async () => {
    folder.write('specs/a.yaml', specWithError().replace('name: payments', 'name: a'));
    folder.write('specs/deep/b.yml', 'version: 1\n');
    expect([...new Set((await findings('specs/a.yaml', 'specs', 'specs/**/*.yml')).map(({ file }) => file))]).to.deep.equal([
      'specs/a.yaml',
      'specs/deep/b.yml',
    ]);
  });

  it('takes a file whose name looks like a pattern', async () => {
    folder.write('a[1].yaml', specWithError());
    expect((await findings('a[1].yaml')).map(({ file }) => file)).to.include('a[1].yaml');
  });

  for (const [what, change] of [
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['both', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ] as const) {
    it(`finds the place in a file with ${what}`, async () => {
      folder.write('wrong.yaml', change(specWithError()));
      const found = (await findings('wrong.yaml')).find(({ code }) => code === 'ADE2105');
      expect(found?.range.start).to.deep.equal({ line: 21, column: 21 });
    });
  }

  describe('colors', () => {
    const escape = '\u001B[';
    const colored = async (argv: string[], env: Record<string, string>, isTTY: boolean): Promise<boolean> =>
      (await runArmade(['validate', 'wrong.yaml', ...argv], { cwd: folder.path, env, isTTY })).stdout.includes(escape);

    it('are for terminals, and for those who ask', async () => {
      expect(await colored([], {}, true)).to.equal(true);
      expect(await colored([], {}, false)).to.equal(false);
      expect(await colored(['--color'], {}, false)).to.equal(true);
      expect(await colored(['--no-color'], {}, true)).to.equal(false);
    });

    it('keep NO_COLOR, unless it is empty or a flag says otherwise', async () => {
      expect(await colored([], { NO_COLOR: '1' }, true)).to.equal(false);
      expect(await colored([], { NO_COLOR: '' }, true)).to.equal(true);
      expect(await colored(['--color'], { NO_COLOR: '1' }, true)).to.equal(true);
      expect(await colored([], { TERM: 'dumb' }, true)).to.equal(false);
    });
  });

  describe('facts', () => {
    const machine =
      '{ os: { type: Windows, version: WindowsServer2022 }, size: Standard_D4s_v5, dataDisks: [], current: { osVolume: NotEncrypted } }';
    const named = specWithError().replace('defaults:', 'facts: [facts/fleet.yaml]\ndefaults:');

    it('named by a spec are found beside it, not in the current folder', async () => {
      folder.write('specs/spec.yaml', named);
      folder.write('specs/facts/fleet.yaml', `facts: 1\nvirtualMachines: { vm-other: ${machine} }\n`);
      expect(await codes('specs/spec.yaml'))
        .to.include('ADE2105')
        .and.to.not.include('ADE0050');
    });

    it('that cannot be opened are named with the line of the spec, once, and end with 64', async () => {
      folder.write('specs/spec.yaml', named);
      const ran = await armade('validate', 'specs/spec.yaml', '--format', 'json');
      expect(ran.exitCode).to.equal(64);
      const { diagnostics } = JSON.parse(ran.stdout);
      expect(diagnostics).to.have.length(1);
      expect(diagnostics[0]).to.deep.include({ code: 'ADE0050', file: 'specs/spec.yaml' });
      expect(diagnostics[0].range.start).to.deep.equal({ line: 14, column: 9 });
      expect(diagnostics[0].message).to.include('facts/fleet.yaml').and.to.include('no such file');
    });

    it('that are a spec are refused', async () => {
      folder.write('specs/spec.yaml', named);
      folder.write('specs/facts/fleet.yaml', specOf());
      expect(await codes('specs/spec.yaml')).to.deep.equal(['ADE0051']);
    });

    it('given by --facts complete every spec', async () => {
      folder.write('fleet.yaml', `facts: 1\nvirtualMachines: { vm-payments-01: { encryptionAtHost: true } }\n`);
      expect(await codes('spec.yaml')).to.not.include('ADE2107');
      expect(await codes('spec.yaml', '--facts', 'fleet.yaml')).to.include('ADE2107');
      const missing = await armade('validate', 'spec.yaml', '--facts', 'nothere.yaml');
      expect(missing.exitCode).to.equal(64);
      expect(missing.stderr).to.include('Cannot open nothere.yaml');
    });

    it('given as a file are checked by themselves, and it is said that they complete nothing', async () => {
      folder.write('fleet.yaml', 'facts: 1\nvirtualMachines: { vm-payments-01: { encryptionAtHost: true } }\n');
      const ran = await armade('validate', 'spec.yaml', 'fleet.yaml');
      expect(ran.stdout).to.not.include('ADE2107');
      expect(ran.stderr).to.include('fleet.yaml').and.to.include('--facts');
      folder.write('fleet.yaml', 'facts: 1\nvirtualMachine: {}\n');
      expect((await findings('fleet.yaml')).map(({ file, severity }) => `${file} ${severity}`)).to.deep.equal(['fleet.yaml error']);
    });
  });

  describe('generated files', () => {
    const template = 'generated/payments/rg-payments/enable-existing-vm/azuredeploy.json';
    const parameters = template.replace('.json', '.parameters.json');

    beforeEach(async () => {
      await armade('generate', 'spec.yaml');
    });

    it('are clean as they come', async () => {
      expect(await codes('generated')).to.deep.equal([]);
    });

    it('are held to their schema, and the line of the spec is named where it is given', async () => {
      folder.write(template, folder.read(template).replace('"VolumeType": "All"', '"volumeType": "All"'));
      const alone = await armade('validate', 'generated');
      expect(alone.stdout).to.include(`${template}:`).and.to.include('ADE4020');
      expect(alone.stdout).to.match(/= generated\/payments\/plan\.json:\d+:\d+: "\/scenarios\/enable-existing-vm\/virtualMachines\/vm-pay/);
      const ran = await armade('validate', 'generated', 'spec.yaml', '--format', 'json');
      const found = JSON.parse(ran.stdout).diagnostics.find(({ code }: { code: string }) => code === 'ADE4020');
      expect(found.related).to.have.length(1);
      expect(found.related[0]).to.include({ file: 'spec.yaml', pointer: '/scenarios/0/virtualMachines/0' });
      expect(found.related[0].range.start).to.deep.equal({ line: 18, column: 9 });
    });

    it('include parameter files, which are held to their template', async () => {
      folder.write(parameters, folder.read(parameters).replace('"parameters": {', '"parameters": { "nobodyAsks": { "value": 1 },'));
      expect(await codes(parameters)).to.deep.equal(['ADE4041']);
    });

    it('include plan.json', async () => {
      const plan = 'generated/payments/plan.json';
      folder.write(plan, folder.read(plan).replace('"cloud": "AzureCloud"', '"cloud": "SomeCloud"'));
      expect(await codes(plan)).to.deep.equal(['ADE4013']);
    });

    it('that hold a merge conflict are named with its line', async () => {
      folder.write(template, `{\n<<<<<<< HEAD\n}\n=======\n}\n>>>>>>> main\n`);
      const [found] = await findings(template);
      expect(found?.range.start.line).to.equal(2);
    });
  });

  it('passes over files of other programs in a folder, but not when they are named', async () => {
    folder.write('more/compose.yaml', 'services: { web: {} }');
    folder.write('more/broken.json', '{');
    folder.write('more/spec.yaml', specOf());
    expect(await codes('more')).to.deep.equal(['ADE2801']);
    expect(await codes('more/compose.yaml')).to.deep.equal(['ADE0053']);
    expect(await codes('more/broken.json')).to.deep.equal(['ADE0005']);
  });

  const unreadable: [what: string, content: string | Uint8Array, code: string][] = [
    ['empty', '', 'ADE0004'],
    ['broken', 'a: [1,', 'ADE0005'],
    ['of NUL bytes', '\0\0\0', 'ADE0002'],
    ['a list', '- 1\n- 2\n', 'ADE0011'],
    ['in UTF-16', Buffer.from('\uFEFFversion: 1', 'utf16le'), 'ADE0001'],
    ['nested 5,000 deep', '['.repeat(5000) + ']'.repeat(5000), 'ADE0009'],
    ['of 50 MB', `# ${'x'.repeat(50 * 1024 * 1024)}\nversion: 1\n`, 'ADE0003'],
  ];
  for (const [what, content, code] of unreadable) {
    it(`has one finding for a file that is ${what}`, async () => {
      folder.write('bad.yaml', content);
      const found = await findings('bad.yaml');
      expect(found.map((each) => each.code)).to.deep.equal([code]);
      expect((await armade('validate', 'bad.yaml')).exitCode).to.equal(1);
    });
  }

  it('reads no device without end to its end', async function () {
    if (process.platform === 'win32') this.skip();
    expect(await codes('/dev/zero')).to.deep.equal(['ADE0003']);
  });

  it('says why a folder given as facts cannot be read', async () => {
    const ran = await armade('validate', 'spec.yaml', '--facts', '.');
    expect(ran.exitCode).to.equal(64);
    expect(ran.stderr).to.include('it is a folder');
  });

  it('shows file names that would upset a terminal as escapes', async () => {
    const ran = await armade('validate', 'a\u001B[31m.yaml');
    expect(ran.exitCode).to.equal(64);
    expect(ran.stderr).to.not.include('\u001B');
  });

  it('names files below the current folder by their relative path, others as they are', async () => {
    const path = join(folder.path, 'wrong.yaml');
    expect((await findings(path)).map(({ file }) => file)).to.include('wrong.yaml');
    const elsewhere = await runArmade(['validate', path], { cwd: join(folder.path, '..') });
    expect(elsewhere.stdout).to.match(/^armade-[^/]+\/wrong\.yaml:/m);
  });

  describe('progress', () => {
    /** A clock that is a second later each time it is asked. */
    const slow = () => {
      let seconds = 0;
      return () => new Date(Date.UTC(2026, 10, 25, 12, 0, seconds++));
    };

    it('is shown on a terminal when it takes longer than a second, and wiped away', async () => {
      const ran = await runArmade(['validate', 'spec.yaml'], { cwd: folder.path, isTTY: true, now: slow() });
      expect(ran.stderr).to.include('spec.yaml');
      expect(ran.stderr.endsWith('\r\u001B[K')).to.equal(true);
      expect(ran.stdout).to.not.include('\r');
    });

    it('is not shown elsewhere, nor with --quiet', async () => {
      expect((await runArmade(['validate', 'spec.yaml'], { cwd: folder.path, now: slow() })).stderr).to.equal('');
      expect((await runArmade(['validate', 'spec.yaml', '--quiet'], { cwd: folder.path, isTTY: true, now: slow() })).stderr).to.equal('');
    });
  });
});
