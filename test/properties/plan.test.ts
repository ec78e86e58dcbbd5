import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Generated } from '../../src/generator/index.ts';
import type { Step } from '../../src/plan/types.ts';
import { checkParameters, checkPlan, checkTemplate } from '../../src/schemas/index.ts';
import type { AnyJson } from '../shared.ts';
import { deploymentsOf, expanded } from './expanded.ts';
import { generated } from './pipeline.ts';
import { type Drawn, type DrawnMachine, drawn, identityOf, idOf, own, specOf } from './random-spec.ts';

const holds = (property: (result: Generated, parts: Drawn) => void, numRuns = 30): void =>
  fc.assert(
    fc.property(drawn, (parts) => property(generated(specOf(parts)), parts)),
    { numRuns },
  );

const json = ({ files }: Generated, path: string): AnyJson => JSON.parse(files.get(path) as string);

describe('the plan of any spec', () => {
  it('passes its schema, and its files pass theirs', () => {
    holds((result) => {
      expect(checkPlan(json(result, 'plan.json'), 'plan.json')).to.deep.equal([]);
      for (const { template: path, parameters } of deploymentsOf(result)) {
        const template = json(result, path);
        expect(checkTemplate(template, path, result.files.get(path))).to.deep.equal([]);
        expect(
          checkParameters(json(result, parameters), parameters, { template, text: result.files.get(parameters) as string }),
        ).to.deep.equal([]);
      }
    });
  });

  it('lists every file by its hash, and no other', () => {
    holds((result) => {
      const { files } = json(result, 'plan.json');
      expect([...Object.keys(files), 'plan.json'].sort()).to.deep.equal([...result.files.keys()].sort());
      for (const [path, hash] of Object.entries(files)) {
        expect(
          createHash('sha256')
            .update(Buffer.from(result.files.get(path) as string, 'utf8'))
            .digest('hex'),
          path,
        ).to.equal(hash);
      }
    });
  });

  it('has steps that can be done from top to bottom: ids of their own, after none that comes later', () => {
    holds(({ plan }) => {
      const done = new Map<string, Step>();
      let wave = 0;
      for (const step of plan.steps) {
        expect(done.has(step.id), step.id).to.equal(false);
        expect(step.wave, step.id).to.be.at.least(wave);
        wave = step.wave;
        for (const id of step.after) expect(done.get(id)?.wave, `${step.id} after ${id}`).to.be.at.most(step.wave);
        done.set(step.id, step);
      }
    });
  });

  it('names its deployments within 64 characters, each otherwise, and asks for exactly what has no value', () => {
    holds((result) => {
      const names = new Set<string>();
      for (const step of deploymentsOf(result)) {
        expect(step.deploymentName).to.match(/^[\w().-]{1,64}$/);
        expect(names.has(step.deploymentName.toLowerCase()), step.deploymentName).to.equal(false);
        names.add(step.deploymentName.toLowerCase());
        const { parameters } = json(result, step.template);
        const values = json(result, step.parameters).parameters;
        const without = Object.keys(parameters).filter((name) => !('defaultValue' in parameters[name]) && !Object.hasOwn(values, name));
        expect(step.requiredParameters, step.id).to.deep.equal(without.sort());
        for (const [name, { type, defaultValue }] of Object.entries<AnyJson>(parameters)) {
          if (type.toLowerCase().startsWith('secure'))
            expect([defaultValue, values[name]?.value], name).to.deep.equal([undefined, undefined]);
        }
        const folded = Object.keys(parameters).map((name) => name.toLowerCase());
        expect(new Set(folded).size, step.id).to.equal(folded.length);
      }
    });
  });

  it('has one deployment for each request, or the deletion that is all that is left to do', () => {
    holds((result, { machines }) => {
      for (const machine of machines) {
        const id = idOf(machine).toLowerCase();
        const steps = deploymentsOf(result).filter(({ resources }) => resources.some((resource) => resource.machine?.toLowerCase() === id));
        const isDecrypted = machine.scenario === 'remove-encryption-extension' && machine.entry.current.dataVolume === 'NotEncrypted';
        const wanted = [
          ...(isDecrypted ? [] : [machine.scenario]),
          ...(machine.entry.snapshotBefore ? ['snapshots'] : []),
          ...(machine.backupPolicy === undefined ? [] : ['backup-encrypted-vm']),
        ];
        expect(steps.map(({ deployment }) => deployment).sort(), id).to.deep.equal(wanted.sort());
        const wave = machine.entry.wave ?? 1;
        for (const step of steps) expect(step.wave, step.id).to.equal(wave);
        const deleted = result.plan.steps.some((step) => step.kind === 'deleteExtension' && step.machine.toLowerCase() === id);
        expect(deleted, id).to.equal(machine.scenario === 'remove-encryption-extension');
      }
    });
  });

  it('backs machines up after they have reached their state, and snapshots them before', () => {
    holds(({ plan: { steps } }, { machines }) => {
      const after = transitive(steps);
      const indexOf = (deployment: string, machine: DrawnMachine): number =>
        steps.findIndex(
          (step) =>
            step.kind === 'deployment' &&
            step.deployment === deployment &&
            step.resources.some((resource) => resource.machine?.toLowerCase() === identityOf(machine)),
        );
      for (const machine of machines) {
        const encryption = steps[indexOf(machine.scenario, machine)];
        if (machine.backupPolicy !== undefined)
          expect(after[indexOf('backup-encrypted-vm', machine)]?.has(`${encryption?.id}/wait`), identityOf(machine)).to.equal(true);
        const snapshots = steps[indexOf('snapshots', machine)];
        if (snapshots !== undefined)
          expect(after[indexOf(machine.scenario, machine)]?.has(snapshots.id), identityOf(machine)).to.equal(true);
      }
    });
  });

  it('wraps a key file only after the key is made', () => {
    holds(({ plan: { steps } }) => {
      const after = transitive(steps);
      for (const [index, step] of steps.entries()) {
        const [, vault, key] = /--vault-name (\S+) --name (\S+)/.exec(step.commands[0] ?? '') ?? [];
        if (!step.id.includes('/wrap-key-file/')) continue;
        const maker = deploymentOf(steps, 'Microsoft.KeyVault/vaults/keys', `${vault}/${key}`);
        if (maker !== undefined) expect(after[index]?.has(maker), `${step.id} after ${maker}`).to.equal(true);
      }
    });
  });
});

/** Id of the deployment that makes a resource; undefined where none does. */
const deploymentOf = (steps: readonly Step[], type: string, name: string): string | undefined =>
  steps.find((step) => step.kind === 'deployment' && step.resources.some((resource) => resource.type === type && resource.name === name))
    ?.id;

/** For each step the ids of all that it comes after. */
function transitive(steps: readonly Step[]): Set<string>[] {
  const sets = new Map<string, Set<string>>();
  return steps.map((step) => {
    const all = new Set<string>(step.after);
    for (const id of step.after) for (const before of sets.get(id) ?? []) all.add(before);
    sets.set(step.id, all);
    return all;
  });
}

describe('what Azure gets of any spec', () => {
  const vaultId = ({ registries, settings }: Drawn, key: string): string => {
    const { id, name, resourceGroup = settings.resourceGroup } = registries.keyVaults[key];
    return id ?? `/subscriptions/${own}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
  };
  /** The settings that a machine's entry asks for, made of the spec alone. */
  function settingsOf(parts: Drawn, { keyVault, keyEncryptionKey }: AnyJson): Record<string, unknown> {
    const key = parts.registries.keyEncryptionKeys[keyEncryptionKey];
    const keyVaultId = key === undefined ? undefined : vaultId(parts, key.keyVault);
    const [vaultName] = vaultId(parts, key?.keyVault ?? keyVault)
      .split('/')
      .slice(-1);
    const version = key?.version === undefined ? undefined : `https://${vaultName}.SUFFIX/keys/${key.name}/${key.version}`;
    return {
      KeyVaultResourceId: vaultId(parts, keyVault).toLowerCase(),
      KeyVaultURL: `https://${vaultId(parts, keyVault).split('/').at(-1)}.SUFFIX/`,
      KekVaultResourceId: keyVaultId?.toLowerCase(),
      KeyEncryptionKeyURL: key?.create === undefined ? (key?.url ?? version) : `made:${keyVaultId}/keys/${key.name}`,
    };
  }
  const hostless = (text: unknown): unknown => (typeof text === 'string' ? text.replace(/\.vault\.[a-z.]+\//, '.SUFFIX/') : text);

  it('has the vault and key of each machine, and its own secrets', () => {
    holds((result, parts) => {
      const resources = deploymentsOf(result).flatMap((step) =>
        expanded(result, step).map((resource) => ({
          ...resource,
          group: `/subscriptions/${step.subscriptionId}/resourceGroups/${step.resourceGroup}`,
        })),
      );
      for (const machine of parts.machines) {
        if (/^(disable|remove|restore|new-vm-encrypted)/.test(machine.scenario)) continue;
        const id = idOf(machine).toLowerCase();
        const mine = resources.filter(
          ({ group, type, name }) =>
            `${group}/providers/${type.split('/').slice(0, 2).join('/')}/${name.split('/')[0]}`.toLowerCase() === id,
        );
        const extension = mine.flatMap(({ type, body }) =>
          type.endsWith('/extensions')
            ? [body.properties]
            : (body.properties.virtualMachineProfile?.extensionProfile.extensions ?? []).map((entry: AnyJson) => entry.properties),
        );
        expect(extension, id).to.have.length(1);
        const { settings, protectedSettings } = extension[0];
        const wanted = settingsOf(parts, machine.entry);
        expect({
          KeyVaultResourceId: settings.KeyVaultResourceId.toLowerCase(),
          KeyVaultURL: hostless(settings.KeyVaultURL),
          KekVaultResourceId: settings.KekVaultResourceId?.toLowerCase(),
          KeyEncryptionKeyURL: hostless(settings.KeyEncryptionKeyURL),
        }).to.deep.equal({ ...wanted, KeyEncryptionKeyURL: hostless(wanted.KeyEncryptionKeyURL) });
        const clientSecret = machine.entry.aad?.clientSecret;
        if (clientSecret !== undefined && machine.entry.aad.clientCertThumbprint === undefined)
          expect(protectedSettings.AADClientSecret).to.equal(`secret:${vaultId(parts, clientSecret.keyVault)}/${clientSecret.secretName}`);
        for (const { type, body } of mine.filter((resource) => !resource.type.endsWith('/extensions'))) {
          const { osProfile, hardwareProfile } = { ...body.properties.virtualMachineProfile, ...body.properties };
          const { adminPassword, adminUsername } = machine.entry;
          expect(osProfile.adminUsername, type).to.equal(adminUsername);
          expect(hardwareProfile?.vmSize ?? body.sku.name).to.equal(machine.entry.size);
          if (osProfile.adminPassword !== undefined && adminPassword !== undefined)
            expect(osProfile.adminPassword).to.equal(`secret:${vaultId(parts, adminPassword.keyVault)}/${adminPassword.secretName}`);
        }
      }
    }, 60);
  });

  it('has a value of its own for each password, secret and disk that a person gives', () => {
    holds((result) => {
      for (const step of deploymentsOf(result)) {
        const given = JSON.stringify(expanded(result, step)).match(/given:\w+/g) ?? [];
        const own = given.filter((text) => !/backupServicePrincipalObjectId|KeyEncryptionKeyUrl$/.test(text));
        expect(new Set(own).size, `${step.id}: ${own.join(', ')}`).to.equal(own.length);
      }
    });
  });

  it('asks for the disks of each restored machine by names of their own', () => {
    holds(({ plan: { steps } }) => {
      const asked = steps.flatMap((step) => (step.kind === 'updateDisk' ? step.requiredParameters : []));
      expect(new Set(asked.map((name) => name.toLowerCase())).size, asked.join(', ')).to.equal(asked.length);
    });
  });

  it('has every disk from the VHD and with the secret that the spec names', () => {
    holds((result, { machines, disks }) => {
      const wanted = [
        ...machines
          .filter(({ scenario }) => scenario === 'new-vm-encrypted-vhd')
          .flatMap(({ entry }) => (entry.osDisk.managed ? [entry.osDisk, ...entry.dataDisks] : [])),
        ...disks,
      ];
      const made = deploymentsOf(result)
        .flatMap((step) => expanded(result, step))
        .filter(({ type }) => type === 'Microsoft.Compute/disks')
        .map(({ name, body: { properties } }) => [
          name,
          properties.creationData.sourceUri,
          properties.encryptionSettingsCollection.encryptionSettings[0].diskEncryptionKey.secretUrl,
        ]);
      const asked = wanted.map(({ name, vhd, diskEncryptionKey: { secretUrl, secretName, create } }) => [
        name,
        vhd.uri,
        secretUrl ?? (create ? `made:…/secrets/${secretName}` : 'given:…'),
      ]);
      const short = ([name, uri, secret]: unknown[]): unknown[] => [
        name,
        uri,
        String(secret)
          .replace(/^made:.*\/secrets\//, 'made:…/secrets/')
          .replace(/^given:.*/, 'given:…'),
      ];
      expect(made.map(short).sort()).to.deep.equal(asked.sort());
    });
  });
});
