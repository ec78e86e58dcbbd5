import { expect } from 'chai';
import { formatters } from '../../src/output/index.ts';
import { diagnostic, input, related } from './formatter-input.ts';

const print = (rest: Parameters<typeof input>[0]) => formatters.markdown(input(rest));

describe('markdown', () => {
  it('writes a table for a pull request', () => {
    expect(
      print({
        diagnostics: [diagnostic({ related: [related(1)] }), diagnostic({ suppression: { reason: 'moved', until: '2026-01-01' } })],
        unchecked: [{ fact: 'osVersion', count: 1, codes: ['ADE2104'] }],
      }),
    ).to.equal(
      [
        '**armade:** 1 error, 1 accepted',
        '',
        '| | Place | Code | Finding |',
        '| --- | --- | --- | --- |',
        '| error | spec.yaml:2:7 | [ADE2103](https://docs.example/rules/linux-os-disable.md) | Machine "vm-db" runs Linux.<br>also spec.yaml:1:1 |',
        '',
        '<details><summary>Not checked: 1 fact not known</summary>',
        '',
        '- osVersion is not known in 1 place: ADE2104',
        '',
        '</details>',
        '',
        '**Accepted**',
        '- ADE2103 at spec.yaml:2:7 until 2026-01-01: moved',
        '',
      ].join('\n'),
    );
  });

  it('writes no table when there is nothing', () => {
    expect(print({})).to.equal('**armade:** no findings\n');
  });

  it('writes a user value as entities, so that it is neither table, link, mention nor HTML', () => {
    const message = 'a|b `c` @d <e> [f](g) #1 \\| _x_ *y* ~z~';
    const row = print({ diagnostics: [diagnostic({ message })] }).split('\n')[4];
    expect(row).to.match(
      /\| a&#124;b &#96;c&#96; &#64;d &#60;e&#62; &#91;f&#93;\(g\) &#35;1 &#92;&#124; &#95;x&#95; &#42;y&#42; &#126;z&#126; \|$/,
    );
  });
});
