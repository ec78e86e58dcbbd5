import { expect } from 'chai';
import { type Diagnostic, loadSpec, validateSpec } from '../../src/index.ts';
import { backups } from './truth-table/backups.ts';
import { disks } from './truth-table/disks.ts';
import { images } from './truth-table/images.ts';
import { keys } from './truth-table/keys.ts';
import { releases } from './truth-table/releases.ts';
import type { Row } from './truth-table/row.ts';
import { scaleSets } from './truth-table/scale-sets.ts';
import { sizes } from './truth-table/sizes.ts';
import type { Text } from './truth-table/specs.ts';
import { vaults } from './truth-table/vaults.ts';
import { vhds } from './truth-table/vhds.ts';
import { volumes } from './truth-table/volumes.ts';
import { windowsVersions } from './truth-table/windows-versions.ts';

const tables: Record<string, Row[]> = {
  'volumes and operations': volumes,
  'sizes and memory': sizes,
  'Linux images': images,
  'Windows versions': windowsVersions,
  'key vaults': vaults,
  'key encryption keys': keys,
  'machines and disks': disks,
  'pre-encrypted VHDs': vhds,
  'releases of the extension': releases,
  'scale sets': scaleSets,
  'backup and restore': backups,
};
const matrices = { both: ['2018-12', '2026-09'], 2018: ['2018-12'], 2026: ['2026-09'] };

/** The machine, set or disk that a scenario names first. */
const asked = /^\/scenarios\/0\/(?:virtualMachines|virtualMachineScaleSets|disks)\/0$/;

const standsAt = ({ pointer }: Diagnostic, place: string): boolean =>
  place === '@' ? asked.test(pointer) : place.startsWith('/') ? pointer === place : pointer.endsWith(`/${place}`);

/** What the row wants and is not said, and what is said and not wanted. */
function differences(text: string, verdict: string): string[] {
  const { diagnostics, unchecked } = validateSpec(loadSpec({ name: 'table.yaml', text }), { today: '2026-11-26' });
  const wanted = verdict.split('; ').filter((part) => part !== 'ok');
  const left = [...diagnostics];
  const missing = wanted.filter((part) => {
    const [severity, place = ''] = part.split(' ');
    if (severity === '?') return !unchecked.some(({ fact }) => fact === place);
    const found = left.findIndex((diagnostic) => diagnostic.severity === severity && standsAt(diagnostic, place));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  const unwanted = left.filter(({ severity }) => severity !== 'note');
  return [
    ...missing.map((part) => `missing: ${part}`),
    ...unwanted.map((it) => `not wanted: ${it.severity} ${it.pointer} ${it.code} ${it.message}`),
    ...misplaced(diagnostics, text),
  ];
}

/** Findings whose range is not that of the value at their pointer. */
function misplaced(diagnostics: readonly Diagnostic[], text: string): string[] {
  const lines = text.split('\n');
  return diagnostics.flatMap(({ code, pointer, range: { start, end } }) => {
    const inside = lines.slice(start.line - 1, end.line);
    inside[inside.length - 1] = inside.at(-1)?.slice(0, end.column - 1) ?? '';
    inside[0] = inside[0]?.slice(start.column - 1) ?? '';
    const segments = pointer.split('/').slice(1);
    const value = segments.reduce((at: unknown, key) => (at as Text)[key], JSON.parse(text));
    const isThere = [JSON.stringify(value), JSON.stringify(segments.at(-1))].includes(JSON.stringify(JSON.parse(inside.join('\n'))));
    return isThere ? [] : [`${code} at ${pointer} has the range of ${inside.join('\n')}`];
  });
}

describe('the truth table', () => {
  for (const [name, rows] of Object.entries(tables)) {
    it(`holds for ${name}: ${rows.length} rows`, () => {
      const wrong = rows.flatMap(([matrix, source, what, spec, verdict]) =>
        matrices[matrix].flatMap((supportMatrix) => {
          const text = JSON.stringify({ ...spec, supportMatrix }, null, 1);
          const found = differences(text, verdict);
          return found.length === 0 ? [] : [`${supportMatrix}, ${source}, ${what}: ${verdict}\n      ${found.join('\n      ')}`];
        }),
      );
      expect(wrong, `\n    ${wrong.join('\n    ')}\n`).to.have.length(0);
    });
  }
});
