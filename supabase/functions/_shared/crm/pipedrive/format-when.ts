const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** `20 Aug 2026, 15:01 UTC`; null for what is no time. Written out, so that it does not depend on the runtime's locale data. */
export const formatStart = (iso: string | null): string | null => {
  const at = new Date(iso ?? Number.NaN);
  if (Number.isNaN(at.getTime())) return null;
  const day = `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${day}, ${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())} UTC`;
};

/** `30 min` or `1 h 05 min`; null when there is nothing to tell. */
export const formatDuration = (seconds: number | null): string | null => {
  if (seconds === null || !(seconds > 0)) return null;
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
};
