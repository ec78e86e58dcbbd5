import type { ErrorBody } from './errors.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import { type HandlerReport, isEncrypted, type Machine, type VolumeState } from './machine.ts';
import { guid } from './random.ts';
import { parseResourceId } from './resource-id.ts';
import type { World } from './world.ts';

/** The extension as it was written: its `properties`. */
interface Handler {
  name: string;
  location: string;
  properties: JsonObject;
}

const running = { Windows: { 1: '1.1.0.4', 2: '2.4.0.4' }, Linux: { 0: '0.1.0.999348', 1: '1.4.0.12' } } as const;

const isDiskEncryption = (properties: JsonObject): boolean =>
  textOf(properties.publisher) === 'Microsoft.Azure.Security' && /^AzureDiskEncryption(ForLinux)?$/.test(textOf(properties.type));

/** The handler's version that runs: the newest of the major version that was asked for. */
function handlerVersion(properties: JsonObject): string {
  const os = textOf(properties.type) === 'AzureDiskEncryptionForLinux' ? 'Linux' : 'Windows';
  const asked = textOf(properties.typeHandlerVersion);
  if (!isDiskEncryption(properties)) return `${asked}.0.0`;
  return (running[os] as Record<string, string>)[asked.split('.')[0] ?? ''] ?? `${asked}.0.0`;
}

const signatureOf = (properties: JsonObject): string =>
  JSON.stringify([properties.settings ?? null, properties.forceUpdateTag ?? null, properties.typeHandlerVersion ?? null]);

/** The report of a handler that ran before the server began. */
export const settledReport = (properties: JsonObject): HandlerReport => ({
  type: `${textOf(properties.publisher)}.${textOf(properties.type)}`,
  version: handlerVersion(properties),
  state: 'succeeded',
  message: '',
  ran: signatureOf(properties),
});

/**
 * Runs a handler that was written to a machine. `done` is called when the extension's own write ends; encryption itself may go on.
 * Timing: seconds of virtual time in the options.
 */
export function runHandler(world: World, machine: Machine, handler: Handler, done: (error?: ErrorBody) => void): void {
  const { properties } = handler;
  const before = machine.extensions.get(handler.name);
  const report: HandlerReport = { ...settledReport(properties), state: before === undefined ? 'creating' : 'updating' };
  if (before !== undefined && before.ran === report.ran && before.state === 'succeeded') {
    world.note('handler skipped', machine.id, handler.name);
    world.later(5, () => done());
    return;
  }
  machine.extensions.set(handler.name, report);
  const end = (error?: ErrorBody) => {
    report.state = error === undefined ? 'succeeded' : 'failed';
    if (error !== undefined) report.message = error.message;
    done(error);
  };
  world.note('handler started', machine.id, textOf(properties.forceUpdateTag) || textOf(objectOf(properties.settings).SequenceVersion));
  if (!isDiskEncryption(properties)) {
    world.later(world.options.timing.agentStart, () => end());
    return;
  }
  const failure = refusalOfAgent(world, machine, handler);
  if (failure !== undefined) {
    world.later(world.options.timing.agentStart, () => end(failedHandler(handler, failure)));
    return;
  }
  machine.run += 1;
  const job = new EncryptionJob(world, machine, handler, report, end);
  world.later(world.options.timing.agentStart, () => job.start());
}

/** What the agent, or the platform behind it, would fail with. */
function refusalOfAgent(world: World, machine: Machine, { properties, location }: Handler): string | undefined {
  const settings = objectOf(properties.settings);
  const operation = textOf(settings.EncryptionOperation);
  const volume = textOf(settings.VolumeType);
  if (machine.os === 'Linux' && !/^(os|data|all)$/i.test(volume)) {
    return `Unknown Volume Type: ${volume}, has to be one of ['OS', 'Data', 'All']`;
  }
  if (operation === 'DisableEncryption') {
    const osEncrypted = machine.osVolume !== 'NotEncrypted';
    return machine.os === 'Linux' && osEncrypted ? 'Disabling encryption is not supported when OS volume is encrypted' : undefined;
  }
  if (!/^EnableEncryption(FormatAll)?$/.test(operation)) return `Encryption operation ${operation} is not supported`;
  const vault = parseResourceId(textOf(settings.KeyVaultResourceId).replace(/\/$/, ''));
  const found = vault === undefined ? undefined : world.resource(vault.id);
  const vaultProperties = objectOf(found?.body.properties);
  const sameRegion = textOf(found?.body.location).toLowerCase() === location.toLowerCase();
  const dualPass = textOf(settings.AADClientID) !== '';
  if (dualPass || (vaultProperties.enabledForDiskEncryption === true && sameRegion)) return undefined;
  return 'Failed to send DiskEncryptionData, Check KeyVault inputs, ResourceIds and retry encryption operation';
}

/** As the platform words it (https://github.com/Azure/azure-quickstart-templates/issues/2808 and a recorded operation of 2017). */
const failedHandler = (handler: Handler, message: string): ErrorBody => ({
  code: 'VMExtensionProvisioningError',
  message: `VM has reported a failure when processing extension '${handler.name}' (publisher '${textOf(handler.properties.publisher)}' and type '${textOf(handler.properties.type)}'). Error message: "${message}".`,
});

/** One run of enable or disable on one machine. */
class EncryptionJob {
  readonly #world: World;
  readonly #machine: Machine;
  readonly #report: HandlerReport;
  readonly #end: (error?: ErrorBody) => void;
  readonly #settings: JsonObject;
  readonly #run: number;
  readonly #volumes: 'os' | 'data' | 'all';

  constructor(world: World, machine: Machine, handler: Handler, report: HandlerReport, end: (error?: ErrorBody) => void) {
    this.#world = world;
    this.#machine = machine;
    this.#report = report;
    this.#end = end;
    this.#settings = objectOf(handler.properties.settings);
    this.#run = machine.run;
    const asked = textOf(this.#settings.VolumeType).toLowerCase();
    this.#volumes = asked === 'os' || asked === 'data' ? asked : 'all';
  }

  start(): void {
    if (this.#isStale()) return;
    if (textOf(this.#settings.EncryptionOperation) === 'DisableEncryption') this.#disable();
    else this.#enable();
  }

  #enable(): void {
    const { timing } = this.#world.options;
    const machine = this.#machine;
    const data = this.#volumes !== 'os' && machine.disks.some(({ role }) => role === 'data') && machine.dataVolume !== 'NotMounted';
    const os = this.#volumes !== 'data';
    const toData = data && machine.dataVolume !== 'Encrypted';
    const toOs = os && machine.osVolume !== 'Encrypted';
    if (toData) this.#set('dataVolume', 'EncryptionInProgress');
    if (toOs) this.#set('osVolume', 'EncryptionInProgress');
    this.#stamp();
    this.#say(toOs ? 'OS disk encryption started' : 'Encryption in progress');
    if (this.#endsEarly) this.#after(timing.settingsStamped, () => this.#end());
    if (this.#world.behaviour(machine.id, 'stuck') !== undefined) return;
    const failing = this.#world.behaviour(machine.id, 'encryptionFails');
    const dataSeconds = toData ? timing.encryptDataVolumes : 0;
    if (toData) this.#after(dataSeconds, () => this.#set('dataVolume', failing === undefined ? 'Encrypted' : 'NotEncrypted'));
    this.#after(dataSeconds + (toOs ? timing.encryptOsVolume : 0) + 1, () => {
      if (toOs) this.#set('osVolume', this.#osVolumeAfter(failing !== undefined));
      this.#say(failing?.message ?? this.#finalMessage());
      if (!this.#endsEarly) this.#end();
    });
  }

  /** On Linux the write ends when the settings are stamped, and with the previous release when the secret is written. */
  get #endsEarly(): boolean {
    return this.#machine.os === 'Linux' || this.#isDualPass;
  }

  #osVolumeAfter(failed: boolean): VolumeState {
    if (failed) return 'NotEncrypted';
    return this.#machine.os === 'Linux' ? 'VMRestartPending' : 'Encrypted';
  }

  #finalMessage(): string {
    if (this.#machine.os === 'Windows') return '';
    if (this.#machine.osVolume === 'VMRestartPending') return 'OS disk successfully encrypted, please reboot the VM';
    return {
      os: 'Encryption succeeded for OS volume',
      data: 'Encryption succeeded for data volumes',
      all: 'Encryption succeeded for all volumes',
    }[this.#volumes];
  }

  #disable(): void {
    const machine = this.#machine;
    if (this.#volumes !== 'os' && isEncrypted(machine, 'data')) this.#set('dataVolume', 'DecryptionInProgress');
    if (this.#volumes !== 'data' && isEncrypted(machine, 'os')) this.#set('osVolume', 'DecryptionInProgress');
    this.#say('Decryption started');
    if (this.#endsEarly) this.#after(this.#world.options.timing.settingsStamped, () => this.#end());
    if (this.#world.behaviour(machine.id, 'stuck') !== undefined) return;
    this.#after(this.#world.options.timing.decrypt, () => {
      if (machine.dataVolume === 'DecryptionInProgress') this.#set('dataVolume', 'NotEncrypted');
      if (machine.osVolume === 'DecryptionInProgress') this.#set('osVolume', 'NotEncrypted');
      stampDisks(this.#world, machine, undefined);
      this.#say('Disable Encryption completed successfully');
      if (!this.#endsEarly) this.#end();
    });
  }

  /** What the host writes on the disks: the vault, a new secret and the key. Dual pass reports the secret and leaves the rest to the caller. */
  #stamp(): void {
    if (this.#isDualPass) return;
    const keyUrl = textOf(this.#settings.KeyEncryptionKeyURL);
    stampDisks(this.#world, this.#machine, {
      enabled: true,
      diskEncryptionKey: {
        sourceVault: { id: textOf(this.#settings.KeyVaultResourceId).replace(/\/$/, '') },
        secretUrl: this.#secretUrl(),
      },
      ...(keyUrl === '' ? {} : { keyEncryptionKey: { sourceVault: { id: textOf(this.#settings.KekVaultResourceId) }, keyUrl } }),
    });
  }

  get #isDualPass(): boolean {
    return textOf(this.#settings.AADClientID) !== '';
  }

  #say(message: string): void {
    const prefix = this.#machine.os === 'Windows' ? `[${this.#report.version}] ` : '';
    this.#report.message = this.#isDualPass ? this.#secretUrl() : `${prefix}${message}`;
  }

  #secretUrl(): string {
    const secret = guid(this.#world.options.seed, `secret ${this.#machine.id}`).toUpperCase();
    const version = guid(this.#world.options.seed, `version ${this.#machine.id} ${this.#run}`).replaceAll('-', '');
    return `${textOf(this.#settings.KeyVaultURL).replace(/\/$/, '')}/secrets/${secret}/${version}`;
  }

  #set(volume: 'osVolume' | 'dataVolume', state: VolumeState): void {
    this.#machine[volume] = state;
    this.#world.note('volume', this.#machine.id, `${volume} ${state}`);
  }

  #after(seconds: number, run: () => void): void {
    this.#world.later(seconds, () => {
      if (!this.#isStale()) run();
    });
  }

  #isStale(): boolean {
    return this.#machine.run !== this.#run;
  }
}

/** Marks the disks of encrypted volumes, or takes the marks off those that no longer are. */
function stampDisks(world: World, machine: Machine, settings: JsonObject | undefined): void {
  for (const disk of machine.disks) {
    if (isEncrypted(machine, disk.role) === (settings === undefined)) continue;
    if (settings === undefined) delete disk.encryptionSettings;
    else disk.encryptionSettings = settings;
    const resource = disk.id === undefined ? undefined : world.resource(disk.id);
    if (resource === undefined) continue;
    const { enabled: _, ...keys } = settings ?? {};
    const collection: JsonObject =
      settings === undefined
        ? { enabled: false, encryptionSettingsVersion: '1.1' }
        : { enabled: true, encryptionSettingsVersion: '1.1', encryptionSettings: [keys] };
    objectOf(resource.body.properties).encryptionSettingsCollection = collection;
    resource.version += 1;
  }
}

/** A restart ends `VMRestartPending`: the volume is mounted encrypted. */
export function bringUp(world: World, machine: Machine): void {
  machine.power = 'running';
  if (machine.osVolume !== 'VMRestartPending') return;
  machine.osVolume = 'Encrypted';
  world.note('volume', machine.id, 'osVolume Encrypted');
  for (const report of machine.extensions.values()) {
    if (report.message.startsWith('OS disk successfully')) report.message = 'Encryption succeeded for all volumes';
  }
}
