// What a calendar and a clock on a wall in Seoul show.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KST_MS = 9 * HOUR_MS;

/** `2026-11-21` and `14:05`, as date and time fields take them. */
export function nowInKorea(): { day: string; time: string } {
  return inKorea(Date.now());
}

function inKorea(at: number): { day: string; time: string } {
  const [day, time] = new Date(at + KST_MS).toISOString().split("T");
  return { day: day as string, time: (time as string).slice(0, 5) };
}

/** `2026.11.22(일) 14:05`, in English `Sun 22 Nov 2026, 14:05`: when exactly something was. */
export function momentInKorea(at: number, locale: "ko" | "en"): string {
  const { day, time } = inKorea(at);
  const word = (options: Intl.DateTimeFormatOptions) =>
    new Date(at).toLocaleDateString(locale, { ...options, timeZone: "Asia/Seoul" });
  const weekday = word({ weekday: "short" });
  if (locale === "ko") return `${day.replaceAll("-", ".")}(${weekday}) ${time}`;
  const [year, , date] = day.split("-").map(Number);
  return `${weekday} ${date} ${word({ month: "short" })} ${year}, ${time}`;
}

/** `11월 22일(일)`, in English `Sun 22 Nov`: tomorrow, as a sentence says it. */
export function tomorrowInKorea(locale: "ko" | "en" = "ko"): string {
  const words = { month: "long", day: "numeric", weekday: "short", timeZone: "Asia/Seoul" } as const;
  const tomorrow = new Date(Date.now() + DAY_MS);
  if (locale === "en") return momentInKorea(tomorrow.getTime(), locale).replace(/ [0-9]{4},.*/, "");
  return new Intl.DateTimeFormat("ko-KR", words).format(tomorrow).replace(" (", "(");
}

/** Until it is so many hours after midnight of the next day in Korea. */
export function secondsUntilTomorrow(hours: number): number {
  const today = (Date.now() + KST_MS) % DAY_MS;
  return Math.ceil((DAY_MS - today + hours * HOUR_MS) / 1_000);
}
