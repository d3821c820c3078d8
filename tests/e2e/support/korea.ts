// What a calendar and a clock on a wall in Seoul show.

const KST_MS = 9 * 3_600_000;

/** `2026-11-21` and `14:05`, as date and time fields take them. */
export function nowInKorea(): { day: string; time: string } {
  const [day, time] = new Date(Date.now() + KST_MS).toISOString().split("T");
  return { day: day as string, time: (time as string).slice(0, 5) };
}
