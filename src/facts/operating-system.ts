import {
  type Finding,
  type ImageReference,
  type Known,
  type Machine,
  type MessageData,
  type Origin,
  type OsType,
  refused,
} from '../model/index.ts';
import type { ImageOperatingSystem, Support } from '../support/index.ts';
import { fill, fillNone, follows } from './fill.ts';

/** Derives what image and version say about the operating system, and reports what contradicts them. */
export function completeOperatingSystem(machine: Machine, support: Support): Finding[] {
  const { os } = machine;
  completeImage(machine);
  const findings: Finding[] = [];
  const image = os.image.known && os.image.value !== undefined ? (os.image as Known<ImageReference>) : undefined;
  const fromImage = image === undefined ? undefined : support.operatingSystem(image.value);

  if (image !== undefined && fromImage !== undefined) {
    findings.push(...contradictedByImage(machine, image, fromImage, support));
    const origin = follows(image, `images/${urn(image.value)}`);
    os.type = fill(os.type, fromImage.type, origin);
    os.version = fill(os.version, fromImage.version, origin);
    os.serverCore = fill(os.serverCore, fromImage.serverCore, origin);
  }
  if (os.version.known) {
    const type = typeOf(os.version.value, support);
    if (os.type.known && type !== undefined && os.type.value !== type) {
      const data = { machine: machine.name, type: os.type.value, version: os.version.value, versionType: type };
      findings.push(finding('ADE2040', 'version', os.type.origin, data, os.version.origin));
      os.type = refused('os.type');
    }
    os.type = fill(os.type, type, follows(os.version, `operatingSystems/${os.version.value}`));
  }
  if (machine.osDisk.osType.known) os.type = fill(os.type, machine.osDisk.osType.value, follows(machine.osDisk.osType, 'osDisk.osType'));
  if (os.type.known) machine.osDisk.osType = fill(machine.osDisk.osType, os.type.value, follows(os.type, 'os.type'));
  findings.push(...unknownWindowsVersion(machine, support));
  return findings;
}

/** A version that nobody can look up is as good as none, but a rule that needs it must not be silent about that. */
function unknownWindowsVersion({ name, os }: Machine, support: Support): Finding[] {
  if (!os.version.known || !os.type.known || os.type.value !== 'Windows') return [];
  if (support.windowsVersion(os.version.value) !== undefined) return [];
  const data = { machine: name, version: os.version.value, known: [...support.supportedWindowsVersions] };
  const { origin } = os.version;
  os.version = refused('os.version');
  return [{ code: 'ADE2043', messageId: 'unknown', data, origin }];
}

/** A machine has an image of the marketplace or one of its own, not both. */
function completeImage({ os }: Machine): void {
  if (os.image.known && os.image.value !== undefined) os.imageId = fillNone(os.imageId, follows(os.image, 'os.image'));
  if (os.imageId.known && os.imageId.value !== undefined) os.image = fillNone(os.image, follows(os.imageId, 'os.imageId'));
}

function contradictedByImage(machine: Machine, image: Known<ImageReference>, fromImage: ImageOperatingSystem, support: Support): Finding[] {
  const { os } = machine;
  if (os.type.known && os.type.value !== fromImage.type) {
    const data = { machine: machine.name, type: os.type.value, image: urn(image.value), imageType: fromImage.type };
    const found = finding('ADE2040', 'image', os.type.origin, data, image.origin);
    os.type = refused('os.type');
    // What the version says about the type is the same mistake, or a second one that nobody can judge before the first is corrected.
    os.version = os.version.known ? refused('os.version') : os.version;
    return [found];
  }
  if (!os.version.known || fromImage.version === undefined || !differ(os.version.value, fromImage.version, support)) return [];
  const data = { machine: machine.name, version: os.version.value, image: urn(image.value), imageVersion: fromImage.version };
  return [finding('ADE2041', 'differs', os.version.origin, data, image.origin)];
}

function finding(code: string, messageId: string, origin: Origin, data: MessageData, related: Origin): Finding {
  return { code, messageId, data, origin, related: [related] };
}

const urn = (image: ImageReference): string => `${image.publisher}:${image.offer}:${image.sku}`;

const linuxVersion = /^(ubuntu|rhel|centos|oracle linux|sles|opensuse|debian|mariner|azure linux)\s*(\d+)?/i;

function typeOf(version: string, support: Support): OsType | undefined {
  if (support.windowsVersion(version) !== undefined || /^windows/i.test(version)) return 'Windows';
  return linuxVersion.test(version) ? 'Linux' : undefined;
}

/** Two names of versions that cannot be the same system. Minor versions of Linux change by ordinary updates, so they do not count. */
function differ(written: string, fromImage: string, support: Support): boolean {
  const windows = [written, fromImage].map((version) => support.windowsVersion(version)?.name);
  if (windows.every((name) => name !== undefined)) return windows[0] !== windows[1];
  const [one, other] = [written, fromImage].map((version) => linuxVersion.exec(version));
  if (one == null || other == null) return false;
  const sameName = one[1]?.toLowerCase() === other[1]?.toLowerCase();
  return !sameName || (one[2] !== undefined && other[2] !== undefined && one[2] !== other[2]);
}
