// Stars by recorded hours (志愿服务记录办法): 100, 300, 600, 1000 and 1500. Pure.
const HOURS = [100, 300, 600, 1000, 1500];

export interface Stars {
  /** 0 to 5. */
  stars: number;
  /** Minutes to the next star; 0 with five. */
  missing: number;
  /** How much of the way from this star to the next is done, 0 to 1. */
  share: number;
}

export function starsOf(minutes: number): Stars {
  const stars = HOURS.filter((hours) => minutes >= hours * 60).length;
  const next = HOURS[stars];
  if (next === undefined) return { stars, missing: 0, share: 1 };
  const from = (HOURS[stars - 1] ?? 0) * 60;
  return { stars, missing: next * 60 - minutes, share: (minutes - from) / (next * 60 - from) };
}
