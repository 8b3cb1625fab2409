// A setting that an override begins with: something that can be seen at once.
import type { FieldSettings } from '../../../../../contract/dashboards/field-config.ts';
import type { FieldProperty } from './field-properties.ts';

export function newProperty(property: FieldProperty, settings: FieldSettings): FieldSettings {
  switch (property.control) {
    case 'number':
      return property.set(settings, property.id === 'width' ? 2 : property.id === 'column' ? 120 : 0);
    case 'text':
      return property.set(settings, property.hint ?? 'A');
    case 'unit':
      return property.set(settings, 'short');
    case 'choice':
      return property.set(settings, property.options[0]?.value);
    case 'flag':
      return property.set(settings, true);
    case 'colour':
      return property.set(settings, { mode: 'fixed', fixed: 'red' });
    case 'thresholds':
      return property.set(settings, {
        mode: 'absolute',
        steps: [
          { value: -Infinity, colour: 'green' },
          { value: 80, colour: 'red' },
        ],
      });
    case 'mappings':
      return property.set(settings, [{ kind: 'value', value: '0', result: { text: 'none', colour: undefined } }]);
  }
}
