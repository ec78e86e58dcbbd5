const filesOfOneState = 60;

/** All files of one state of a folder; two states differ in every file, and in which files there are. */
export function stateOf(number: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let file = 0; file < filesOfOneState; file++) {
    files[`x/folder-${(file * 7 + number) % 13}/file-${file}.json`] = `state ${number}\n`.repeat(200);
  }
  return files;
}
