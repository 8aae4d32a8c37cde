// Line icons on a 24 grid, drawn for this app.
export const ICONS = {
  back: "M15 5l-7 7 7 7", next: "M9 6l6 6-6 6", tick: "M5 12.5l4.5 4.5L19 7.5", warning: "M12 4l9 16H3zM12 10v4M12 17v.5",
  clock: "M12 3a9 9 0 110 18 9 9 0 010-18zM12 7v5l3 2", phone: "M8 3h8a1 1 0 011 1v16a1 1 0 01-1 1H8a1 1 0 01-1-1V4a1 1 0 011-1zM11 18h2",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z", list: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h4", printer: "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
  person: "M12 4a4 4 0 110 8 4 4 0 010-8zM4 21c0-4 3-6 8-6s8 2 8 6", people: "M9 5a3.5 3.5 0 110 7 3.5 3.5 0 010-7zM2 20c0-4 3-5.5 7-5.5s7 1.5 7 5.5M16 5.5a3.5 3.5 0 010 6.5M18 14.8c2.500.6 4 2.200 4 5.200",
  mic: "M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4", menu: "M4 6h16M4 12h16M4 18h10", large: "M3 19l5-13 5 13M5 14h6M17 9v8M14 12h6",
  hand: "M8 12V5.500a1.500 1.500 0 013 0V11V4.500a1.500 1.500 0 013 0V11V6a1.500 1.500 0 013 0v8c0 4-2 7-6 7-3 0-4.500-1.500-6-4l-2.500-4.500a1.500 1.500 0 012.500-1.500L8 13",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2", star: "M12 3.500l2.600 5.600 6 .7-4.500 4.100 1.200 6-5.300-3-5.300 3 1.200-6L3.400 9.800l6-.7z",
  pin: "M12 21s7-6.500 7-11.500a7 7 0 10-14 0C5 14.500 12 21 12 21zM12 7.500a2 2 0 110 4 2 2 0 010-4z", shield: "M12 3l8 3v6c0 4.500-3.500 7.500-8 9-4.500-1.500-8-4.500-8-9V6zM8.500 12l2.500 2.500 4.500-5",
  sound: "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 010 6M18.500 6.500a8 8 0 010 11", bell: "M6 17V11a6 6 0 0112 0v6l1.500 2h-15zM10 21h4", scissors: "M6 4a2.500 2.500 0 110 5 2.500 2.500 0 010-5zM6 15a2.500 2.500 0 110 5 2.500 2.500 0 010-5zM8 8l12 9M8 16L20 7",
  bulb: "M9 17c0-3-3-4-3-8a6 6 0 0112 0c0 4-3 5-3 8zM9.500 20h5", heart: "M12 20s-8-5-8-11a4.500 4.500 0 018-3 4.500 4.500 0 018 3c0 6-8 11-8 11z", book: "M4 5c3-1 6-.5 8 1.500 2-2 5-2.500 8-1.500v14c-3-1-6-.5-8 1.500-2-2-5-2.500-8-1.500zM12 6.500v14",
} as const;
export type IconName = keyof typeof ICONS;

/** The icon of a service, by what it takes to do it. */
export function iconOfSkill(skill: string): IconName {
  const table: [RegExp, IconName][] = [
    [/hair/, "scissors"], [/electric|repair|lamp/, "bulb"], [/health|doctor|compan/, "heart"], [/talk|read|advice|tutor|science/, "book"],
  ];
  return table.find(([pattern]) => pattern.test(skill))?.[1] ?? "hand";
}
