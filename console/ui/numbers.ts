const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** `12,345`. */
export function count(value: number): string {
  return plain.format(value);
}

/** `1 item`, `2 items`. */
export function counted(value: number, noun: string, several = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : several}`;
}

/** A number of 0..1 to two places. */
export function share(value: number): string {
  return value.toFixed(2);
}

/** `0:07`, `1:02:45`. */
export function clock(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** `840 ms`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return twoUnits(Math.floor(whole / 60), 'min', whole % 60, 's');
  return twoUnits(Math.floor(whole / 3600), 'h', Math.round((whole % 3600) / 60), 'min');
}

/** `0.4 ms`, `12 ms`, `1,204 ms`. */
export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : count(value)} ms`;
}

function twoUnits(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** `14 kB`, `3.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A moment in the reader's own time zone. */
export function moment(iso: string): string {
  return day.format(new Date(iso));
}

/** `camera.focalLength_mm`, as of JSON, reads `camera › focal length mm`. */
export function attributeWords(name: string): string {
  return name
    .replaceAll(
      /([\p{Ll}\d])(\p{Lu}\p{Ll})/gu,
      (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
    )
    .replaceAll(/(?<=[^\s_-])[_-]+(?=[^\s_-])/g, ' ')
    .replaceAll(/(?<=[^\s.])\.(?=[^\s.])/g, ' › ');
}

/** `image_embedding` as people read it. */
export function words(name: string): string {
  if (name === 'ocr') return 'OCR';
  const spaced = name.replaceAll('_', ' ').replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
