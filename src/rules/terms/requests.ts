import type { EncryptionRequest, VolumeType } from '../../model/index.ts';

const newMachineScenarios = new Set(['new-vm-encrypted-vhd', 'new-vm-gallery-image', 'new-scale-set']);

/** The plan makes the machine. */
export const makesMachine = (request: EncryptionRequest): boolean => newMachineScenarios.has(request.scenario);

/** The disks are encrypted before the machine gets them; no extension runs. */
export const attachesEncryptedDisks = (request: EncryptionRequest): boolean => request.scenario === 'new-vm-encrypted-vhd';

/** The machine will be an encrypted one, whether the extension encrypts it or its disks come encrypted. */
export const endsEncrypted = (request: EncryptionRequest): boolean => request.operation === 'enable' || request.operation === 'update';

/** The extension is told to encrypt volumes. */
export const encryptsVolumes = (request: EncryptionRequest): boolean => endsEncrypted(request) && !attachesEncryptedDisks(request);

/** The extension is told to decrypt volumes; removal decrypts first. */
export const decryptsVolumes = (request: EncryptionRequest): boolean => request.operation === 'disable' || request.operation === 'remove';

export const coversOs = (volumeType: VolumeType | undefined): boolean => volumeType === 'OS' || volumeType === 'All';

export const coversData = (volumeType: VolumeType | undefined): boolean => volumeType === 'Data' || volumeType === 'All';
