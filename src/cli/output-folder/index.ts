export { checkOutputFolder, writingFolder } from './paths.ts';
export { checkFiles, planFile, planRemoval, planWrites, unreadablePlan, type WritePlan } from './plan-writes.ts';
export { folderReader, ownedFolders } from './read-folder.ts';
export { FolderWrite, isUnfinished, settle } from './write.ts';
