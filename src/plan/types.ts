import type { CloudName, DataVolumeState, OsVolumeState, SupportMatrix } from '../model/index.ts';

/** What `plan.json` holds, and the only thing that deploying reads. Its schema is src/schemas/plan.schema.json. */
export interface DeploymentPlan {
  plan: 1;
  name: string;
  cloud: CloudName;
  subscriptionId: string;
  /** Word → id of each further subscription. */
  subscriptions: Record<string, string>;
  supportMatrix: SupportMatrix;
  steps: Step[];
  /** Path relative to `generated/NAME` → SHA-256 of the file, carriage returns not counted. */
  files: Record<string, string>;
}

export type Step =
  | DeploymentStep
  | WaitStep
  | MachineStep
  | DeleteExtensionStep
  | UpdateVirtualMachineStep
  | UpdateDiskStep
  | UpdateKeyVaultStep
  | ManualStep;

export interface StepBase {
  /** Unique in the plan, made of names only. */
  id: string;
  /** 0 for what machines share. A step starts only when every step of the earlier waves has ended, whatever `after` says. */
  wave: number;
  /** Ids of steps that end before this one starts; none of a later wave. */
  after: string[];
  /** Leave a machine out of this step when its condition holds already. */
  skipWhen?: Condition[];
  /** The step has done its work when all of these hold. */
  doneWhen?: Condition[];
  /** What a person would type, relative to `generated/NAME`. */
  commands: string[];
}

/** A closed condition on what Azure says of one machine; every field that is written has to hold. */
export interface Condition {
  /** Resource id of the machine. */
  machine: string;
  osVolume?: OsVolumeState[];
  dataVolume?: DataVolumeState[];
  /** States that end the wait, with a warning. */
  warnWhenDataVolume?: DataVolumeState[];
  /** Resource id of the key vault. */
  keyVault?: string;
  /** Versioned key URL; the unversioned one where the plan makes the key; empty for none. */
  keyEncryptionKey?: string;
  typeHandlerVersion?: string;
  runTag?: string;
}

export interface DeploymentStep extends StepBase {
  kind: 'deployment';
  /** A scenario, or what machines share: key-vault, network, recovery-services-vault, backup-rights, snapshots. */
  deployment: string;
  /** Name of the deployment in Azure, at most 64 characters, deterministic. */
  deploymentName: string;
  subscriptionId: string;
  resourceGroup: string;
  location: string;
  template: string;
  parameters: string;
  resources: PlannedResource[];
  /** Parameters a person has to give: secure ones and those that only a manual step brings forth. */
  requiredParameters: string[];
}

export interface PlannedResource {
  type: string;
  name: string;
  /** Resource id of the machine that this resource belongs to. */
  machine?: string;
  runTag?: string;
  /** Pointer into the spec, list entries keyed by names: `/scenarios/enable-existing-vm/virtualMachines/vm-web-01`. */
  spec: string;
}

export interface WaitStep extends StepBase {
  kind: 'wait';
  doneWhen: Condition[];
}

/** An operation on one machine as it is. */
export interface MachineStep extends StepBase {
  kind: 'restart' | 'deallocate' | 'start' | 'upgradeInstances';
  machine: string;
}

export interface DeleteExtensionStep extends StepBase {
  kind: 'deleteExtension';
  machine: string;
  extension: string;
}

/** Inside a patch: a value that a person gives at deployment, by the name of a required parameter of the step. */
export interface ParameterValue {
  $parameter: string;
}

/** Inside a patch: the secret URL that the previous release's extension reports as its first status message. */
export interface ExtensionStatusValue {
  $extensionStatus: string;
}

/** A merge patch (RFC 7386) of what was read. */
export interface UpdateVirtualMachineStep extends StepBase {
  kind: 'updateVirtualMachine';
  machine: string;
  patch: Record<string, unknown>;
}

export interface UpdateDiskStep extends StepBase {
  kind: 'updateDisk';
  /** Resource id; a parameter where only a manual step brings the disk forth. */
  disk: string | ParameterValue;
  requiredParameters: string[];
  patch: Record<string, unknown>;
}

export interface UpdateKeyVaultStep extends StepBase {
  kind: 'updateKeyVault';
  keyVault: string;
  patch: Record<string, unknown>;
}

/** What armade cannot do: a person does it, then the plan goes on. */
export interface ManualStep extends StepBase {
  kind: 'manual';
  title: string;
  /** Paragraphs of Markdown. */
  instructions: string[];
}
