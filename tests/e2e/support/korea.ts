// What a calendar and a clock on a wall in Seoul show.

const HOUR_MS = 3_600_000;
const KST_MS = 9 * HOUR_MS;

/** `2026-11-21` and `14:05`, as date and time fields take them. */
export function nowInKorea(): { day: string; time: string } {
  const [day, time] = new Date(Date.now() + KST_MS).toISOString().split("T");
  return { day: day as string, time: (time as string).slice(0, 5) };
}

/** `11월 22일(일)`: tomorrow, as a sentence says it. */
export function tomorrowInKorea(): string {
  const words = { month: "long", day: "numeric", weekday: "short", timeZone: "Asia/Seoul" } as const;
  const tomorrow = new Date(Date.now() + 24 * HOUR_MS);
  return new Intl.DateTimeFormat("ko-KR", words).format(tomorrow).replace(" (", "(");
}
