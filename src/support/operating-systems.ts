import type { ImageReference } from '../model/index.ts';
import type { ImageOperatingSystem } from './types.ts';

// Who publishes what: https://learn.microsoft.com/azure/virtual-machines/linux/endorsed-distros (2025-09-23) and
// https://learn.microsoft.com/azure/virtual-machines/windows/cli-ps-findimage (2024-08-01).

type Reader = (image: ImageReference) => ImageOperatingSystem;

const linux = (name: string, versionOf: (image: ImageReference) => string | undefined): Reader => {
  return (image) => {
    const version = versionOf(image);
    return version === undefined ? { type: 'Linux' } : { type: 'Linux', version: `${name} ${version}` };
  };
};

const readers: Readonly<Record<string, Reader>> = {
  microsoftwindowsserver: (image) => ({
    type: 'Windows',
    ...named(windowsServer(image.sku)),
    serverCore: /core/i.test(image.sku),
  }),
  microsoftwindowsdesktop: (image) => ({ type: 'Windows', ...named(windowsClient(`${image.offer} ${image.sku}`)), serverCore: false }),
  microsoftvisualstudio: windowsByName,
  microsoftsharepoint: windowsByName,
  microsoftwindowsserverhpcpack: windowsByName,
  microsoftbiztalkserver: windowsByName,
  microsoftsqlserver: (image) => (/-ws\d{4}/i.test(image.offer) ? windowsByName(image) : otherLinux(image.offer)),
  'microsoft-dsvm': (image) => (/win/i.test(image.offer) ? { type: 'Windows' } : otherLinux(image.offer)),
  canonical: linux('Ubuntu', (image) => ubuntuVersion(image.sku) ?? ubuntuVersion(image.offer)),
  redhat: linux('RHEL', (image) => minorVersion(image.sku)),
  openlogic: linux('CentOS', (image) => minorVersion(image.sku)),
  oracle: linux('Oracle Linux', (image) => minorVersion(image.sku.replace(/^ol/i, ''))),
  suse: (image) =>
    /opensuse/i.test(image.offer) ? linux('openSUSE', ({ sku }) => minorVersion(sku))(image) : linux('SLES', slesVersion)(image),
  credativ: linux('Debian', (image) => /^\d+/.exec(image.sku)?.[0]),
  debian: linux('Debian', (image) => /^debian-(\d+)/i.exec(image.offer)?.[1]),
  microsoftcblmariner: (image) => marinerVersion(`${image.offer} ${image.sku}`),
  almalinux: () => ({ type: 'Linux' }),
  resf: () => ({ type: 'Linux' }),
  coreos: () => ({ type: 'Linux' }),
  kinvolk: () => ({ type: 'Linux' }),
};

/** What an image is, from publisher, offer and SKU, ignoring case; undefined for a publisher whose images can be either. */
export function operatingSystemOf(image: ImageReference): ImageOperatingSystem | undefined {
  const publisher = image.publisher.toLowerCase();
  return Object.hasOwn(readers, publisher) ? readers[publisher]?.(image) : undefined;
}

const named = (version: string | undefined): { version?: string } => (version === undefined ? {} : { version });

function windowsByName(image: ImageReference): ImageOperatingSystem {
  const text = `${image.offer} ${image.sku}`;
  return { type: 'Windows', ...named(windowsServer(text) ?? windowsClient(text)) };
}

function windowsServer(text: string): string | undefined {
  const [, year, release] = /(?:^|\]|ws|windowsserver[-_]?)(2008|2012|2016|2019|2022|2025)(?:-?(r2))?/i.exec(text) ?? [];
  return year === undefined ? undefined : `WindowsServer${year}${release === undefined ? '' : 'R2'}`;
}

function windowsClient(text: string): string | undefined {
  const version = /win(?:dows)?-?(7|8\.1|81|8|10|11)(?!\d)/i.exec(text)?.[1];
  return version === undefined ? undefined : `Windows${version === '81' ? '8.1' : version}`;
}

const ubuntuVersion = (text: string): string | undefined => /(\d\d)[._](\d\d)/.exec(text)?.slice(1).join('.');

/** `8_9`, `8.4`, `89-gen2`, `94_gen2`, `7-LVM`: three ways in which SKUs write a version. */
function minorVersion(sku: string): string | undefined {
  const parts = /^(\d{1,2})[._](\d{1,2})/.exec(sku) ?? /^(10|[5-9])(\d{1,2})(?=[-_a-z])/i.exec(sku) ?? /^(\d{1,2})(?=-|$)/.exec(sku);
  return parts === null ? undefined : parts.slice(1).join('.');
}

function slesVersion(image: ImageReference): string | undefined {
  const parts = /(\d\d)-sp(\d)/i.exec(`${image.offer} ${image.sku}`);
  return parts === null ? undefined : `${parts[1]} SP${parts[2]}`;
}

function marinerVersion(text: string): ImageOperatingSystem {
  const [, name, version] = /(mariner|azure-linux)-(\d)/i.exec(text) ?? [];
  if (name === undefined) return { type: 'Linux' };
  return { type: 'Linux', version: `${name.toLowerCase() === 'mariner' ? 'Mariner' : 'Azure Linux'} ${version}` };
}

/** Products on Linux whose offer names the distribution: `sql2019-ubuntu2004`, `sql2019-rhel8`, `ubuntu-1804`. */
function otherLinux(text: string): ImageOperatingSystem {
  const [, year, month] = /ubuntu-?(\d\d)\.?(\d\d)/i.exec(text) ?? [];
  return year === undefined ? { type: 'Linux' } : { type: 'Linux', version: `Ubuntu ${year}.${month}` };
}
