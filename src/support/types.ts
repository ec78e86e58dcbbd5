import type { CloudName, ImageReference, OsType, Source, SupportMatrix } from '../model/index.ts';

/** Look-ups into one dated support pack and the tables that all packs share. It answers, it does not decide. */
export interface Support {
  matrix: SupportMatrix;
  /** Date of the newest text the pack was made from. */
  published: string;
  cloud(name: CloudName): CloudFacts;
  /** The VM extension of Azure Disk Encryption. */
  extension(os: OsType, release: 'single-pass' | 'dual-pass'): ExtensionHandler;
  /** Size as Azure spells it, ignoring case; undefined when the table does not have it. */
  size(name: string): VmSize | undefined;
  /** The row of the image matrix that covers this image; undefined when none does. */
  image(image: ImageReference): ImageSupport | undefined;
  /** What a Windows or Linux image is, from publisher, offer and sku; undefined when unknown. */
  operatingSystem(image: ImageReference): { type: OsType; version?: string } | undefined;
  /** The Windows version of this name; undefined when the table does not have it. */
  windowsVersion(name: string): WindowsVersion | undefined;
  minimumMemory: MinimumMemory;
  /** Published, stable apiVersion of a resource type in a cloud. */
  apiVersion(type: string, cloud: CloudName): string;
}

export interface CloudFacts {
  /** Without a leading dot: `vault.azure.net`. */
  keyVaultDnsSuffix: string;
  storageSuffix: string;
  resourceManager: string;
  activeDirectory: string;
  /** Azure Backup's application (client) id in this cloud. */
  backupApplicationId: string;
  source: Source;
}

export interface ExtensionHandler {
  publisher: 'Microsoft.Azure.Security';
  type: 'AzureDiskEncryption' | 'AzureDiskEncryptionForLinux';
  typeHandlerVersion: '2.2' | '1.1' | '0.1';
  release: 'single-pass' | 'dual-pass';
}

export interface VmSize {
  name: string;
  /** Quota family as Azure names it. */
  family: string;
  vCPUs: number;
  memoryMB: number;
  architecture: string;
}

export interface ImageSupport {
  volumes: 'OSAndData' | 'Data';
  /** The row, as the page writes it. */
  row: string;
  source: Source;
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

/** Memory in MB below which encrypting is refused, by what is encrypted. */
export interface MinimumMemory {
  windows: number | undefined;
  linuxData: number;
  linuxOs: number;
  /** Root usage above which the OS volume needs twice that usage; undefined where the matrix knows no such rule. In GB. */
  linuxRootUsageGB: number | undefined;
  source: Source;
}
