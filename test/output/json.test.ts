import { expect } from 'chai';
import { formatters } from '../../src/output/index.ts';
import { diagnostic, input, related } from './formatter-input.ts';

describe('json', () => {
  it('holds everything, with a version', () => {
    const accepted = diagnostic({ suppression: { reason: 'r', until: '2026-01-01' } });
    const diagnostics = [diagnostic({ related: Array.from({ length: 50 }, (_, index) => related(index + 1)) }), accepted];
    const unchecked = [{ fact: 'os.version', count: 2, codes: ['ADE2104'] }];
    expect(JSON.parse(formatters.json(input({ diagnostics, unchecked })))).to.deep.equal({
      version: 1,
      tool: { name: 'armade', version: '1.2.3' },
      summary: { errors: 1, warnings: 0, notes: 0, suppressed: 1 },
      diagnostics,
      unchecked,
    });
  });
});
