import type { Handler } from './encryption.ts';
import type { ErrorBody } from './errors.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import { type HandlerReport, isEncrypted, type Machine, type VolumeState } from './machine.ts';
import { guid } from './random.ts';
import type { World } from './world.ts';

/** One run of enable or disable on one machine. */
export class EncryptionJob {
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
