import type { OsType } from '../model/index.ts';
import type { EncryptionRelease, ExtensionHandler } from './types.ts';

const publisher = 'Microsoft.Azure.Security';

export const extensionHandlers: Readonly<Record<OsType, Readonly<Record<EncryptionRelease, ExtensionHandler>>>> = {
  Windows: {
    'single-pass': { publisher, type: 'AzureDiskEncryption', typeHandlerVersion: '2.2', release: 'single-pass' },
    'dual-pass': { publisher, type: 'AzureDiskEncryption', typeHandlerVersion: '1.1', release: 'dual-pass' },
  },
  Linux: {
    'single-pass': { publisher, type: 'AzureDiskEncryptionForLinux', typeHandlerVersion: '1.1', release: 'single-pass' },
    'dual-pass': { publisher, type: 'AzureDiskEncryptionForLinux', typeHandlerVersion: '0.1', release: 'dual-pass' },
  },
};

export const extensionSources = [
  { url: 'https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-windows', date: '2020-03-19' },
  { url: 'https://learn.microsoft.com/azure/virtual-machines/extensions/azure-disk-enc-linux', date: '2020-03-19' },
];
