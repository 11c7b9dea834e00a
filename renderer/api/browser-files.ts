/** Files in and out of a browser page, where there are no native dialogs. */
export function downloadFile(file: { fileName: string; mime: string; bytes: Uint8Array }): boolean {
  const address = URL.createObjectURL(new Blob([file.bytes.slice()], { type: file.mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return true;
}

/** Null when the user closed the dialog. */
export function pickFile(): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  const { promise, resolve, reject } = Promise.withResolvers<{ fileName: string; bytes: Uint8Array } | null>();
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.csv,.tsv,.txt,.json,text/csv,text/tab-separated-values';
  input.addEventListener('cancel', () => resolve(null));
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file === undefined) resolve(null);
    else readFile(file).then(resolve, reject);
  });
  input.click();
  return promise;
}

export async function readFile(file: File): Promise<{ fileName: string; bytes: Uint8Array }> {
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
