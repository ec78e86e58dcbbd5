import type { SupportMatrix } from '../model/index.ts';
import { apiVersionOf } from './api-versions.ts';
import { clouds } from './clouds.ts';
import { extensionHandlers } from './extensions.ts';
import type { Support } from './types.ts';

export type * from './types.ts';

/** Look-ups into the pack of this date; packs differ in images, operating systems and memory, the other tables are common. */
export function supportFor(matrix: SupportMatrix): Support {
  const is2018 = matrix === '2018-12';
  return {
    matrix,
    published: is2018 ? '2018-12-12' : '2026-09-11',
    cloud: (name) => clouds[name],
    extension: (os, release) => extensionHandlers[os][release],
    size: () => undefined,
    sizeName: () => undefined,
    image: () => undefined,
    operatingSystem: () => undefined,
    windowsVersion: () => undefined,
    minimumMemory: is2018
      ? {
          windows: undefined,
          linuxData: 7168,
          linuxOs: 7168,
          linuxRootUsageGB: undefined,
          source: { url: 'https://learn.microsoft.com/azure/security/azure-security-disk-encryption-overview', date: '2018-12-07' },
        }
      : {
          windows: 2048,
          linuxData: 2048,
          linuxOs: 8192,
          linuxRootUsageGB: 4,
          source: { url: 'https://learn.microsoft.com/azure/virtual-machines/linux/disk-encryption-overview', date: '2026-02-20' },
        },
    apiVersion: apiVersionOf,
  };
}
