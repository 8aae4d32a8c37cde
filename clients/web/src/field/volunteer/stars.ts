// Stars by recorded hours. Pure.

export interface Stars {
  /** 0 to 5. */
  stars: number;
  /** Minutes to the next star; 0 with five. */
  missing: number;
  /** How much of the way from this star to the next is done, 0 to 1. */
  share: number;
}

/** `hours`: from how many on there is one star, two … as the county set them. */
export function starsOf(minutes: number, hours: readonly number[]): Stars {
  const stars = hours.filter((each) => minutes >= each * 60).length;
  const next = hours[stars];
  if (next === undefined) return { stars, missing: 0, share: 1 };
  const from = (hours[stars - 1] ?? 0) * 60;
  return { stars, missing: next * 60 - minutes, share: (minutes - from) / (next * 60 - from) };
}
