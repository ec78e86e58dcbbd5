import type { LinuxImageRows } from '../linux-images.ts';
import type { MinimumMemory, WindowsVersion } from '../types.ts';

/** What the support statements of one date say. */
export interface SupportPack {
  /** Date of the newest text the pack was made from. */
  published: string;
  linuxImages: readonly LinuxImageRows[];
  windowsVersions: readonly WindowsVersion[];
  minimumMemory: MinimumMemory;
}
