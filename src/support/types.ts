import type { CloudName, ImageReference, OsType, Source, SupportMatrix } from '../model/index.ts';

/** Look-ups into one dated support pack and the tables that all packs share. It answers, it does not decide. */
export interface Support {
  matrix: SupportMatrix;
  /** Date of the newest text the pack was made from. */
  published: string;
  cloud(name: CloudName): CloudFacts;
  /** The VM extension of Azure Disk Encryption. */
  extension(os: OsType, release: EncryptionRelease): ExtensionHandler;
  /** Size as Azure spells it, ignoring case; undefined when the table does not have it. */
  size(name: string): VmSize | undefined;
  /** The size that a misspelt name most likely means; undefined when none is near. */
  similarSize(name: string): string | undefined;
  /** What the name of a size says by Azure's naming convention; undefined when it does not follow it. Works for sizes that the table lacks. */
  sizeName(name: string): SizeName | undefined;
  /** The row of the image matrix that covers this image; undefined when none does. */
  image(image: ImageReference): ImageSupport | undefined;
  /** For a message about an image without a row: the rows of its offer, else those of its publisher. */
  imageAlternatives(image: ImageReference): ImageSupport[];
  /** What a Windows or Linux image is, from publisher, offer and sku; undefined when unknown. */
  operatingSystem(image: ImageReference): ImageOperatingSystem | undefined;
  /** The Windows version of this name, ignoring case, blanks and an edition after it; undefined when the table does not have it. */
  windowsVersion(name: string): WindowsVersion | undefined;
  /** Names of the Windows versions that Azure Disk Encryption supports, the oldest first. */
  supportedWindowsVersions: readonly string[];
  minimumMemory: MinimumMemory;
  /**
   * Published, stable apiVersion of a resource type in a cloud.
   * @throws {Error} for a type that the table does not have: a bug, never the user's fault.
   */
  apiVersion(type: string, cloud: CloudName): string;
}

export type EncryptionRelease = 'single-pass' | 'dual-pass';

export interface CloudFacts {
  /** Without a leading dot: `vault.azure.net`. */
  keyVaultDnsSuffix: string;
  /** Without a leading dot: `core.windows.net`. */
  storageSuffix: string;
  /** Azure Resource Manager's URL, without a trailing slash. */
  resourceManager: string;
  /** Log-in URL of Microsoft Entra ID, without a trailing slash. */
  activeDirectory: string;
  source: Source;
  /** Azure Backup's application (client) id in this cloud; undefined where no page names it. */
  backupApplicationId: string | undefined;
  backupSource: Source;
}

export interface ExtensionHandler {
  publisher: 'Microsoft.Azure.Security';
  type: 'AzureDiskEncryption' | 'AzureDiskEncryptionForLinux';
  typeHandlerVersion: '2.2' | '1.1' | '0.1';
  release: EncryptionRelease;
}

export interface VmSize {
  name: string;
  /** Quota family as Azure names it. */
  family: string;
  /** Undefined, as memory and architecture are, where the table only knows the name. */
  vCPUs: number | undefined;
  memoryMB: number | undefined;
  /** `amd64` or `arm64`. */
  architecture: string | undefined;
}

/** A size's name taken apart: `Standard_NC24ads_A100_v4`. */
export interface SizeName {
  tier: 'Basic' | 'Standard';
  /** Letters before the number, in upper case: `E`, `DC`, `NV`, `DS` of `Standard_DS1_v2`. */
  series: string;
  /** 1 where the name has no `_v`. */
  version: number;
  /** Letters after the number, in lower case: `a` AMD, `b` block storage, `d` local disk, `m` more memory, `p` Arm, `s` Premium storage. */
  features: string;
  /** What stands between features and version: `A100`, `T4`, `cc`. */
  accelerator: string | undefined;
  /** The host's own NVMe disks are in the machine. */
  localNvmeDisks: boolean;
}

export interface ImageSupport {
  volumes: 'OSAndData' | 'Data';
  /** The row, as the page writes it. */
  row: string;
  /** What the page adds to the row. */
  note?: string;
  source: Source;
}

export interface ImageOperatingSystem {
  type: OsType;
  /** `WindowsServer2022`, `Windows11`, `Ubuntu 22.04`, `RHEL 8.9`; absent where publisher, offer and SKU do not say it. */
  version?: string;
  /** Absent where they do not say it. */
  serverCore?: boolean;
}

export interface WindowsVersion {
  name: string;
  kind: 'server' | 'client';
  supported: boolean;
  /** Smallest RSA key encryption key that works, in bits. */
  minimumKeySize: 2048 | 3072;
  note?: string;
  source: Source;
}

/** Memory in MB below which encrypting is refused, by what is encrypted; undefined where the matrix states none. */
export interface MinimumMemory {
  windows: number | undefined;
  linuxData: number;
  linuxOs: number;
  /** Root usage above which the OS volume needs twice that usage; undefined where the matrix knows no such rule. In GB. */
  linuxRootUsageGB: number | undefined;
  source: Source;
}
