import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { cut } from '../../src/generator/cut.ts';

const machines = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `vm-${index}` }));
const atMost = (bound: number) => (members: { name: string }[]) => (members.length <= bound ? members.length : undefined);
const never = (): void => expect.fail('nothing is too large here');
const firstBit = (name: string): string => ((createHash('sha256').update(name.toLowerCase()).digest()[0] as number) >= 128 ? '1' : '0');

describe('cut', () => {
  it('leaves what fits in one part without a prefix', () => {
    expect(cut(machines(100), atMost(100), never).map(({ bits, members }) => [bits, members.length])).to.deep.equal([['', 100]]);
  });

  it('cuts by the first bit of the hash of the name, ignoring case', () => {
    const parts = cut([{ name: 'VM-A' }, { name: 'vm-b' }, { name: 'vm-c' }, { name: 'vm-d' }], atMost(3), never);
    for (const { bits, members } of parts) for (const { name } of members) expect(firstBit(name)).to.equal(bits[0]);
  });

  it('keeps every machine once, in parts that fit, with prefixes that do not overlap', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 200, selector: (name) => name.toLowerCase() }),
        (names) => {
          const parts = cut(
            names.map((name) => ({ name })),
            atMost(7),
            never,
          );
          expect(parts.flatMap(({ members }) => members.map(({ name }) => name)).sort()).to.deep.equal([...names].sort());
          for (const part of parts) {
            expect(part.members.length).to.be.at.most(7);
            for (const other of parts) if (other !== part) expect(other.bits.startsWith(part.bits)).to.equal(false);
          }
        },
      ),
    );
  });

  it('changes one part, or the two it splits into, when a machine is added', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 120, selector: (name) => name.toLowerCase() }),
        (names) => {
          const [added, ...rest] = names as [string, ...string[]];
          const before = new Map(
            cut(
              rest.map((name) => ({ name })),
              atMost(10),
              never,
            ).map(({ bits, members }) => [bits, members.map(({ name }) => name).join()]),
          );
          const after = cut(
            names.map((name) => ({ name })),
            atMost(10),
            never,
          );
          const changed = after.filter(({ bits, members }) => before.get(bits) !== members.map(({ name }) => name).join());
          expect(changed.some(({ members }) => members.some(({ name }) => name === added))).to.equal(true);
          const split = [...before.keys()].filter((bits) => !after.some((part) => part.bits === bits));
          expect(split.length).to.be.at.most(1);
          for (const { bits } of changed.slice(1)) expect(bits.startsWith(split[0] ?? 'none')).to.equal(true);
        },
      ),
    );
  });

  it('reports a member that does not fit even alone', () => {
    const tooLarge: string[] = [];
    expect(
      cut(
        [{ name: 'vm-huge' }],
        () => undefined,
        ({ name }) => tooLarge.push(name),
      ),
    ).to.deep.equal([]);
    expect(tooLarge).to.deep.equal(['vm-huge']);
  });
});
