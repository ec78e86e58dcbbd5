import type { OsType } from '../../model/index.ts';
import type { EncryptionRelease } from '../../support/index.ts';

/** The release of the extension by the major of its handler version: the one with an Azure AD application counts one lower. */
export function releaseOf(os: OsType, typeHandlerVersion: string): EncryptionRelease | undefined {
  const major = Number.parseInt(typeHandlerVersion, 10);
  const singlePass = os === 'Windows' ? 2 : 1;
  return major === singlePass ? 'single-pass' : major === singlePass - 1 ? 'dual-pass' : undefined;
}
