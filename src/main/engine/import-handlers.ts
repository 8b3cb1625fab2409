// Who answers imports.* of the contract.
import type { MethodTable } from '../serve/method-table.ts';
import type { ImportService } from './import-service.ts';
import type { ImportWatch } from './import-watch.ts';

export interface ImportParts {
  readonly service: ImportService;
  readonly watch: Pick<ImportWatch, 'list'>;
}

export function addImportHandlers({ add }: Pick<MethodTable, 'add'>, { service, watch }: ImportParts): void {
  add('imports.list', () => service.list());
  add('imports.start', ({ paths, into }) => service.start(paths, into));
  add('imports.upload', (piece) => ({ import: service.upload(piece) }));
  add('imports.dropUpload', ({ upload }) => {
    service.dropUpload(upload);
    return {};
  });
  add('imports.cancel', ({ id }) => {
    service.cancel(id);
    return {};
  });
  add('imports.clear', () => {
    service.clear();
    return {};
  });
  add('imports.watches', () => watch.list());
}
