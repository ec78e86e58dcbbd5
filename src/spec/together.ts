import type { EncryptionModel, Finding } from '../model/index.ts';

export function checkTogether(_models: readonly EncryptionModel[]): Finding[] {
  return [];
}
