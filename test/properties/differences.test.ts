import { expect } from 'chai';
import fc from 'fast-check';
import type { Generated } from '../../src/generator/index.ts';
import { compareFolders, type PlanFolder } from '../../src/plan/differences.ts';
import { resolveResources } from '../../src/plan/resolve-resource.ts';
import { baseSpec } from './base-spec.ts';
import { deploymentsOf, expanded } from './expanded.ts';
import { generated } from './pipeline.ts';
import { drawn, specOf } from './random-spec.ts';

const folderOf = ({ plan, files }: Generated): PlanFolder => ({ plan, json: (path) => JSON.parse(files.get(path) ?? 'null') });
const never = (): boolean => false;

describe('differences', () => {
  it('find every resource that the plan names in its template', () => {
    fc.assert(
      fc.property(drawn, (parts) => {
        const result = generated(specOf(parts));
        const { json } = folderOf(result);
        for (const step of deploymentsOf(result)) {
          const find = resolveResources(json(step.template), json(step.parameters));
          // The name of a role assignment is computed, and tells all there is to it.
          for (const { type, name } of step.resources.filter((resource) => !resource.type.endsWith('roleAssignments')))
            expect(find(type, name), `${step.id}: ${type} ${name}`).not.to.equal(undefined);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('are none between what one spec generates twice', () => {
    fc.assert(
      fc.property(drawn, (parts) => {
        const folder = folderOf(generated(specOf(parts)));
        expect(compareFolders(folder, folder, never)).to.deep.equal({ name: parts.settings.name, subjects: [], wording: [] });
      }),
      { numRuns: 10 },
    );
  });

  it('name what Azure would get otherwise, also of what machines share', () => {
    const changed = baseSpec();
    changed.keyEncryptionKeys.made.create.keySize = 2048;
    changed.backupPolicies.daily.create.retentionDays = 60;
    changed.networks.app.create.subnetPrefix = '10.0.2.0/24';
    changed.keyVaults.made.create.tags.owner = 'others';
    const [before, after] = [generated(baseSpec()), generated(changed)];
    const resources = (result: Generated) =>
      new Map(
        deploymentsOf(result).flatMap((step) =>
          expanded(result, step).map(({ type, name, body }) => [`${type} ${name}`, JSON.stringify(body)]),
        ),
      );
    const old = resources(before);
    const wanted = [...resources(after)].filter(([key, body]) => old.get(key) !== body).map(([key]) => key);
    const { subjects } = compareFolders(folderOf(before), folderOf(after), never);
    expect(wanted).to.have.length(4);
    expect(subjects.flatMap((subject) => subject.resources.map(({ type, name }) => `${type} ${name}`)).sort()).to.deep.equal(wanted.sort());
  });
});
