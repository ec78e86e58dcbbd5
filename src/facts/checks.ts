import type { CheckMeta } from '../model/index.ts';

/** What completing the facts reports by itself. */
export const factsChecks = [
  {
    code: 'ADE2040',
    name: 'os-type-contradicts-image',
    severity: 'error',
    summary: 'The operating system of a machine must be that of its image and version.',
    azureError:
      'The agent refuses settings that are meant for the other operating system, or the extension never reports: "VM has reported a failure when processing extension".',
    sources: [
      { url: 'https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-windows', date: '2020-03-19' },
      { url: 'https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux', date: '2020-03-19' },
    ],
    messages: {
      image: 'Machine {machine} is said to run {type}, but the image {image} is {imageType}. Correct `os.type` or the image.',
      version: 'Machine {machine} is said to run {type}, but {version} is {versionType}. Correct `os.type` or `os.version`.',
    },
  },
  {
    code: 'ADE2041',
    name: 'os-version-contradicts-image',
    severity: 'warning',
    summary: 'The version of an operating system should be that of its image.',
    sources: [{ url: 'https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-overview', date: '2026-02-20' }],
    messages: {
      differs:
        'Machine {machine} is said to run {version}, but the image {image} is {imageVersion}. The rules take {version}: correct it, unless the machine was upgraded in place.',
    },
  },
  {
    code: 'ADE2042',
    name: 'size-unknown',
    severity: 'warning',
    summary: 'The size of a machine should be one that Azure publishes, so that its memory and series can be checked.',
    azureError: 'The value NAME provided for the VM size is not valid.',
    sources: [
      {
        url: 'https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/azure/azure_instance_types.go',
        date: '2026-11-25',
      },
      { url: 'https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions', date: '2023-05-01' },
    ],
    messages: {
      misspelt: 'The table of sizes has no {size}, which machine {machine} has, so its memory is not checked. Did you mean {suggestion}?',
      unknown:
        'The table of sizes has no {size}, which machine {machine} has, so its memory is not checked. Correct the name; if the size is newer than the table, see that the machine has the memory that encryption needs.',
      unreadable:
        'The size {size} of machine {machine} is not named as Azure names sizes, for example Standard_D4s_v5. Correct the name; `az vm list-sizes --location REGION` lists them.',
    },
  },
  {
    code: 'ADE2043',
    name: 'windows-version-unknown',
    severity: 'warning',
    summary: 'The Windows version of a machine should be written by a name that is known, so that what depends on it can be checked.',
    sources: [{ url: 'https://learn.microsoft.com/azure/virtual-machines/windows/disk-encryption-overview', date: '2026-02-20' }],
    messages: {
      unknown:
        'Machine {machine} runs {version}, which is no Windows version known here, so what depends on it is not checked. Known are {known}.',
    },
  },
] as const satisfies readonly CheckMeta[];
