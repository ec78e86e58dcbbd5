import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { allChecks } from '../../src/cli/checks.ts';
import { scenarioNames } from '../../src/model/index.ts';
import { rules } from '../../src/rules/index.ts';
import { runArmade } from './fake-io.ts';

const rows = (markdown: string): string[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);

describe('rules', () => {
  it('lists every rule in each format', async () => {
    const codes = rules.map(({ meta }) => meta.code);
    const table = await runArmade(['rules'], { columns: 200 });
    const markdown = await runArmade(['rules', '--format', 'markdown']);
    const json = JSON.parse((await runArmade(['rules', '--format', 'json'])).stdout);
    expect(
      table.stdout
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ')[0]),
    ).to.deep.equal(codes);
    expect(rows(markdown.stdout).map((row) => row.split(' ')[1])).to.deep.equal(codes);
    expect(json.map(({ code }: { code: string }) => code)).to.deep.equal(codes);
    for (const rule of json) expect(rule, rule.code).to.include.keys('code', 'name', 'severity', 'since', 'summary', 'sources');
  });

  it('lists every code with --all', async () => {
    const json = JSON.parse((await runArmade(['rules', '--all', '--format', 'json'])).stdout);
    expect(json).to.have.length(allChecks().size);
    expect(json.map(({ code }: { code: string }) => code)).to.include.members(['ADE0005', 'ADE3204']);
  });

  it('wraps the table to the terminal', async () => {
    const { stdout } = await runArmade(['rules'], { columns: 110, isTTY: true });
    for (const line of stdout.split('\n')) expect(line.length, line).to.be.at.most(110);
  });
});

describe('scenarios', () => {
  it('lists every scenario, and what it needs, in each format', async () => {
    const table = await runArmade(['scenarios'], { columns: 200 });
    const markdown = await runArmade(['scenarios', '--format', 'markdown']);
    const json = JSON.parse((await runArmade(['scenarios', '--format', 'json'])).stdout);
    for (const name of scenarioNames) {
      expect(table.stdout).to.match(new RegExp(`^${name} `, 'm'));
      expect(markdown.stdout).to.include(`| ${name} |`);
    }
    expect(json.map(({ scenario }: { scenario: string }) => scenario)).to.deep.equal([...scenarioNames]);
    for (const each of json) {
      expect(each.summary, each.scenario).to.not.equal('');
      expect(each.needs, each.scenario).to.not.deep.equal([]);
    }
  });
});

describe('schema', () => {
  const titles: [flags: string[], title: string][] = [
    [[], 'armade encryption spec'],
    [['--facts'], 'armade facts file'],
    [['--plan'], 'armade deployment plan'],
  ];
  for (const [flags, title] of titles) {
    it(`prints the schema of an ${title}`, async () => {
      const ran = await runArmade(['schema', ...flags]);
      expect(ran).to.deep.include({ exitCode: 0, stderr: '' });
      expect(JSON.parse(ran.stdout)).to.include({ $schema: 'http://json-schema.org/draft-07/schema#', title });
    });
  }
});

describe('explain', () => {
  for (const word of ['ADE2103', 'ade2103', '2103', 'linux-os-disable-unsupported', 'Linux-OS-Disable-Unsupported']) {
    it(`finds ${word}`, async () => {
      const ran = await runArmade(['explain', word]);
      expect(ran.exitCode).to.equal(0);
      expect(ran.stdout).to.match(/^ADE2103 linux-os-disable-unsupported \(error\)\n/);
    });
  }

  it('says what, why, wrong and right, what Azure says, and where that stands', async () => {
    const { stdout } = await runArmade(['explain', 'ADE2103']);
    expect(stdout).to.include('Encryption of the OS volume of a Linux machine cannot be disabled.');
    expect(stdout).to.include('What Azure says\n\n  Only Data disks can have encryption disabled in a Linux VM');
    expect(stdout)
      .to.match(/^Why$/m)
      .and.to.match(/^Wrong$/m)
      .and.to.match(/^Right$/m);
    expect(stdout).to.match(/^Sources\n\n( {2}https:\/\/\S+ \(\d{4}-\d{2}-\d{2}\)\n)+$/m);
    expect(stdout).to.not.include('<!--').and.to.not.match(/^#/m);
  });

  it('explains every code that armade reports', async () => {
    for (const { code, summary } of allChecks().values()) {
      const ran = await runArmade(['explain', code]);
      expect(ran.exitCode, code).to.equal(0);
      expect(ran.stdout, code).to.include(summary);
    }
  });

  it('has a page for every rule', () => {
    for (const { meta } of rules)
      expect(existsSync(new URL(`../../docs/rules/${meta.name}.md`, import.meta.url)), meta.name).to.equal(true);
  });

  it('gives everything it knows as JSON', async () => {
    expect(JSON.parse((await runArmade(['explain', 'ADE2103', '--format', 'json'])).stdout)).to.include({
      code: 'ADE2103',
      since: '2018-12',
    });
  });

  it('suggests what was meant by a name, and guesses no code', async () => {
    const name = await runArmade(['explain', 'linux-os-disable-unsuported']);
    expect(name).to.deep.include({ exitCode: 64, stdout: '' });
    expect(name.stderr).to.include('Did you mean "linux-os-disable-unsupported"?');
    const code = await runArmade(['explain', 'ADE2199']);
    expect(code.exitCode).to.equal(64);
    expect(code.stderr).to.include('"ADE2199"').and.to.include('armade rules --all').and.to.not.include('Did you mean');
  });
});
