import type { DeploymentStep, Step, WaitStep } from '../plan/types.ts';
import { az, scopeOptions } from './commands.ts';
import type { Deployment } from './deployments.ts';
import type { Chain, DeploymentKind, StepDraft, Unit } from './unit.ts';

/** Inside a wave, things about one machine or vault come in this order; everything else runs side by side. */
const phaseOf = (kind: DeploymentKind): number =>
  kind === 'snapshots' || kind === 'key-vault' ? 0 : kind === 'backup-encrypted-vm' ? 2 : 1;

/** Puts deployments and the steps around them into order. */
export function composeSteps(deployments: Deployment[], chains: Chain[]): Step[] {
  const waves = [...new Set([...deployments, ...chains].map(({ wave }) => wave))].sort((a, b) => a - b);
  return waves.flatMap((wave) => {
    const composer = new WaveComposer(wave);
    for (const { about, steps } of chains.filter((chain) => chain.wave === wave).sort(byAbout)) composer.chain(about, steps);
    for (const phase of [0, 1, 2]) {
      for (const deployment of deployments) if (deployment.wave === wave && phaseOf(deployment.kind) === phase) composer.deploy(deployment);
    }
    return composer.steps;
  });
}

const byAbout = (a: Chain, b: Chain): number => (a.about.toLowerCase() < b.about.toLowerCase() ? -1 : 1);

class WaveComposer {
  readonly steps: Step[] = [];
  readonly #wave: number;
  /** The last step about a thing so far: what the next one about it has to wait for. */
  readonly #last = new Map<string, string>();

  constructor(wave: number) {
    this.#wave = wave;
  }

  chain(about: string, drafts: StepDraft[], needs: string[] = []): void {
    for (const draft of drafts) {
      this.steps.push({ ...draft, wave: this.#wave, after: this.#lastOf([about, ...needs]) } as Step);
      this.#last.set(about.toLowerCase(), draft.id);
    }
  }

  deploy(deployment: Deployment): void {
    const { units, folder } = deployment;
    for (const unit of units) this.chain(unit.about, unit.prepare, unit.needs);
    this.steps.push(deploymentStep(deployment, this.#wave, this.#lastOf(units.flatMap(({ about, needs = [] }) => [about, ...needs]))));
    this.#reachedBy(units, folder);
    for (const unit of units) this.chain(unit.about, unit.beforeWait);
    const wait = waitStep(deployment, this.#wave, this.#lastOf(units.map(({ about }) => about)));
    if (wait !== undefined) {
      this.steps.push(wait);
      this.#reachedBy(units, wait.id);
    }
    for (const unit of units) this.chain(unit.about, unit.afterWait);
  }

  #lastOf(things: string[]): string[] {
    const ids = things.map((about) => this.#last.get(about.toLowerCase())).filter((id) => id !== undefined);
    return [...new Set(ids)].sort();
  }

  #reachedBy(units: Unit[], id: string): void {
    for (const unit of units) this.#last.set(unit.about.toLowerCase(), id);
  }
}

function deploymentStep({ folder, name, kind, units, scope }: Deployment, wave: number, after: string[]): DeploymentStep {
  const { subscriptionId, resourceGroup, location } = scope.place;
  const template = `${folder}/azuredeploy.json`;
  const parameters = `${folder}/azuredeploy.parameters.json`;
  const skipWhen = units.map((unit) => unit.skipWhen).filter((condition) => condition !== undefined);
  return {
    id: folder,
    kind: 'deployment',
    wave,
    after,
    ...(skipWhen.length === 0 ? {} : { skipWhen }),
    deployment: kind,
    deploymentName: name,
    subscriptionId,
    resourceGroup,
    location,
    template,
    parameters,
    resources: units.flatMap((unit) => unit.resources),
    requiredParameters: scope.requiredParameters.sort(),
    commands: [
      az('deployment group create', { ...scopeOptions(scope.place), name, 'template-file': template, parameters: `@${parameters}` }),
    ],
  };
}

function waitStep({ folder, units }: Deployment, wave: number, after: string[]): WaitStep | undefined {
  const doneWhen = units.map((unit) => unit.doneWhen).filter((condition) => condition !== undefined);
  if (doneWhen.length === 0) return undefined;
  const commands = doneWhen.map(({ machine }) =>
    az(machine.includes('/virtualMachineScaleSets/') ? 'vmss encryption show' : 'vm encryption show', { ids: machine }),
  );
  return { id: `${folder}/wait`, kind: 'wait', wave, after, doneWhen, commands };
}
