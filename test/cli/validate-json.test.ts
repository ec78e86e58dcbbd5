import { expect } from 'chai';
import { runArmade } from './fake-io.ts';
import { specOf } from './specs.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const folderOfScenario = 'generated/payments/rg-payments/enable-existing-vm';
const files = [`${folderOfScenario}/azuredeploy.json`, `${folderOfScenario}/azuredeploy.parameters.json`, 'generated/payments/plan.json'];

describe('validate reads JSON as Azure Resource Manager does', () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = new TemporaryFolder();
    folder.write('spec.yaml', specOf());
    await runArmade(['generate', 'spec.yaml'], { cwd: folder.path });
  });
  after(() => folder.remove());

  const validate = (file: string) => runArmade(['validate', file, '--format', 'json'], { cwd: folder.path });
  /** Writes a changed copy of a file beside it, so that what stands beside it stays the same. */
  const changed = (file: string, change: (text: string) => string): string => {
    const copy = file.replace(/[^/]+$/, 'changed.json');
    folder.write(copy, change(folder.read(file)));
    return copy;
  };
  const toldOf = async (file: string): Promise<string[]> =>
    JSON.parse((await validate(file)).stdout).diagnostics.map(
      ({ code, range }: { code: string; range: { start: { line: number } } }) => `${code} line ${range.start.line}`,
    );

  for (const file of files) {
    const name = file.replace(/^.*\//, '');

    it(`${name} with comments, commas before closing brackets and a byte order mark`, async () => {
      const copy = changed(
        file,
        (text) =>
          `\uFEFF// made by armade\n${text
            .replace(/^\{/, '{ /* the whole */')
            .replace(/\}\n?$/, ', }\n')
            .replace(/,(\s*), \}/, ',$1 }')}`,
      );
      const ran = await validate(copy);
      expect(ran.exitCode, ran.stdout).to.equal(0);
    });

    it(`${name} with a merge conflict, which it names with its line`, async () => {
      const line = 5;
      const copy = changed(file, (text) => {
        const lines = text.split('\n');
        const of = lines[line - 1] as string;
        lines.splice(line - 1, 1, '<<<<<<< HEAD', of, '=======', of, '>>>>>>> other');
        return lines.join('\n');
      });
      expect((await validate(copy)).exitCode).to.equal(1);
      expect(await toldOf(copy)).to.deep.equal([`ADE4002 line ${line}`]);
    });
  }

  it('names the line of a comma that is missing', async () => {
    const copy = changed(files[0] as string, (text) => text.replace('"contentVersion": "1.0.0.0",', '"contentVersion": "1.0.0.0"'));
    expect((await toldOf(copy)).map((told) => told.split(' ')[0])).to.deep.equal(['ADE4001']);
  });

  it('and a spec in JSON as YAML', async () => {
    folder.write('spec.json', '{ "version": 1, "scenarios": [] // none yet\n}');
    expect((await toldOf('spec.json'))[0]).to.match(/^ADE000\d line 1$/);
  });
});
