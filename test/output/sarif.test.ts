import { expect } from 'chai';
import { formatters } from '../../src/output/index.ts';
import { diagnostic, input, place, related } from './formatter-input.ts';

const run = (rest: Parameters<typeof input>[0]) => JSON.parse(formatters.sarif(input(rest))).runs[0];
const uriOf = (file: string) => run({ diagnostics: [diagnostic({ file })] }).results[0].locations[0].physicalLocation.artifactLocation;

describe('sarif', () => {
  it('describes each code once, in the order of codes, and points to it by index', () => {
    const { tool, results, columnKind } = run({
      diagnostics: [diagnostic(), diagnostic({ code: 'ADE2001', severity: 'warning' }), diagnostic()],
    });
    expect(columnKind).to.equal('utf16CodeUnits');
    expect(tool.driver).to.include({ name: 'armade', version: '1.2.3' });
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).to.deep.equal(['ADE2001', 'ADE2103']);
    expect(results.map(({ ruleId, ruleIndex }: { ruleId: string; ruleIndex: number }) => `${ruleId} ${ruleIndex}`)).to.deep.equal([
      'ADE2103 1',
      'ADE2001 0',
      'ADE2103 1',
    ]);
    expect(tool.driver.rules[1]).to.deep.equal({
      id: 'ADE2103',
      name: 'linux-os-disable',
      shortDescription: { text: 'The OS volume of a Linux machine cannot be decrypted.' },
      help: {
        text: 'The OS volume of a Linux machine cannot be decrypted.\n\nWithout armade, Azure would have said: OS disk decryption is not supported.\n\nhttps://learn.microsoft.com/azure (2026-02-20)',
        markdown:
          'The OS volume of a Linux machine cannot be decrypted.\n\nWithout armade, Azure would have said: OS disk decryption is not supported.\n\n<https://learn.microsoft.com/azure> (2026-02-20)\n\n[ADE2103](https://docs.example/rules/linux-os-disable.md)',
      },
      helpUri: 'https://docs.example/rules/linux-os-disable.md',
      defaultConfiguration: { level: 'error' },
    });
  });

  it('gives the place of a result, its related places and its suppression', () => {
    const { results } = run({
      diagnostics: [diagnostic({ range: place(2, 7, 3, 1), related: [related(5)], suppression: { reason: 'moved', until: '2026-01-01' } })],
    });
    expect(results[0]).to.deep.equal({
      ruleId: 'ADE2103',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'Machine "vm-db" runs Linux.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'spec.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 7, endLine: 3, endColumn: 1 },
          },
          logicalLocations: [{ fullyQualifiedName: '/machines/0/os', kind: 'element' }],
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'spec.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 3 },
          },
          message: { text: 'vm-db' },
        },
      ],
      suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'until 2026-01-01: moved' }],
    });
  });

  it('writes relative references for relative paths, percent-encoded, and file URIs for absolute ones', () => {
    expect(uriOf('./specs/prod #1 ä?.yaml')).to.deep.equal({ uri: 'specs/prod%20%231%20%C3%A4%3F.yaml', uriBaseId: '%SRCROOT%' });
    expect(uriOf('specs\\prod.yaml')).to.deep.equal({ uri: 'specs/prod.yaml', uriBaseId: '%SRCROOT%' });
    expect(uriOf('/home/me/spec.yaml')).to.deep.equal({ uri: 'file:///home/me/spec.yaml' });
    expect(uriOf('C:\\me\\spec.yaml')).to.deep.equal({ uri: 'file:///C%3A/me/spec.yaml' });
    expect(uriOf('http:x.yaml')).to.deep.equal({ uri: 'http%3Ax.yaml', uriBaseId: '%SRCROOT%' });
    expect(uriOf('\ud83d.yaml')).to.deep.equal({ uri: '%EF%BF%BD.yaml', uriBaseId: '%SRCROOT%' });
  });

  it('tells what was not checked as notifications', () => {
    expect(run({ unchecked: [{ fact: 'os.version', count: 1, codes: ['ADE2104'] }] }).invocations).to.deep.equal([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [{ level: 'note', message: { text: 'os.version is not known in 1 place: ADE2104' } }],
      },
    ]);
  });

  it('lets no user value become a link', () => {
    const { results } = run({ diagnostics: [diagnostic({ message: 'name "[a](http://b)" of [1]' })] });
    expect(results[0].message.text).to.equal('name "\\[a\\](http://b)" of \\[1\\]');
  });
});
