/** The event's time zone, by region; this phone's own comes chosen. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../app/i18n';
import styles from './new-event-page.module.css';

function zonesWith(chosen: string): readonly string[] {
  const known = 'supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([...known, chosen, 'UTC'])].sort();
}

function byRegion(zones: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const regions = new Map<string, string[]>();
  for (const zone of zones) {
    const region = zone.includes('/') ? (zone.split('/')[0] ?? zone) : t('newEvent.otherZones');
    regions.set(region, [...(regions.get(region) ?? []), zone]);
  }
  return regions;
}

function placeIn(zone: string): string {
  return zone
    .slice(zone.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ', ');
}

export function ZoneField({
  value,
  onInput,
}: {
  value: string;
  onInput: (zone: string) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div class={styles.zone}>
      <label for={id}>{t('newEvent.zone')}</label>
      <select id={id} value={value} onChange={(event) => onInput(event.currentTarget.value)}>
        {[...byRegion(zonesWith(value))].map(([region, zones]) => (
          <optgroup key={region} label={region}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {placeIn(zone)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p>{t('newEvent.zoneHint')}</p>
    </div>
  );
}
