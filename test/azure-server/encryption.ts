import { EncryptionJob } from './encryption-job.ts';
import type { ErrorBody } from './errors.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';
import type { HandlerReport, Machine } from './machine.ts';
import { keyOf, parseResourceId, sameRegion } from './resource-id.ts';
import type { World } from './world.ts';

/** The extension as it was written: its `properties`. */
export interface Handler {
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
  const dualPass = textOf(settings.AADClientID) !== '';
  if (dualPass || isVaultOpen(world, machine, textOf(settings.KeyVaultResourceId), location)) return undefined;
  return 'Failed to send DiskEncryptionData, Check KeyVault inputs, ResourceIds and retry encryption operation';
}

/** The vault is there, in the machine's region, and lets the platform in: by its flag, or by the machine's own identity. */
function isVaultOpen(world: World, machine: Machine, vaultId: string, location: string): boolean {
  const vault = parseResourceId(vaultId.replace(/\/$/, ''));
  const found = vault === undefined ? undefined : world.resource(vault.id);
  if (found === undefined || !sameRegion(textOf(found.body.location), location)) return false;
  return objectOf(found.body.properties).enabledForDiskEncryption === true || hasEncryptionIdentity(world, machine);
}

function hasEncryptionIdentity(world: World, machine: Machine): boolean {
  const owner = world.resources.get(keyOf(machine.id).replace(/(scalesets\/[^/]+)\/virtualmachines\/.*$/, '$1'));
  const properties = objectOf(owner?.body.properties);
  const profile = properties.virtualMachineProfile === undefined ? properties : objectOf(properties.virtualMachineProfile);
  return objectOf(profile.securityProfile).encryptionIdentity !== undefined;
}

/** As the platform words it (https://github.com/Azure/azure-quickstart-templates/issues/2808 and a recorded operation of 2017). */
const failedHandler = (handler: Handler, message: string): ErrorBody => ({
  code: 'VMExtensionProvisioningError',
  message: `VM has reported a failure when processing extension '${handler.name}' (publisher '${textOf(handler.properties.publisher)}' and type '${textOf(handler.properties.type)}'). Error message: "${message}".`,
});

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
