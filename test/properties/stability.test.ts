import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Generated } from '../../src/generator/index.ts';
import type { DeploymentStep } from '../../src/plan/types.ts';
import type { AnyJson } from '../shared.ts';
import { deploymentsOf } from './expanded.ts';
import { generated } from './pipeline.ts';
import { type Drawn, type DrawnMachine, drawn, drawnOf, identityOf, specOf } from './random-spec.ts';

/** What several machines may share, each in a deployment of its own. */
const sharedKinds = ['key-vault', 'network', 'recovery-services-vault', 'backup-rights'];

const filesOf = ({ files }: Generated, step: DeploymentStep): string => `${files.get(step.template)}${files.get(step.parameters)}`;
const byFolder = (result: Generated): Map<string, DeploymentStep> => new Map(deploymentsOf(result).map((step) => [step.id, step]));

/** Folder of a deployment before it was cut. */
const uncut = (id: string): string => id.replace(/\/[01]+$/, '');

interface Changes {
  before: DeploymentStep[];
  after: DeploymentStep[];
}

/** The deployments of which a file is another, by the group that they are parts of. */
function changesBetween(before: Generated, after: Generated): Map<string, Changes> {
  const [old, next] = [byFolder(before), byFolder(after)];
  const changes = new Map<string, Changes>();
  for (const id of new Set([...old.keys(), ...next.keys()])) {
    const [was, is] = [old.get(id), next.get(id)];
    if (was !== undefined && is !== undefined && filesOf(before, was) === filesOf(after, is)) continue;
    const group = changes.get(uncut(id)) ?? { before: [], after: [] };
    if (was !== undefined) group.before.push(was);
    if (is !== undefined) group.after.push(is);
    changes.set(uncut(id), group);
  }
  return changes;
}

/** One more machine in `after`: the deployments that may change are one for each of its requests, or what that one splits into. */
function expectOnlyItsOwn(before: Generated, after: Generated, machine: DrawnMachine): void {
  for (const [group, changed] of changesBetween(before, after)) {
    const [step] = [...changed.before, ...changed.after] as [DeploymentStep];
    if (sharedKinds.includes(step.deployment)) {
      const [old, next] = [changed.before, changed.after].map((steps) =>
        steps.flatMap(({ resources }) => resources.map(({ name }) => name)),
      );
      // The vault of its secrets may be one that no other backup uses.
      expect([step.deployment, machine.backupPolicy === undefined], group).to.deep.equal(['backup-rights', false]);
      expect(next?.length, group).to.be.greaterThan(old?.length as number);
      continue;
    }
    expect(changed.before.length, `${group}: ${changed.before.map(({ id }) => id)}`).to.be.at.most(1);
    const [whole] = changed.before;
    if (changed.after.length > 1) for (const { id } of changed.after) expect(id.startsWith(whole?.id as string), id).to.equal(true);
    const names = changed.after.flatMap(({ resources }) => resources.map(({ spec }) => spec.split('/').at(-1)));
    expect(names, group).to.include(machine.entry.name);
  }
}

/** Restored disks are asked for by names that are made of all restored machines, so that names that meet change with each other. */
const mayMeet = ({ machines }: Drawn): boolean => machines.filter(({ scenario }) => scenario === 'restore-encrypted-vm').length > 1;

describe('one machine more or less', () => {
  it('changes one deployment for each of its requests, or the two that it splits into', () => {
    fc.assert(
      fc.property(drawn, (parts) => {
        fc.pre(parts.machines.length > 1 && !mayMeet(parts));
        const [machine, ...machines] = parts.machines as [DrawnMachine, ...DrawnMachine[]];
        expectOnlyItsOwn(generated(specOf({ ...parts, machines })), generated(specOf(parts)), machine);
      }),
      { numRuns: 60 },
    );
  });
});

/** A value whose objects have their keys in another order; lists stay as they are. */
const shuffled = (value: AnyJson, random: () => number): AnyJson => {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, child]): [number, string, AnyJson] => [random(), key, shuffled(child, random)])
      .sort(([a], [b]) => a - b)
      .map(([, key, child]) => [key, child]),
  );
};
/** A number for each call, from a seed: what is drawn can be drawn again. */
const randomFrom = (seed: number): (() => number) => {
  let calls = 0;
  return () => createHash('sha256').update(`${seed}/${calls++}`).digest().readUInt32BE();
};
const sameFiles = (one: Generated, other: Generated): void => {
  expect([...other.files.keys()].sort()).to.deep.equal([...one.files.keys()].sort());
  for (const [path, text] of one.files) expect(other.files.get(path), path).to.equal(text);
};

describe('the same spec', () => {
  it('generates the same bytes, in whatever order machines, scenarios and keys stand', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (parts, seed) => {
        const random = randomFrom(seed);
        const inOtherOrder = <T>(list: T[]): T[] =>
          list
            .map((entry): [number, T] => [random(), entry])
            .sort(([a], [b]) => a - b)
            .map(([, entry]) => entry);
        const spec = specOf({ ...parts, machines: inOtherOrder(parts.machines), disks: inOtherOrder(parts.disks) });
        spec.scenarios = inOtherOrder(
          spec.scenarios.map((scenario: AnyJson) => ({
            ...scenario,
            ...(scenario.keyVaults && { keyVaults: inOtherOrder(scenario.keyVaults) }),
          })),
        );
        sameFiles(generated(specOf(parts)), generated(shuffled(spec, random)));
      }),
      { numRuns: 40 },
    );
  });

  it('generates the same bytes with comments, blanks and other line ends', () => {
    fc.assert(
      fc.property(drawn, (parts) => {
        const text = `# A comment.\r\n${JSON.stringify(specOf(parts), null, 4).replaceAll('\n', '\r\n')}   # another\r\n`;
        sameFiles(generated(specOf(parts)), generated(text));
      }),
      { numRuns: 10 },
    );
  });

  it('generates the same bytes in another language and time zone', () => {
    const specs = fc.sample(drawn, { numRuns: 5, seed: 1 }).map(specOf);
    const script = fileURLToPath(new URL('print-hashes.ts', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', script], {
      input: JSON.stringify(specs),
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
    });
    const hashes = specs.map((spec) =>
      [...generated(spec).files].map(([path, text]) => `${path} ${createHash('sha256').update(text).digest('hex')}`),
    );
    expect(stdout, stderr).to.equal(`tr Pacific/Kiritimati\n${JSON.stringify(hashes)}`);
  });
});

/** Run tags by machine, ignoring case. */
function tagsOf({ plan }: Generated): Map<string, string> {
  const tags = new Map<string, string>();
  for (const step of plan.steps) {
    if (step.kind !== 'deployment') continue;
    for (const { machine, runTag } of step.resources)
      if (machine !== undefined && runTag !== undefined) tags.set(machine.toLowerCase(), runTag);
  }
  return tags;
}

const enables = ({ scenario }: DrawnMachine): boolean => /^(enable|update|new-vm-gallery|new-scale)/.test(scenario);

/** Scenarios whose machines have most of what a change can be made of. */
const changeable = ['enable-existing-vm', 'update-encryption-settings', 'new-vm-gallery-image', 'disable-vm'] as const;

/** Changes of one machine's entry that its extension has to run again for. */
const covered: Record<string, (machine: DrawnMachine) => AnyJson | undefined> = {
  volumeType: ({ entry }) => ({ volumeType: entry.volumeType === 'OS' ? 'All' : 'OS' }),
  keyVault: (machine) => (enables(machine) ? { keyVault: machine.entry.keyVault === 'one' ? 'two' : 'one' } : undefined),
  keyEncryptionKey: (machine) =>
    enables(machine) ? { keyEncryptionKey: machine.entry.keyEncryptionKey === 'two' ? 'three' : 'two' } : undefined,
  'no key': (machine) => (enables(machine) && machine.entry.keyEncryptionKey !== 'none' ? { keyEncryptionKey: 'none' } : undefined),
  keyEncryptionAlgorithm: (machine) =>
    enables(machine) && machine.entry.keyEncryptionKey !== 'none'
      ? { keyEncryptionAlgorithm: machine.entry.keyEncryptionAlgorithm === undefined ? 'RSA1_5' : undefined }
      : undefined,
  aad: ({ entry }) => (entry.aad === undefined ? undefined : { aad: { ...entry.aad, clientId: '55555555-5555-5555-5555-555555555555' } }),
  release: ({ entry }) =>
    entry.aad === undefined ? undefined : { current: { ...entry.current, extension: { typeHandlerVersion: '2.2' } } },
  resizeOSDisk: (machine) => (/^(enable-existing|new-vm-gallery)/.test(machine.scenario) ? { resizeOSDisk: true } : undefined),
  encryptFormatAll: (machine) =>
    /^(enable-existing|new-vm-gallery)/.test(machine.scenario) ? { encryptFormatAll: { acknowledgeDataLoss: [7] } } : undefined,
  'a data disk': ({ entry, scenario }) =>
    entry.dataDisks === undefined || scenario === 'restore-encrypted-vm'
      ? undefined
      : { dataDisks: [...entry.dataDisks, { lun: freeLun(entry.dataDisks), name: 'added' }] },
  rerun: ({ entry }) => ({ rerun: `${entry.rerun ?? ''} again` }),
};
const freeLun = (disks: { lun: number }[]): number => [0, 1, 2, 3].find((lun) => !disks.some((disk) => disk.lun === lun)) as number;

/** Changes that must not run anything again. */
const notCovered: Record<string, (parts: Drawn, index: number) => Drawn> = {
  size: changeEntry(() => ({ size: 'Standard_E16ds_v5' })),
  current: changeEntry(({ entry }) => ({ current: { ...entry.current, osVolume: 'EncryptionInProgress', dataVolume: 'NotMounted' } })),
  wave: changeEntry(({ entry }) => ({ wave: (entry.wave ?? 1) + 1 })),
  tags: changeEntry(() => ({ tags: { owner: 'somebody else' } })),
  snapshotBefore: changeEntry(({ entry }) => (entry.snapshotBefore === true ? { snapshotBefore: false } : {})),
  'name of a disk': changeEntry(({ entry }) => (entry.osDisk?.vhd === undefined ? { osDisk: { name: 'renamed' } } : {})),
  region: changeEntry(() => ({ location: 'francecentral' })),
  'name of the spec': (parts) => ({ ...parts, settings: { ...parts.settings, name: 'renamed' } }),
  'machines of a deployment': (parts) => ({ ...parts, settings: { ...parts.settings, maxMachinesPerDeployment: 2 } }),
  'flags of a vault': (parts) => ({
    ...parts,
    registries: {
      ...parts.registries,
      keyVaults: { ...parts.registries.keyVaults, two: { ...parts.registries.keyVaults.two, enablePurgeProtection: true } },
    },
  }),
};

/** Changes the entry of one machine. */
function changeEntry(change: (machine: DrawnMachine) => AnyJson): (parts: Drawn, index: number) => Drawn {
  return (parts, index) => ({
    ...parts,
    machines: parts.machines.map((machine, at) => {
      if (at !== index) return machine;
      const entry = Object.fromEntries(Object.entries({ ...machine.entry, ...change(machine) }).filter(([, value]) => value !== undefined));
      return { ...machine, entry };
    }),
  });
}

describe('the run tag', () => {
  const oneOf = (parts: Drawn, index: number): number => index % parts.machines.length;

  for (const [name, change] of Object.entries(covered)) {
    it(`of one machine is another after a change of ${name}, and of no other machine`, () => {
      let tried = 0;
      fc.assert(
        fc.property(drawnOf(changeable), fc.nat(), (parts, drawnIndex) => {
          const before = tagsOf(generated(specOf(parts)));
          const isTagged = (machine: DrawnMachine): boolean =>
            !/restore|encrypted-vhd/.test(machine.scenario) && before.has(identityOf(machine));
          const candidates = parts.machines.filter((machine) => isTagged(machine) && change(machine) !== undefined);
          const machine = candidates[drawnIndex % candidates.length];
          if (machine === undefined) return;
          const index = parts.machines.indexOf(machine);
          const changed = change(machine);
          tried++;
          const after = tagsOf(generated(specOf(changeEntry(() => changed)(parts, index))));
          const different = [...before].filter(([id, tag]) => after.get(id) !== tag).map(([id]) => id);
          expect(different, JSON.stringify(machine)).to.deep.equal([identityOf(machine)]);
        }),
        { numRuns: 15 },
      );
      expect(tried, 'machines that were changed').to.be.at.least(2);
    });
  }

  for (const [name, change] of Object.entries(notCovered)) {
    it(`stays after a change of ${name}`, () => {
      fc.assert(
        fc.property(drawn, fc.nat(), (parts, drawnIndex) => {
          const before = tagsOf(generated(specOf(parts)));
          const after = tagsOf(generated(specOf(change(parts, oneOf(parts, drawnIndex)))));
          // A removal may have nothing to disable any more, and no deployment then.
          for (const [id, tag] of after) if (before.has(id)) expect(tag, id).to.equal(before.get(id));
          expect(Math.abs(after.size - before.size)).to.be.at.most(name === 'current' ? 1 : 0);
        }),
        { numRuns: 10 },
      );
    });
  }

  it('stays when a facts file gets another disk', () => {
    fc.assert(
      fc.property(drawn, fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { minLength: 1, maxLength: 5 }), (parts, luns) => {
        const machines = parts.machines.filter(({ scenario }) => scenario === 'disable-vm' || scenario === 'remove-encryption-extension');
        fc.pre(machines.length > 0);
        const spec = specOf({ ...parts, machines });
        const facts = (numbers: number[]): AnyJson => ({
          facts: 1,
          virtualMachines: Object.fromEntries(
            machines.map(({ entry: { name, subscription, subscriptionId, resourceGroup } }, index) => [
              `vm-${index}`,
              {
                name,
                ...(subscription ? { subscription } : { subscriptionId }),
                resourceGroup,
                dataDisks: numbers.map((lun) => ({ lun })),
              },
            ]),
          ),
        });
        expect(tagsOf(generated(spec, [facts(luns)]))).to.deep.equal(tagsOf(generated(spec, [facts(luns.slice(1))])));
      }),
      { numRuns: 25 },
    );
  });

  it('tells no machine from another by its name', () => {
    fc.assert(
      fc.property(drawn, (parts) => {
        const machines = parts.machines.map((machine) => ({ ...machine, entry: { ...machine.entry, name: `x${machine.entry.name}` } }));
        fc.pre(new Set(machines.map(identityOf)).size === machines.length);
        expect([...tagsOf(generated(specOf({ ...parts, machines }))).values()].sort()).to.deep.equal(
          [...tagsOf(generated(specOf(parts))).values()].sort(),
        );
      }),
      { numRuns: 10 },
    );
  });
});
