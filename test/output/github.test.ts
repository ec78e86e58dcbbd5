import { expect } from 'chai';
import { formatters } from '../../src/output/index.ts';
import { diagnostic, input, place } from './formatter-input.ts';

const print = (rest: Parameters<typeof input>[0]) => formatters.github(input(rest)).trimEnd().split('\n');

describe('github', () => {
  it('writes a workflow command for each finding, and the sum', () => {
    expect(
      print({
        diagnostics: [
          diagnostic(),
          diagnostic({ severity: 'warning', range: place(1, 1, 2, 4) }),
          diagnostic({ severity: 'note' }),
          diagnostic({ suppression: { reason: 'r', until: '2026-01-01' } }),
        ],
        unchecked: [
          { fact: 'os.version', count: 12, codes: ['ADE2104'] },
          { fact: 'size', count: 1, codes: ['ADE2104'] },
        ],
      }),
    ).to.deep.equal([
      '::error file=spec.yaml,line=2,col=7,endColumn=11,title=ADE2103 linux-os-disable::Machine "vm-db" runs Linux.',
      '::warning file=spec.yaml,line=1,endLine=2,title=ADE2103 linux-os-disable::Machine "vm-db" runs Linux.',
      '::notice file=spec.yaml,line=2,col=7,endColumn=11,title=ADE2103 linux-os-disable::Machine "vm-db" runs Linux.',
      '::notice title=Not checked::Not checked, because it is not known (in how many places): os.version (12), size (1)',
      'armade: 1 error, 1 warning, 1 note, 1 accepted',
    ]);
  });

  it('escapes what would end the message or a property', () => {
    const [command] = print({ diagnostics: [diagnostic({ file: 'a,b:c%.yaml', message: '100% of\n::error::x, y: z' })] });
    expect(command).to.equal(
      '::error file=a%2Cb%3Ac%25.yaml,line=2,col=7,endColumn=11,title=ADE2103 linux-os-disable::100%25 of\\n::error::x, y: z',
    );
  });

  it('writes paths as the repository has them', () => {
    expect(print({ diagnostics: [diagnostic({ file: 'specs\\prod.yaml' })] })[0]).to.contain('file=specs/prod.yaml,');
  });
});
